import type { Command, CommandContext } from './command.ts'
import { FILTER_COMMANDS } from './filter.ts'
import { FIND_COMMANDS } from './finding.ts'
import { frameCommands } from './frames.ts'
import { KEYS_COMMANDS, PALETTE_COMMANDS } from './help.ts'
import { HISTORY_COMMANDS } from './history.ts'
import { IMPORTING_COMMANDS } from './importing.ts'
import { LINKING_COMMANDS } from './linking.ts'
import { MISSING_ROLE_COMMANDS, missingRoleCommands } from './missing-roles.ts'
import { MOVING_COMMANDS } from './moving.ts'
import { OVERLAP_COMMANDS } from './overlaps.ts'
import { PANE_COMMANDS } from './panes.ts'
import { PAST_COMMANDS } from './past.ts'
import { PROJECT_COMMANDS } from './project.ts'
import { ENTITY_COMMANDS } from './entities.ts'
import { createRegistry } from './registry.ts'
import { REMOVING_COMMANDS } from './removing.ts'
import { fragmentCommands, SPAN_COMMANDS } from './spans.ts'
import { STATUS_COMMANDS } from './status.ts'
import { SUGGESTING_COMMANDS } from './suggesting.ts'
import { tagCommands } from './tagging.ts'
import { TYPE_COMMANDS } from './types.ts'
import type { SessionState } from '../session/project/state.ts'
import type { WindowModel } from '../session/window/window-model.ts'

const REGISTRY = createRegistry([
  tagCommands,
  fragmentCommands,
  IMPORTING_COMMANDS,
  LINKING_COMMANDS,
  FILTER_COMMANDS,
  MISSING_ROLE_COMMANDS,
  STATUS_COMMANDS,
  PALETTE_COMMANDS,
  ENTITY_COMMANDS,
  SUGGESTING_COMMANDS,
  PROJECT_COMMANDS,
  PAST_COMMANDS,
  MOVING_COMMANDS,
  PANE_COMMANDS,
  REMOVING_COMMANDS,
  OVERLAP_COMMANDS,
  SPAN_COMMANDS,
  TYPE_COMMANDS,
  HISTORY_COMMANDS,
  KEYS_COMMANDS,
  FIND_COMMANDS,
  frameCommands,
  missingRoleCommands,
])

/** Letters that a type of the codebook cannot have, with the titles of the commands that have them. */
export const FIXED_LETTERS = REGISTRY.fixedLetters

/** All commands of this moment: the fixed ones and those of the open codebook. */
export const commandsFor = (state: Pick<SessionState, 'codebook'> | null): readonly Command[] =>
  REGISTRY.commandsFor(state?.codebook ?? null)

/** The context as it is now. */
export function commandContext(window: WindowModel): CommandContext {
  const { session } = window.getState()
  return { window, session, state: session?.getState() ?? null }
}

/** Runs a command by id if it is there and enabled; whether it ran. */
export function runCommand(id: string, window: WindowModel): boolean {
  const context = commandContext(window)
  const command = commandsFor(context.state).find((item) => item.id === id)
  if (!command?.enabled(context)) return false
  command.run(context)
  return true
}
