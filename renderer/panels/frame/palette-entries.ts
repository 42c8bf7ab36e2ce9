import { searchTitles } from '../../../model/text/search-titles.ts'
import { type Command, type CommandContext, whyDisabled } from '../../commands/command.ts'

/** A command as the palette shows it. */
export interface PaletteEntry {
  readonly command: Command
  /** Why it cannot be used now, or null where it can. */
  readonly reason: string | null
  readonly recent: boolean
}

/** How many commands are remembered as used recently. */
const REMEMBERED = 6
const RECENT_KEY = 'palette:recent'

/** The ids with one put in front: the newest first, none twice. */
export const withRecent = (ids: readonly string[], id: string): string[] =>
  [id, ...ids.filter((other) => other !== id)].slice(0, REMEMBERED)

/** What was stored, if it is a list of ids. */
export function readRecent(stored: string | null): string[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, REMEMBERED) : []
  } catch {
    return []
  }
}

/** Ids of the commands that were run from the palette last, the newest first. */
export const recentCommands = (): string[] => readRecent(localStorage.getItem(RECENT_KEY))

export const rememberCommand = (id: string): void =>
  localStorage.setItem(RECENT_KEY, JSON.stringify(withRecent(recentCommands(), id)))

/**
 * The commands that fit what is typed, the best first, those used recently before equally good ones. What cannot be used
 * now comes last and says why.
 */
export function paletteEntries(
  commands: readonly Command[],
  context: CommandContext,
  recent: readonly string[],
  query: string,
): PaletteEntry[] {
  const place = (id: string): number => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  const entries = commands
    .filter(({ id }) => id !== 'palette.open')
    .map((command) => ({ command, reason: whyDisabled(command, context), recent: recent.includes(command.id) }))
    .sort((a, b) => place(a.command.id) - place(b.command.id))
  const found = searchTitles(query, entries, ({ command }) => command.title)
  return [...found.filter(({ reason }) => reason === null), ...found.filter(({ reason }) => reason !== null)]
}
