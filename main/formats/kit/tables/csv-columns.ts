import { ownValue } from '../../../../model/value/own-value.ts'
import { type Annotation, hull, quoteOf } from '../../../../model/record/annotation.ts'
import type { Article } from '../../../../model/record/article.ts'
import type { OffsetConverter } from '../../../../model/text/offsets.ts'
import type { Relation } from '../../../../model/record/relation.ts'
import { BETWEEN_ENDS, type FixedColumn, METADATA_COLUMNS } from './csv-dataset.ts'
import type { DatasetSource } from '../exporter.ts'

/** What one cell is made from. */
export interface CsvRow {
  readonly article: Article
  readonly annotation: Annotation
  readonly converter: OffsetConverter
  /** Relations that leave the annotation. */
  readonly relations: readonly Relation[]
}

export interface CsvColumn {
  readonly name: string
  /** Type of the W3C's CSVW vocabulary. */
  readonly datatype: 'string' | 'integer' | 'number' | 'dateTime' | 'anyURI'
  readonly description: string
  value(row: CsvRow): string | number | null
}

const column = (
  name: string,
  datatype: CsvColumn['datatype'],
  description: string,
  value: CsvColumn['value'],
): CsvColumn => ({ name, datatype, description, value })

const fixed = (name: FixedColumn, ...rest: readonly [CsvColumn['datatype'], string, CsvColumn['value']]): CsvColumn =>
  column(name, ...rest)

const FIXED: readonly CsvColumn[] = [
  fixed('article_id', 'string', 'Id of the article', ({ article }) => article.id),
  fixed('article_title', 'string', 'Title of the article', ({ article }) => article.title),
  fixed('annotation_id', 'string', 'Id of the annotation', ({ annotation }) => annotation.id),
  fixed('type', 'string', 'Annotation type', ({ annotation }) => annotation.type),
  fixed('start', 'integer', 'First position; empty when the annotation is about the whole article', (row) =>
    row.annotation.fragments.length > 0 ? row.converter.toFile(hull(row.annotation).start) : null,
  ),
  fixed('end', 'integer', 'Position after the last one', (row) =>
    row.annotation.fragments.length > 0 ? row.converter.toFile(hull(row.annotation).end) : null,
  ),
  fixed('quote', 'string', 'The text; fragments are joined with " … "', ({ annotation }) => quoteOf(annotation)),
  fixed('fragments', 'string', 'start-end of each fragment, joined with ";", when there are several', fragmentsCell),
  fixed('status', 'string', 'draft, final or disputed', ({ annotation }) => annotation.status),
  fixed('confidence', 'number', 'From 0 to 1; empty when nobody said', ({ annotation }) => annotation.confidence),
  fixed('note', 'string', 'Note of the annotator', ({ annotation }) => annotation.note),
  fixed('annotator', 'string', 'Id of the annotator', ({ annotation }) => annotation.annotator),
  fixed('created_at', 'dateTime', 'Time of making, UTC', ({ annotation }) => annotation.createdAt),
  fixed('updated_at', 'dateTime', 'Time of the last change, UTC', ({ annotation }) => annotation.updatedAt),
]

function fragmentsCell({ annotation, converter: { toFile } }: CsvRow): string {
  if (annotation.fragments.length < 2) return ''
  return annotation.fragments.map(({ start, end }) => `${toFile(start)}-${toFile(end)}`).join(';')
}

/** The relations that leave each annotation, by its id. */
export function relationsBySource(relations: readonly Relation[]): ReadonlyMap<string, readonly Relation[]> {
  const groups = new Map<string, Relation[]>()
  for (const relation of relations) {
    const group = groups.get(relation.source)
    if (group) group.push(relation)
    else groups.set(relation.source, [relation])
  }
  return groups
}

/** The columns of a dataset: fixed ones, one an attribute, two a role, then the article's metadata. */
export function csvColumns(source: DatasetSource): readonly CsvColumn[] {
  const attributes = attributeNames(source).map(([type, attribute]) =>
    column(`${type}.${attribute}`, 'string', describeAttribute(source, type, attribute), ({ annotation }) =>
      annotation.type === type ? (ownValue(annotation.attributes, attribute) ?? null) : null,
    ),
  )
  const metadata = METADATA_COLUMNS.map((key) =>
    column(
      `article.${key}`,
      key === 'url' ? 'anyURI' : 'string',
      `The article's ${key}`,
      ({ article }) => ownValue(article.metadata, key) ?? null,
    ),
  )
  const taken = new Set([...FIXED, ...attributes, ...metadata].map(({ name }) => name))
  return [...FIXED, ...attributes, ...roleColumns(source, taken), ...metadata]
}

/** What a column of an attribute holds; it says so where the attribute or its type is retired. */
function describeAttribute({ codebook }: DatasetSource, type: string, attribute: string): string {
  const owner = codebook.types.find(({ id }) => id === type)
  const retired = owner?.retired || owner?.attributes.find(({ id }) => id === attribute)?.retired
  return `Attribute ${attribute} of ${type}${retired ? ', retired' : ''}`
}

function attributeNames({ codebook, attributesInUse }: DatasetSource): [type: string, attribute: string][] {
  const names: [string, string][] = []
  const types = new Set([...codebook.types.map(({ id }) => id), ...attributesInUse.keys()])
  for (const type of types) {
    const defined = codebook.types.find(({ id }) => id === type)?.attributes.map(({ id }) => id) ?? []
    for (const attribute of new Set([...defined, ...(attributesInUse.get(type) ?? [])])) names.push([type, attribute])
  }
  return names
}

function roleColumns(source: DatasetSource, taken: ReadonlySet<string>): CsvColumn[] {
  const roles = new Set([
    ...source.codebook.types.flatMap((type) => type.roles.map(({ id }) => id)),
    ...source.rolesInUse,
  ])
  const entityNames = new Map(source.entities.map(({ id, name }) => [id, name]))
  const nameOf = ({ target }: Relation): string => {
    if ('entity' in target) return entityNames.get(target.entity) ?? ''
    const annotation = source.annotation(target.annotation)
    return annotation ? quoteOf(annotation) : ''
  }
  const idOf = ({ target }: Relation): string => ('entity' in target ? target.entity : target.annotation)
  const ends = ({ relations }: CsvRow, role: string, text: (relation: Relation) => string): string | null => {
    if (relations.length === 0) return null
    const found = relations.filter((relation) => relation.role === role)
    return found.length > 0 ? found.map(text).join(BETWEEN_ENDS) : null
  }
  return [...roles].flatMap((role) => {
    // A codebook may name a role like one of our columns ("note"); two columns of one name would be ambiguous.
    const name = taken.has(role) || taken.has(`${role}_id`) ? `role.${role}` : role
    return [
      column(name, 'string', `Quotes or names at the other end of ${role}`, (row) => ends(row, role, nameOf)),
      column(`${name}_id`, 'string', `Ids at the other end of ${role}`, (row) => ends(row, role, idOf)),
    ]
  })
}
