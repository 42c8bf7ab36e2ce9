import { z } from 'zod'
import { ANNOTATION_STATUSES, PROVENANCES } from '../../../../model/record/annotation.ts'
import { ARTICLE_STATUSES } from '../../../../model/record/article.ts'
import { BLOCK_KINDS } from '../../../../model/text/block.ts'
import { OFFSET_UNITS } from '../../../../model/text/offsets.ts'
import { codebookShape, projectShape, registerFields } from './dataset-project-schema.ts'

/*
 * The dataset, version 1, as data. The JSON Schema that lies beside every export is made from these definitions, and the
 * tests decode every export with them. A field that is renamed or removed makes a new version.
 */

export const DATASET_FORMAT = 'standoff-dataset'
export const DATASET_VERSION = 1
/** What a line of the JSON Lines form says it is. */
export const ARTICLE_FORMAT = 'standoff-dataset-article'
/** What the file beside the lines says it is. */
export const PROJECT_FORMAT = 'standoff-dataset-project'

/** "votes.jsonl" has "votes.project.json" beside it. */
export const projectFileName = (fileName: string): string => `${fileName.replace(/\.jsonl$/i, '')}.project.json`

const offset = z.int().nonnegative()
const time = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const attributes = z.record(z.string(), z.string())

const fragment = z.strictObject({
  start: offset.describe('First position, in the offset unit of the file, from 0'),
  end: offset.describe('Position after the last one'),
  quote: z.string().describe('The text from start to end, exactly'),
  originalStart: offset.describe('First byte in the file the article was read from').exactOptional(),
  originalEnd: offset.describe('Byte after the last one in that file').exactOptional(),
})

const annotation = z.strictObject({
  id: z.string(),
  type: z.string().describe('Id of an annotation type of the codebook'),
  fragments: z.array(fragment).describe('Sorted and disjoint; none for an annotation of the whole article'),
  attributes: attributes.describe('Attribute id → value; a choice holds the id of its value, an entity its id'),
  confidence: z.number().min(0).max(1).nullable(),
  note: z.string(),
  status: z.enum(ANNOTATION_STATUSES),
  annotator: z.string().describe('Id of an annotator'),
  createdAt: time,
  updatedAt: time,
  provenance: z.enum(PROVENANCES),
  codebookVersion: z.int().positive().describe('Version of the codebook it was made with').optional(),
})

const relation = z.strictObject({
  id: z.string(),
  role: z.string(),
  source: z.string().describe('Id of the annotation it starts from'),
  target: z.union([z.strictObject({ annotation: z.string() }), z.strictObject({ entity: z.string() })]),
  attributes,
  annotator: z.string().optional(),
  createdAt: time.optional(),
  updatedAt: time.optional(),
})

const suggestion = z.strictObject({
  id: z.string(),
  type: z.string().describe('Id of an annotation type of the codebook'),
  fragments: z.array(fragment).describe('Sorted and disjoint; none for a suggestion about the whole article'),
  attributes,
  links: z
    .array(z.strictObject({ role: z.string(), target: z.string() }))
    .describe('Roles that lead to other suggestions of the article, by their ids'),
  source: z.string().describe('The program that predicted it'),
  score: z.number().min(0).max(1).nullable().describe('How sure the program was'),
  note: z.string(),
  createdAt: time,
  rejected: z
    .strictObject({ annotator: z.string(), createdAt: time })
    .describe('Who has said no to it; not there where nobody has')
    .exactOptional(),
})

const block = z.strictObject({
  start: offset,
  end: offset,
  kind: z.enum(BLOCK_KINDS),
  level: z.int().min(1).max(6).exactOptional(),
  page: z.int().positive().exactOptional(),
  continues: z.boolean().describe('Belongs to the paragraph of the block before it').exactOptional(),
})

const articleFields = {
  id: z.string(),
  title: z.string(),
  language: z.string().nullable(),
  metadata: z
    .object({
      outlet: z.string().nullable(),
      author: z.string().nullable(),
      published: z.string().nullable(),
      url: z.string().nullable(),
    })
    .catchall(z.string().nullable()),
  source: z.strictObject({
    fileName: z.string(),
    mediaType: z.string(),
    sha256: sha256.describe('SHA-256 of the file the article was read from'),
    encoding: z.string(),
    newline: z.enum(['lf', 'crlf', 'cr', 'mixed', 'none']),
    part: z.string().describe('Where in that file the article is').exactOptional(),
    byteLength: offset.exactOptional(),
    byteOrderMark: z.boolean().exactOptional(),
    importer: z.string().exactOptional(),
    library: z.string().exactOptional(),
    normalised: z
      .array(z.strictObject({ what: z.string(), count: offset }))
      .describe('What was changed between the file and the text')
      .exactOptional(),
  }),
  status: z.enum(ARTICLE_STATUSES).optional(),
  createdAt: time.optional(),
  updatedAt: time.optional(),
  blocks: z.array(block).describe('Headings, paragraphs…, with offsets in the unit of the file').optional(),
  textSha256: sha256.describe('SHA-256 of the text as UTF-8'),
  text: z.string().describe('What all offsets of this article count in; line ends are "\\n"'),
  annotations: z.array(annotation).describe('In reading order'),
  relations: z.array(relation),
  suggestions: z
    .array(suggestion)
    .describe('What programs predicted: no annotations. What somebody accepted is among these as well.')
    .exactOptional(),
}

const offsetUnit = z.enum(OFFSET_UNITS).describe('What offsets count: Unicode code points, UTF-16 units or UTF-8 bytes')

/** A whole dataset in one JSON file. */
export const datasetSchema = z.strictObject({
  format: z.literal(DATASET_FORMAT),
  version: z.literal(DATASET_VERSION),
  offsetUnit,
  generator: z.string(),
  exportedAt: time,
  project: projectShape,
  codebook: codebookShape,
  ...registerFields,
  articles: z.array(z.strictObject(articleFields)),
})

/** One line of the JSON Lines form: an article that says by itself what its offsets count. */
export const articleLineSchema = z.strictObject({
  format: z.literal(ARTICLE_FORMAT),
  version: z.literal(DATASET_VERSION),
  offsetUnit,
  project: z.strictObject({ id: z.string(), name: z.string() }),
  ...articleFields,
})

/** What the lines of a JSON Lines dataset have in common, in a file beside it. */
export const projectFileSchema = z.strictObject({
  format: z.literal(PROJECT_FORMAT),
  version: z.literal(DATASET_VERSION),
  generator: z.string(),
  exportedAt: time,
  project: projectShape,
  codebook: codebookShape,
  ...registerFields,
})

/** What both forms say about the project. */
export type DatasetProject = Pick<z.infer<typeof projectFileSchema>, 'project' | 'codebook' | 'annotators' | 'entities'>
export type DatasetArticle = z.infer<z.ZodObject<typeof articleFields>>
export type DatasetRelation = DatasetArticle['relations'][number]
export type DatasetSuggestion = NonNullable<DatasetArticle['suggestions']>[number]
export type DatasetAnnotation = DatasetArticle['annotations'][number]
