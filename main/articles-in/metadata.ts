import type { ArticleBody } from '../../model/text/block.ts'

/* Titles where a file has none, and metadata. */

const LONGEST = 200

/** The first so many code points: a cut through a character could not be stored. */
const cut = (text: string, points: number): string => Array.from(text).slice(0, points).join('')

/** The first heading as it stands; null where there is none. */
export function firstHeading({ text, blocks }: ArticleBody): string | null {
  const heading = blocks.find(({ kind }) => kind === 'heading')
  return heading ? text.slice(heading.start, heading.end) : null
}

/** The first heading, else the first block, at most 200 code points of it; null where there is no text. */
export function titleFrom(body: ArticleBody): string | null {
  const first = body.blocks[0]
  const title = firstHeading(body) ?? (first ? body.text.slice(first.start, first.end) : null)
  return title === null ? null : cut(title, LONGEST)
}

/** The first so many code points of the first block, in one line; "" where there is no text. */
export function firstWords({ text, blocks }: ArticleBody, points: number): string {
  const first = blocks[0]
  return first ? cut(text.slice(first.start, first.end).replaceAll(/\s+/gu, ' '), points) : ''
}

/** A heading in one line, at most 200 code points of it. */
export function shortHeading(body: ArticleBody): string | null {
  const heading = firstHeading(body)
  return heading === null ? null : cut(heading.replaceAll(/\s+/gu, ' '), LONGEST)
}

/** Metadata without unknown values. */
export const knownOnly = (metadata: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).filter((entry): entry is [string, string] => entry[1] !== null))
