import type { MenuPlace } from '../../preload/contract/contract.ts'
import type { Result } from '../../model/value/result.ts'
import type { Session } from '../session/project/session.ts'
import type { SessionState } from '../session/project/state.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** Where a key works: everywhere, everywhere but in text fields, or only while the text has the focus. */
type KeyScope = 'everywhere' | 'outside-fields' | 'text'

export type Platform = 'darwin' | 'win32' | 'linux'

/** How a command stands in the menu. */
interface CommandMenu extends MenuPlace {
  /** Its label there, where the menu around it allows a shorter one than the title. */
  readonly label?: string
  /** Name of the submenu that holds it, with the commands of the same one; that stands where its first command does. */
  readonly submenu?: string
  /** Whether it can be chosen, where that differs from when the command is enabled. */
  enabled?(context: CommandContext): boolean
}

/** One thing a person can do. Menu, palette, keys, toolbar and cheat sheet all follow from it. */
export interface Command {
  readonly id: string
  /** Its name, in sentence case, for palette, menu and cheat sheet. */
  readonly title: string
  /** Its name in the cheat sheet, where the heading of its group makes the whole title redundant. */
  readonly inGroup?: string
  readonly group: 'Project' | 'Tagging' | 'Finding' | 'Moving' | 'Editing' | 'Window'
  /** As `Mod+Shift+KeyName`; Mod is Ctrl, on a Mac Cmd. Letters name what the key types, not its position. */
  readonly keys: readonly string[]
  /** The keys on a Mac, where they differ. */
  readonly darwin?: readonly string[]
  /** The keys on Windows, where they differ. */
  readonly win32?: readonly string[]
  readonly scope: KeyScope
  /** Whether it gives up its letter when a type of the codebook uses it; it stays in palette and menu. */
  readonly yields?: boolean
  /** Where it stands in the menu; a command without one is in the palette only. */
  readonly menu?: CommandMenu
  /** What a text field that has the focus does instead, by the engine's name for it. */
  readonly inField?: 'undo' | 'redo' | 'selectAll'
  enabled(context: CommandContext): boolean
  /** Why it is disabled, in a few words; null to fall back on the general reason. */
  reason?(context: CommandContext): string | null
  run(context: CommandContext): void
}

/** The keys of a command on a platform; the first is the one shown. */
export const keysOf = (command: Pick<Command, 'keys' | 'darwin' | 'win32'>, platform: Platform): readonly string[] =>
  (platform === 'linux' ? undefined : command[platform]) ?? command.keys

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
 * What to say when the key of a disabled command is pressed, because a key that silently does nothing seems broken. Null
 * where no reason is known.
 */
export function refusal(command: Command, context: CommandContext): string | null {
  const reason = inArticle(context) ? reasonOf(command, context) : null
  return reason && `${command.title}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`
}

/** Says in the status bar why something could not be done. */
export const show = <T>(session: Session, result: Result<T>): void => {
  if (!result.ok) session.report(result.failure)
}
