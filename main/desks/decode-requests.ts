import { z } from 'zod'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import { changeSchema, codebookSchema } from '../../model/record/schemas.ts'
import { ANNOTATION_STATUSES } from '../../model/record/annotation.ts'
import type { DatasetChoices, Destination } from '../../model/dataset/dataset-vocabulary.ts'
import { OFFSET_UNITS } from '../../model/text/offsets.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { SaveRequest } from '../../model/change/save-request.ts'
import type { ExportRequest } from '../../model/dataset/dataset-export.ts'
import type { ArticlePlaces } from '../../model/text/article-places.ts'
import type { ChangePart, RequestName, Requests, WindowMenuItem } from '../../preload/contract/contract.ts'

const id = z.string().min(1).max(200)
const nothing = z.tuple([])

/** The most annotations one page may ask for: a message of about 5 MB. */
const LARGEST_PAGE = 10_000

/** Each mention comes with its sentence. */
const LARGEST_MENTION_PAGE = 1_000

const saveRequest: z.ZodType<SaveRequest> = z.strictObject({
  change: changeSchema,
  origin: z.enum(['user', 'undo', 'redo']),
  of: id.nullable(),
})

/** The longest piece of a large change, in UTF-16 units; the window sends pieces of about a megabyte. */
const LONGEST_PART = 64 * 1024 * 1024

const changePart: z.ZodType<ChangePart> = z.strictObject({
  change: id,
  index: z.int().nonnegative(),
  text: z.string().max(LONGEST_PART),
  last: z.strictObject({ origin: z.enum(['user', 'undo', 'redo']), of: id.nullable() }).nullable(),
})

const value = z.string()
const partRef: z.ZodType<PartRef> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('type'), type: id }),
  z.strictObject({ kind: z.literal('attribute'), type: id, attribute: id }),
  z.strictObject({ kind: z.literal('value'), type: id, attribute: id, value }),
  z.strictObject({ kind: z.literal('role'), type: id, role: id }),
])
const partPage = z.tuple([z.array(partRef).max(10_000), z.string().max(200), z.int().min(1).max(LARGEST_PAGE)])

/** More than this in the clipboard is no article. */
const pastedText = z.string().max(50_000_000)
const position = z.int().nonnegative()
const columnMapping = z.record(z.string().max(100), z.string().max(10_000))

const exportRequest: z.ZodType<ExportRequest> = z.strictObject({
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

const foreign = z.string().max(10_000)
const destination: z.ZodType<Destination> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('existing'), id, set: z.record(id, z.string()).exactOptional() }),
  z.strictObject({ kind: z.literal('new') }),
  z.strictObject({ kind: z.literal('leave-out') }),
])
const datasetChoices: z.ZodType<DatasetChoices> = z.strictObject({
  relocate: z.boolean(),
  predictions: z.enum(['suggest', 'leave-out']),
  codebook: z.enum(['take-over', 'extend']),
  types: z.array(z.tuple([foreign, destination])).max(10_000),
  attributes: z.array(z.tuple([foreign, foreign, destination])).max(100_000),
  roles: z.array(z.tuple([foreign, foreign, destination])).max(100_000),
})

/** The most articles a search may ask for at once, and the most places: messages of a few megabytes. */
const MOST_ARTICLES = 1_000
const MOST_PLACES = 20_000

const articlePlaces: z.ZodType<ArticlePlaces> = z.strictObject({
  article: id,
  places: z.array(z.int().nonnegative()).max(MOST_PLACES * 2),
})

/** One decoder a request, of all its arguments. A request without one does not compile. */
export const requestDecoders: { readonly [Name in RequestName]: z.ZodType<Parameters<Requests[Name]>> } = {
  appState: nothing,
  newProject: z.tuple([codebookSchema.optional()]),
  openProject: nothing,
  openRecentProject: z.tuple([id]),
  forgetRecentProject: z.tuple([id]),
  openSampleProject: nothing,
  closeProject: nothing,
  saveProjectCopy: nothing,
  chooseArticles: z.tuple([z.enum(['files', 'folder'])]),
  importPasted: z.tuple([z.strictObject({ text: pastedText, html: pastedText })]),
  paste: nothing,
  rereadImport: z.tuple([
    id,
    position,
    z.strictObject({
      encoding: z.string().max(100).nullable(),
      wholePage: z.boolean(),
      columns: columnMapping.nullable(),
      separator: z.string().max(1_000).nullable(),
      chapters: z.boolean(),
    }),
  ]),
  importStaged: z.tuple([
    z.strictObject({
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
    }),
  ]),
  cancelImport: nothing,
  chooseDataset: z.tuple([z.enum(['file', 'folder'])]),
  planDataset: z.tuple([z.strictObject({ id, format: id.nullable(), choices: datasetChoices })]),
  importDataset: z.tuple([z.strictObject({ id, choices: datasetChoices })]),
  cancelDataset: nothing,
  undoBatch: z.tuple([id]),
  redoBatch: z.tuple([id]),
  showOriginal: z.tuple([id]),
  openArticle: z.tuple([id]),
  annotationPage: z.tuple([id, z.int().nonnegative(), z.int().min(1).max(LARGEST_PAGE)]),
  save: z.tuple([saveRequest]),
  articleTexts: z.tuple([z.array(id).max(MOST_ARTICLES)]),
  tagsAt: z.tuple([z.array(articlePlaces).max(MOST_ARTICLES)]),
  savePart: z.tuple([changePart]),
  storedChange: z.tuple([id]),
  codebookUsage: z.tuple([z.array(z.tuple([id, id])).max(10_000)]),
  annotationsWithParts: partPage,
  relationsWithRoles: partPage,
  openCodebookFile: nothing,
  saveCodebookFile: z.tuple([codebookSchema]),
  entityUses: nothing,
  entityMentions: z.tuple([id, z.int().nonnegative(), z.int().min(1).max(LARGEST_MENTION_PAGE)]),
  entityPointers: z.tuple([z.array(id).max(LARGEST_PAGE)]),
  reportUnsaved: z.tuple([z.int().nonnegative()]),
  showMenu: z.tuple([z.array(windowMenuItem).max(1_000)]),
  exportFormats: nothing,
  exportDataset: z.tuple([exportRequest]),
  tryExport: z.tuple([exportRequest]),
  cancelExport: nothing,
  showInFolder: z.tuple([id]),
}

/** The paths the preload found for dropped File objects. The page itself cannot send this message. */
export const droppedPathsDecoder = z.tuple([z.array(z.string().min(1).max(32_768)).max(10_000)])

/** Decodes the arguments of a message; what does not fit is an `invalid-message` failure that names each place. */
export function decodeArguments<T>(decoder: z.ZodType<T>, name: string, values: readonly unknown[]): Result<T> {
  const parsed = decoder.safeParse(values)
  if (parsed.success) return ok(parsed.data)
  return fail(
    'invalid-message',
    `The window sent a request (${name}) that is not as expected; nothing was done.`,
    'This is a mistake of the program. Please report it with the lines below.',
    parsed.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  )
}
