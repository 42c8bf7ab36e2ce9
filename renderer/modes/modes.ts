import type { CommandContext } from '../commands/command.ts'
import type { ModeDefinition, ModeView } from './mode-definition.ts'
import { chooseRole } from './choose-role.ts'
import { changeType, duplicate } from './choose-type.ts'
import { edges } from './edges.ts'
import { frameText } from './frame-text.ts'
import { linkRole } from './link-role.ts'
import { suggestion } from './suggestion.ts'
import type { Mode } from '../session/project/mode.ts'

// A kind added to Mode does not compile until it is described here.
const MODES: { readonly [Kind in Mode['kind']]: ModeDefinition<Kind> } = {
  'choose-role': chooseRole,
  link: linkRole,
  edges,
  'change-type': changeType,
  duplicate,
  'frame-text': frameText,
  suggestion,
}

/** The open session's mode as the bar shows it; null where there is none. */
export function modeView(context: CommandContext): ModeView | null {
  const mode = context.state?.mode
  if (!mode) return null
  // TypeScript cannot infer that the definition found by a mode's kind takes that mode.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const describe = MODES[mode.kind] as ModeDefinition<Mode['kind']>
  return describe(mode, context)
}
