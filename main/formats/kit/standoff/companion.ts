import { z } from 'zod'
import { type Annotation } from '../../../../model/record/annotation.ts'
import type { Article } from '../../../../model/record/article.ts'
import { type Block, BLOCK_KINDS } from '../../../../model/text/block.ts'
import { type OffsetUnit, offsetConverter } from '../../../../model/text/offsets.ts'
import type { Annotator } from '../../../../model/record/project.ts'
import type { Relation } from '../../../../model/record/relation.ts'
import { isDeep } from '../../../files/json-depth.ts'
import { annotationExtra, type ArticleExtra, articleExtra, readArticleExtra, relationExtra } from './extra.ts'

/*
 * Formats that have no place for keys of ours get a file beside each article: what the format has no word for, and which
 * of its names are which of our ids. Other programs skip it; a dataset can be read without it.
 */

/** Beside "0001-vote.ann" lies "0001-vote.standoff.json". */
export const COMPANION_ENDING = '.standoff.json'

/** Codebook, register and annotators of all articles, in the root of a folder. */
export const FOLDER_PROJECT_FILE = 'standoff.project.json'

const blockSchema = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  kind: z.enum(BLOCK_KINDS),
  level: z.int().min(1).max(6).exactOptional(),
  page: z.int().positive().exactOptional(),
  continues: z.boolean().exactOptional(),
})

const ownShape = z.object({
  keys: z.record(z.string(), z.string()).catch({}),
  blocks: z.array(blockSchema).nullable().catch(null),
  leading: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
})

export interface Companion extends ArticleExtra {
  /** The format's name for an annotation → its id, where the format cannot hold the id itself. */
  readonly keys: Readonly<Record<string, string>>
  /** Offsets in the unit of the file. */
  readonly blocks: readonly Block[] | null
  /** White space before the first word, where the format does not hold it. */
  readonly leading?: string | undefined
  /** The text, where the format cannot hold all of its characters, or none of it. */
  readonly text?: string | undefined
}

/** What an article's companion is made from. */
export interface CompanionSource {
  readonly format: string
  readonly article: Article
  readonly text: string
  readonly blocks: readonly Block[]
  /** What offsets in the companion count. */
  readonly unit: OffsetUnit
  readonly annotators: readonly Annotator[]
  readonly annotations: readonly Annotation[]
  readonly relations: readonly Relation[]
}

/** What goes along with an article, as JSON. `keys` as in {@link Companion}. */
export function companionValue(said: CompanionSource, keys: Readonly<Record<string, string>> = {}) {
  const { toFile } = offsetConverter(said.text, said.unit)
  const present = new Set([...said.annotations, ...said.relations].map(({ annotator }) => annotator))
  const annotators = said.annotators.filter(({ id }) => present.has(id))
  const { annotations: _none, ...head } = articleExtra(said.format, said.article, said.unit, annotators)
  return {
    ...head,
    source: said.article.source,
    keys,
    blocks: said.blocks.map(({ start, end, ...block }) =>
      Object.assign({ start: toFile(start), end: toFile(end) }, block),
    ),
    annotations: said.annotations.map((annotation) => ({
      ...annotationExtra(annotation),
      type: annotation.type,
      fragments: annotation.fragments.map(({ start, end }) => [toFile(start), toFile(end)]),
    })),
    relations: said.relations.map((relation) => ({
      ...relationExtra(relation),
      role: relation.role,
      source: relation.source,
      target: relation.target,
    })),
  }
}

/** The same as the text of a file, an annotation a line. */
export function companionText(
  said: CompanionSource,
  keys: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
): string {
  const fields = Object.entries({ ...more, ...companionValue(said, keys) }).map(([name, value]) =>
    Array.isArray(value) && name !== 'annotators'
      ? `"${name}": [${value.map((item) => `\n${JSON.stringify(item)}`).join(',')}]`
      : `"${name}": ${JSON.stringify(value)}`,
  )
  return `{\n${fields.join(',\n')}\n}\n`
}

/** What such a file says; null where it is none, or damaged. */
export function readCompanion(text: string): Companion | null {
  let value: unknown
  try {
    value = isDeep(text) ? null : JSON.parse(text)
  } catch {
    return null
  }
  const extra = readArticleExtra(value)
  const own = ownShape.safeParse(value)
  return extra && own.success ? { ...extra, ...own.data } : null
}
