import { z } from 'zod'
import { codebookSchema } from '../../../model/record/schemas.ts'
import { type ArticleExtra, type PlacedExtra, readArticleExtra, restoredArticle } from '../kit/standoff/extra.ts'
import { guidOf, selectionGuid } from '../kit/names/guid.ts'
import { childrenOf, type XmlElement } from '../../files/xml.ts'
import { jsonOr } from '../kit/reading/parse-json.ts'
import {
  type DatasetItem,
  type ForeignAnnotation,
  type ForeignArticle,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
} from '../kit/reader.ts'
import type { QdaFiles } from './read-archive.ts'
import { guidText } from './read-project.ts'

/* What our own export puts into the archive beside a project, for what REFI-QDA has no word for. */

const EXTRA_FILE = 'standoff.jsonl'

const headSchema = z.looseObject({
  format: z.literal('refi-qda'),
  project: z.object({ id: z.string(), name: z.string(), description: z.string(), createdAt: z.string() }),
  codebook: codebookSchema,
  annotators: z.array(z.object({ id: z.string(), name: z.string(), type: z.enum(['human', 'model']) })),
  entities: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      aliases: z.array(z.string()),
      wikidata: z.string().nullable(),
      attributes: z.record(z.string(), z.string()),
    }),
  ),
})

/** What our own export has put beside the project; null in one of another program. */
export async function ownRecords(files: QdaFiles) {
  const path = files.paths.find((candidate) => candidate.toLowerCase() === EXTRA_FILE)
  if (path === undefined) return null
  const [first, ...lines] = (await files.text(path))
    .split('\n')
    .map(jsonOr)
    .filter((value) => value !== undefined)
  const head = headSchema.safeParse(first)
  if (!head.success) return null
  const { project, codebook, annotators, entities } = head.data
  const items: DatasetItem[] = [
    { kind: 'codebook', codebook },
    ...annotators.map((annotator): DatasetItem => ({ kind: 'annotator', annotator })),
    ...entities.map((entity): DatasetItem => ({ kind: 'entity', entity })),
  ]
  const extras = new Map(
    lines.flatMap((line) => {
      const extra = readArticleExtra(line)
      return extra ? [[guidOf('article', extra.article), extra] as const] : []
    }),
  )
  return { project, items, extras }
}

/** An article as it was exported, as far as its selections and codings are still there. */
export function ownArticle(
  text: string,
  selections: readonly string[],
  source: XmlElement,
  extra: ArticleExtra,
): ForeignArticle {
  const present = new Set([
    ...selections,
    ...childrenOf(source, 'Coding').map((coding) => guidText(coding.attributes.get('guid'))),
  ])
  const isPresent = ({ id, fragments }: PlacedExtra): boolean =>
    present.has(selectionGuid(id, 1)) && fragments.every((_, i) => present.has(selectionGuid(id, i + 1)))
  const kept = extra.annotations.filter(isPresent)
  const ids = new Set(kept.map(({ id }) => id))
  const annotations = kept.map(
    ({ id, type, fragments, ...said }): ForeignAnnotation =>
      foreignAnnotation({
        ...said,
        key: id,
        type,
        fragments: fragments.map(([start, end]) => ({ start, end, quote: null })),
        place: id,
      }),
  )
  const relations = (extra.relations ?? []).flatMap(({ id, role, source: from, target, ...said }) => {
    const end = typeof target === 'string' ? { annotation: target } : target
    if (!ids.has(from) || ('annotation' in end && !ids.has(end.annotation))) return []
    return [foreignRelation({ ...said, key: id, role, source: from, target: end, place: id })]
  })
  return foreignArticle({
    ...restoredArticle(extra),
    text,
    unit: 'codepoint',
    annotations,
    relations,
  })
}
