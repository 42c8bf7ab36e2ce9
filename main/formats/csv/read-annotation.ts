import { ANNOTATION_STATUSES } from '../../../model/record/annotation.ts'
import { append } from '../../../model/value/append.ts'
import { BETWEEN_ENDS, BETWEEN_QUOTES, FIXED_COLUMNS } from '../kit/tables/csv-dataset.ts'
import {
  type ForeignAnnotation,
  foreignAnnotation,
  type ForeignFragment,
  type ForeignRelation,
  foreignRelation,
} from '../kit/reader.ts'
import { cell, prefixed, type Row } from './read-rows.ts'

/** What the rows of an article say. */
export interface ArticleRows {
  readonly title: string
  readonly metadata: Readonly<Record<string, string>>
  readonly annotations: ForeignAnnotation[]
  readonly relations: ForeignRelation[]
}

/** Puts a row to its article; what is wrong with it comes back as a sentence, and it is left out. */
export function takeRow(row: Row, found: Map<string, ArticleRows>): string | null {
  const [article, id, type] = [cell(row, 'article_id'), cell(row, 'annotation_id'), cell(row, 'type')]
  if (article === '' || id === '' || type === '') {
    return 'The row names no article, no annotation or no type and was left out.'
  }
  if (row.isCut) return 'The row ends in the middle and was left out.'
  const fragments = fragmentsOf(row)
  if (!fragments) return 'The row has no readable offsets and was left out.'
  const rows = found.get(article) ?? {
    title: cell(row, 'article_title'),
    metadata: prefixed(row, 'article.'),
    annotations: [],
    relations: [],
  }
  found.set(article, rows)
  const confidence = Number(cell(row, 'confidence'))
  rows.annotations.push(
    foreignAnnotation({
      key: id,
      type,
      fragments,
      attributes: prefixed(row, `${type}.`),
      confidence: cell(row, 'confidence') !== '' && confidence >= 0 && confidence <= 1 ? confidence : null,
      note: cell(row, 'note'),
      status: ANNOTATION_STATUSES.find((status) => status === cell(row, 'status')) ?? null,
      annotator: cell(row, 'annotator') || null,
      createdAt: cell(row, 'created_at') || null,
      updatedAt: cell(row, 'updated_at') || null,
      provenance: 'manual',
      place: `line ${row.line}`,
    }),
  )
  append(rows.relations, relationsOf(row, id))
  return null
}

const OFFSET = /^\d+$/

function fragmentsOf(row: Row): ForeignFragment[] | null {
  const [start, end, quote, several] = [
    cell(row, 'start'),
    cell(row, 'end'),
    cell(row, 'quote'),
    cell(row, 'fragments'),
  ]
  if (several !== '') {
    const parts = several.split(';').map((part) => part.split('-'))
    if (!parts.every((part) => part.length === 2 && part.every((offset) => OFFSET.test(offset)))) return null
    const quotes = quote.split(BETWEEN_QUOTES)
    return parts.map(([from = '', to = ''], position) => ({
      start: Number(from),
      end: Number(to),
      // A quote may itself hold the separator; then the quotes cannot be told apart.
      quote: quotes.length === parts.length ? (quotes[position] ?? null) : null,
    }))
  }
  // A quote is of a place: without one it is not about the whole article.
  if (start === '' && end === '') return quote === '' ? [] : null
  return OFFSET.test(start) && OFFSET.test(end) ? [{ start: Number(start), end: Number(end), quote }] : null
}

const FIXED: ReadonlySet<string> = new Set(FIXED_COLUMNS)

/** Role columns come in pairs: "speaker" with names and "speaker_id" with ids. */
function relationsOf(row: Row, source: string): ForeignRelation[] {
  return [...row.cells].flatMap(([name, value]) => {
    const role = name.endsWith('_id') ? name.slice(0, -3) : ''
    if (value === '' || FIXED.has(name) || !row.cells.has(role)) return []
    return value.split(BETWEEN_ENDS).map((target, position) =>
      foreignRelation({
        key: `${source} ${role} ${position + 1}`,
        role: role.replace(/^role\./, ''),
        source,
        target: { annotation: target },
        place: `line ${row.line}`,
      }),
    )
  })
}
