import type { CommandContext } from '../commands/command.ts'
import type { Mode } from '../session/project/mode.ts'

/** A key of a mode, also a button in the bar. */
export interface ModeChoice {
  readonly id: string
  readonly title: string
  /** As a command's keys: `Mod+Shift+KeyName`. The first is shown. */
  readonly keys: readonly string[]
  readonly enabled: boolean
  run(context: CommandContext): void
}

/** What the bar under the text shows while a mode is on. */
export interface ModeView {
  /** What the mode does: "Link quote “…”". */
  readonly title: string
  /** What to do now, in a few words. */
  readonly hint: string
  /** Escape is always one of them, and last. */
  readonly choices: readonly ModeChoice[]
}

/** Describes one kind of mode for keys, bar and tests. */
export type ModeDefinition<Kind extends Mode['kind']> = (
  mode: Extract<Mode, { readonly kind: Kind }>,
  context: CommandContext,
) => ModeView

/** Ends a mode without doing anything more: the last choice of every mode. */
export const leaveMode = (title = 'Cancel'): ModeChoice => ({
  id: 'mode.leave',
  title,
  keys: ['Escape'],
  enabled: true,
  run: ({ session }) => session?.setMode(null),
})
