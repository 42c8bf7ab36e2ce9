import type { Result } from '../model/result.ts'
import type { Session } from './session/session.ts'
import type { SessionState } from './session/state.ts'
import type { WindowModel } from './session/window-model.ts'

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
  enabled(context: CommandContext): boolean
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

/** Says in the status bar why something could not be done. */
export const show = <T>(session: Session, result: Result<T>): void => {
  if (!result.ok) session.report(result.failure)
}
