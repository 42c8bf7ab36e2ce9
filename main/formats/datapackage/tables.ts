/*
 * The tables of a data package, for its writer and its reader. Names and types are those of Frictionless
 * Table Schema. A column that is renamed or removed makes a new version of the format.
 */

export const DATA_PACKAGE_FORMAT = 'standoff-datapackage'
export const DATA_PACKAGE_VERSION = 1
export const PACKAGE_FILE = 'datapackage.json'

export interface TableField<Name extends string = string> {
  readonly name: Name
  readonly type: 'string' | 'integer' | 'number' | 'datetime' | 'boolean' | 'object' | 'array'
  readonly description: string
  readonly required?: boolean
  readonly values?: readonly string[]
}

export interface ForeignKey {
  readonly fields: string | readonly string[]
  readonly reference: { readonly resource: string; readonly fields: string | readonly string[] }
}

export interface Table {
  readonly name: string
  readonly title: string
  readonly fields: readonly TableField[]
  readonly primaryKey: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
}

const of = <Name extends string>(type: TableField['type'], name: Name, description: string): TableField<Name> => ({
  name,
  type,
  description,
})
const text = <Name extends string>(name: Name, description: string): TableField<Name> => of('string', name, description)
const needed = <Name extends string>(name: Name, description: string): TableField<Name> => ({
  ...text(name, description),
  required: true,
})
const key = (fields: string, resource: string): ForeignKey => ({ fields, reference: { resource, fields: 'id' } })

export const ARTICLES = {
  name: 'articles',
  title: 'Articles',
  fields: [
    needed('id', 'Id of the article'),
    text('title', 'Title'),
    text('language', 'BCP 47; empty where it is not known'),
    text('outlet', 'Outlet'),
    text('author', 'Author'),
    text('published', 'Time of publication'),
    text('url', 'Address'),
    of('object', 'metadata', 'Everything else that is known about it'),
    { ...text('status', 'State of the work'), values: ['new', 'in-progress', 'done'] },
    of('datetime', 'created_at', 'Time of import, UTC'),
    of('datetime', 'updated_at', 'Time of the last change, UTC'),
    text('source_file', 'File it was read from'),
    text('media_type', 'Media type of that file'),
    text('source_sha256', 'SHA-256 of that file'),
    text('encoding', 'Encoding of that file'),
    { ...text('newline', 'Line ends of that file'), values: ['lf', 'crlf', 'cr', 'mixed', 'none'] },
    of('object', 'source', 'Everything else that is known about how that file was read'),
    needed('text_file', 'File of the text, in this package'),
    needed('text_sha256', 'SHA-256 of the text as UTF-8'),
    of('array', 'blocks', 'Headings, paragraphs and other blocks, in UTF-16 units of the text'),
  ],
  primaryKey: ['id'],
  foreignKeys: [],
} as const satisfies Table

export const ANNOTATORS = {
  name: 'annotators',
  title: 'Annotators',
  fields: [
    needed('id', 'Id of the annotator'),
    text('name', 'Name'),
    { ...text('type', 'A person or a program'), values: ['human', 'model'] },
  ],
  primaryKey: ['id'],
  foreignKeys: [],
} as const satisfies Table

export const ENTITIES = {
  name: 'entities',
  title: 'Register of entities',
  fields: [
    needed('id', 'Id of the entry'),
    text('name', 'Name'),
    text('type', 'Kind of entity'),
    of('array', 'aliases', 'Other names'),
    text('wikidata', 'Item of Wikidata'),
    of('object', 'attributes', 'What else is known about it'),
  ],
  primaryKey: ['id'],
  foreignKeys: [],
} as const satisfies Table

export const ANNOTATIONS = {
  name: 'annotations',
  title: 'Annotations, in reading order',
  fields: [
    needed('id', 'Id of the annotation'),
    needed('article_id', 'Article it is in'),
    needed('type', 'Annotation type of the codebook'),
    { ...text('status', 'State'), values: ['draft', 'final', 'disputed'] },
    of('number', 'confidence', 'From 0 to 1; empty when nobody said'),
    text('note', 'Note of the annotator'),
    needed('annotator_id', 'Who made it'),
    of('datetime', 'created_at', 'Time of making, UTC'),
    of('datetime', 'updated_at', 'Time of the last change, UTC'),
    { ...text('provenance', 'How it came to be'), values: ['manual', 'suggested', 'imported'] },
    of('integer', 'codebook_version', 'Version of the codebook it was made with'),
  ],
  primaryKey: ['id'],
  foreignKeys: [key('article_id', 'articles'), key('annotator_id', 'annotators')],
} as const satisfies Table

export const FRAGMENTS = {
  name: 'fragments',
  title: 'Spans of annotations; one of the whole article has none',
  fields: [
    needed('annotation_id', 'Annotation it belongs to'),
    { ...of('integer', 'number', 'From 1'), required: true },
    { ...of('integer', 'start', 'First position, from 0'), required: true },
    { ...of('integer', 'end', 'Position after the last one'), required: true },
    text('quote', 'The text from start to end, exactly'),
  ],
  primaryKey: ['annotation_id', 'number'],
  foreignKeys: [key('annotation_id', 'annotations')],
} as const satisfies Table

export const ATTRIBUTES = {
  name: 'attributes',
  title: 'Attributes of annotations',
  fields: [
    needed('annotation_id', 'Annotation it belongs to'),
    needed('attribute', 'Attribute of the codebook'),
    text('value', 'Value: of a choice its id, of an entity attribute the id of the entry'),
  ],
  primaryKey: ['annotation_id', 'attribute'],
  foreignKeys: [key('annotation_id', 'annotations')],
} as const satisfies Table

export const RELATIONS = {
  name: 'relations',
  title: 'Relations',
  fields: [
    needed('id', 'Id of the relation'),
    needed('role', 'Role of the codebook'),
    needed('source', 'Annotation it starts from'),
    text('target_annotation', 'Annotation it leads to, or empty'),
    text('target_entity', 'Entry of the register it leads to, or empty'),
    of('object', 'attributes', 'Attributes'),
    text('annotator_id', 'Who made it'),
    of('datetime', 'created_at', 'Time of making, UTC'),
    of('datetime', 'updated_at', 'Time of the last change, UTC'),
  ],
  primaryKey: ['id'],
  foreignKeys: [
    key('source', 'annotations'),
    key('target_annotation', 'annotations'),
    key('target_entity', 'entities'),
    key('annotator_id', 'annotators'),
  ],
} as const satisfies Table

export const CODEBOOK = {
  name: 'codebook',
  title: 'Codebook, for reading; codebook.json holds all of it',
  fields: [
    { ...text('kind', 'What the row describes'), values: ['type', 'attribute', 'value', 'role'] },
    needed('type', 'Annotation type'),
    text('attribute', 'Attribute of the type'),
    text('value', 'Value of the attribute'),
    text('role', 'Role of the type'),
    text('name', 'Name'),
    text('definition', 'Definition'),
    of('boolean', 'retired', 'No longer offered; old annotations may hold it'),
  ],
  primaryKey: [],
  foreignKeys: [],
} as const satisfies Table

export const TABLES: readonly Table[] = [
  ARTICLES,
  ANNOTATORS,
  ENTITIES,
  ANNOTATIONS,
  FRAGMENTS,
  ATTRIBUTES,
  RELATIONS,
  CODEBOOK,
]

/** A row of a table: a value, or null for an empty cell, in every column. */
export type RowOf<T extends Table> = { readonly [Name in T['fields'][number]['name']]: string | number | null }
