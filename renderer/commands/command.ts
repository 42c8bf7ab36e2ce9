import type { Result } from '../../model/value/result.ts'
import type { Session } from '../session/project/session.ts'
import type { SessionState } from '../session/project/state.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** Where a key works: everywhere, everywhere but in text fields, or only while the text has the focus. */
type KeyScope = 'everywhere' | 'outside-fields' | 'text'

/** One thing a person can do. Menus, keys, toolbar, cheat sheet and tests all read these. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: 'Project' | 'Tagging' | 'Finding' | 'Moving' | 'Editing' | 'Window'
  /** As `Mod+Shift+KeyName`; Mod is Ctrl, on a Mac Cmd. Letters stand for what the key types, not for its place. */
  readonly keys: readonly string[]
  /** The keys on a Mac, where they differ. */
  readonly darwin?: readonly string[]
  readonly scope: KeyScope
  /** Whether its letter gives way to a type of the codebook that wants it; palette and menu still have the command. */
  readonly yields?: boolean
  enabled(context: CommandContext): boolean
  /** Why it is not enabled, in a few words, where that is more than the window knows by itself; null where it is not. */
  reason?(context: CommandContext): string | null
  run(context: CommandContext): void
}

/** What commands work on. */
export interface CommandContext {
  readonly window: WindowModel
  readonly session: Session | null
  readonly state: SessionState | null
}

export const inProject = ({ session }: CommandContext): boolean => session !== null
export const inArticle = ({ state }: CommandContext): boolean => state?.open != null
export const hasSelected = ({ state }: CommandContext): boolean => state?.selected != null

export const SELECT_FIRST = 'Select an annotation first'

const REASONS: ReadonlyMap<Command['enabled'], string> = new Map([
  [inProject, 'Open a project first'],
  [inArticle, 'Open an article first'],
  [hasSelected, SELECT_FIRST],
])

/** Why a command cannot be used now, in a few words; null where it can. */
export function whyDisabled(command: Command, context: CommandContext): string | null {
  if (command.enabled(context)) return null
  if (!inProject(context)) return 'Open a project first'
  if (!inArticle(context) && command.group !== 'Project') return 'Open an article first'
  return reasonOf(command, context) ?? 'Not possible now'
}

const reasonOf = (command: Command, context: CommandContext): string | null =>
  command.reason?.(context) ?? REASONS.get(command.enabled) ?? null

/**
 * What to say when the key of a command is pressed that cannot be used now: a key that does nothing without a word seems
 * broken. Null where nothing is known that would help.
 */
export function refusal(command: Command, context: CommandContext): string | null {
  const reason = inArticle(context) ? reasonOf(command, context) : null
  return reason && `${command.title}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`
}

/** Says in the status bar why something could not be done. */
export const show = <T>(session: Session, result: Result<T>): void => {
  if (!result.ok) session.report(result.failure)
}
