import { z } from 'zod'
import { OFFSET_UNITS } from '../../../../model/text/offsets.ts'

/* What the CSV dataset's writer and reader have in common. */

/** Columns every CSV dataset begins with, in this order. */
export const FIXED_COLUMNS = [
  'article_id',
  'article_title',
  'annotation_id',
  'type',
  'start',
  'end',
  'quote',
  'fragments',
  'status',
  'confidence',
  'note',
  'annotator',
  'created_at',
  'updated_at',
] as const

export type FixedColumn = (typeof FIXED_COLUMNS)[number]

/** Names, or ids, of several ends of one role stand in one cell with this between them. */
export const BETWEEN_ENDS = ' | '

/** Between the quotes of several fragments. */
export const BETWEEN_QUOTES = ' … '

/** Metadata of the article that have a column of their own. */
export const METADATA_COLUMNS = ['outlet', 'author', 'published', 'url'] as const

/** "votes.csv" has "votes.csv-metadata.json" beside it (W3C, Model for Tabular Data, 5.3). */
export const csvMetadataFileName = (fileName: string): string => `${fileName}-metadata.json`

/** The texts that a CSV dataset is about, beside it: an article a line. */
export const csvTextsFileName = (fileName: string): string => `${fileName}-texts.jsonl`

export const csvTextSchema = z.object({ id: z.string(), textSha256: z.string(), text: z.string() })

/** What the reader needs of the metadata file; it holds more. */
export const csvMetadataSchema = z.object({
  'standoff:offsetUnit': z.enum(OFFSET_UNITS),
  'standoff:profile': z.string().nullable(),
  'standoff:articles': z.array(z.object({ id: z.string(), title: z.string(), textSha256: z.string() })),
})
