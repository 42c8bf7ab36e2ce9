import { z } from 'zod'
import type { SaveRequest } from '../../model/change/save-request.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { ExportRequest } from '../../model/dataset/dataset-export.ts'
import type { DatasetChoices, Destination } from '../../model/dataset/dataset-vocabulary.ts'
import { ANNOTATION_STATUSES } from '../../model/record/annotation.ts'
import { changeSchema } from '../../model/change/codec.ts'
import type { ArticlePlaces } from '../../model/text/article-places.ts'
import { OFFSET_UNITS } from '../../model/text/offsets.ts'
import type { ChangePart } from './app-state.ts'
import type { ImportDecision, RereadChoice } from './article-import.ts'
import type { WindowMenuItem } from './menu.ts'

/* Decoders of the arguments of requests. Each has limits, so that a message cannot ask for more than a window needs. */

export const id = z.string().min(1).max(200)
export const nothing = z.tuple([])
export const position = z.int().nonnegative()

export const list = <T>(item: z.ZodType<T>, most: number): z.ZodType<readonly T[]> => z.array(item).max(most)

/** The most annotations one page may ask for: a message of about 5 MB. */
export const LARGEST_PAGE = 10_000

export const pageSize = z.int().min(1).max(LARGEST_PAGE)

/** Each mention comes with its sentence. */
export const mentionPageSize = z.int().min(1).max(1_000)

/** The most articles a search may ask for at once, and the most places: messages of a few megabytes. */
export const MOST_ARTICLES = 1_000
const MOST_PLACES = 20_000

const origin = z.enum(['user', 'undo', 'redo'])

export const saveRequest: z.ZodType<SaveRequest> = z.strictObject({ change: changeSchema, origin, of: id.nullable() })

/** The longest piece of a large change, in UTF-16 units; the window sends pieces of about a megabyte. */
const LONGEST_PART = 64 * 1024 * 1024

export const changePart: z.ZodType<ChangePart> = z.strictObject({
  change: id,
  index: position,
  text: z.string().max(LONGEST_PART),
  last: z.strictObject({ origin, of: id.nullable() }).nullable(),
})

const partRef: z.ZodType<PartRef> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('type'), type: id }),
  z.strictObject({ kind: z.literal('attribute'), type: id, attribute: id }),
  z.strictObject({ kind: z.literal('value'), type: id, attribute: id, value: z.string() }),
  z.strictObject({ kind: z.literal('role'), type: id, role: id }),
])

export const partPage = z.tuple([list(partRef, 10_000), z.string().max(200), pageSize])

export const articlePlaces: z.ZodType<ArticlePlaces> = z.strictObject({
  article: id,
  places: z.array(position).max(MOST_PLACES * 2),
})

const label = z.string().max(1_000)
const commandItem = {
  id,
  label,
  // Electron throws on one that it does not know.
  accelerator: z
    .string()
    .regex(/^(?:(?:CmdOrCtrl|Alt|Shift)\+)*(?:[A-Z0-9]|F\d{1,2}|Delete|Enter)$/)
    .nullable(),
  enabled: z.boolean(),
}
const menuPlace = z.strictObject({
  name: z.enum(['file', 'edit', 'view', 'tag', 'go', 'help']),
  section: z.int(),
  order: z.number(),
})
const windowMenuItem: z.ZodType<WindowMenuItem> = z.union([
  z.strictObject({ ...commandItem, place: menuPlace }),
  z.strictObject({ label, place: menuPlace, items: z.array(z.strictObject(commandItem)).max(100) }),
])

export const windowMenu = list(windowMenuItem, 1_000)

/** More than this in the clipboard is no article. */
const pastedText = z.string().max(50_000_000)
export const pasted = z.strictObject({ text: pastedText, html: pastedText })

/** Paths of dropped files. */
export const paths = list(z.string().min(1).max(32_768), 10_000)

export const rereadChoice: z.ZodType<RereadChoice> = z.strictObject({
  encoding: z.string().max(100).nullable(),
  wholePage: z.boolean(),
  columns: z.record(z.string().max(100), z.string().max(10_000)).nullable(),
  separator: z.string().max(1_000).nullable(),
  chapters: z.boolean(),
})

export const importDecision: z.ZodType<ImportDecision> = z.strictObject({
  id,
  leaveOut: z.array(z.tuple([position, position])).max(1_000_000),
  edits: z
    .array(
      z.strictObject({
        file: position,
        article: position,
        title: z.string().max(10_000),
        language: z.string().max(100).nullable(),
        metadata: z.record(z.string().max(200), z.string()),
      }),
    )
    .max(1_000_000),
  allowDuplicates: z.boolean(),
})

const foreign = z.string().max(10_000)
const destination: z.ZodType<Destination> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('existing'), id, set: z.record(id, z.string()).exactOptional() }),
  z.strictObject({ kind: z.literal('new') }),
  z.strictObject({ kind: z.literal('leave-out') }),
])

export const datasetChoices: z.ZodType<DatasetChoices> = z.strictObject({
  relocate: z.boolean(),
  predictions: z.enum(['suggest', 'leave-out']),
  codebook: z.enum(['take-over', 'extend']),
  words: z.enum(['same', 'alike']),
  types: z.array(z.tuple([foreign, destination])).max(10_000),
  attributes: z.array(z.tuple([foreign, foreign, destination])).max(100_000),
  roles: z.array(z.tuple([foreign, foreign, destination])).max(100_000),
})

export const exportRequest: z.ZodType<ExportRequest> = z.strictObject({
  format: id,
  profile: id.nullable(),
  offsets: z.enum(OFFSET_UNITS),
  filter: z.strictObject({
    articles: z.array(id).max(100_000).nullable(),
    types: z.array(id).nullable(),
    statuses: z.array(z.enum(ANNOTATION_STATUSES)).nullable(),
    annotators: z.array(id).nullable(),
  }),
  texts: z.boolean(),
  split: z.boolean(),
  settings: z.record(z.string().max(100), z.string().max(10_000)),
})
