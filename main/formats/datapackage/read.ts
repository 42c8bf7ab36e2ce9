import { z } from 'zod'
import { decodeCodebookFile } from '../../../model/codebook/codebook-file.ts'
import { OFFSET_UNITS, type OffsetUnit } from '../../../model/text/offsets.ts'
import { ANNOTATORS, ARTICLES, ENTITIES, PACKAGE_FILE } from './tables.ts'
import { articleRows } from './read-articles.ts'
import { articleFrom, entityFrom } from './read-records.ts'
import { fileOf, type PackageFiles, readTable, type RowOf } from './read-tables.ts'
import { jsonOr } from '../kit/reading/parse-json.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import { CODEBOOK_FILE } from '../kit/writing/codebook-part.ts'
import { type DatasetInput, type DatasetItem, type DatasetReader, orEnd } from '../kit/reader.ts'

/** Data packages as our own export writes them, also after their tables were edited. */
export const dataPackageReader: DatasetReader = {
  id: 'datapackage',
  title: 'Data package',
  extensions: ['datapackage'],
  shape: 'folder',
  keepsIds: true,
  sniff: (paths) => {
    const file = packagePath(paths)
    return file !== undefined && paths.includes(`${folderOf(file)}annotations.csv`)
  },
  read: readDataPackage,
}

/** A ZIP archive often has one folder with everything in it. */
const packagePath = (paths: readonly string[]): string | undefined =>
  paths.find((path) => path === PACKAGE_FILE || path.endsWith(`/${PACKAGE_FILE}`))
const folderOf = (path: string): string => path.slice(0, path.length - PACKAGE_FILE.length)

const headSchema = z.looseObject({
  title: z.string().optional().catch(undefined),
  'standoff:offsetUnit': z.enum(OFFSET_UNITS).catch('codepoint'),
  'standoff:project': z
    .object({ id: z.string(), name: z.string(), description: z.string(), createdAt: z.string() })
    .optional()
    .catch(undefined),
})

async function* readDataPackage(input: DatasetInput): AsyncIterable<DatasetItem> {
  const path = packagePath(input.paths) ?? PACKAGE_FILE
  const folder = folderOf(path)
  const logs = new Map<string, ProblemLog>()
  const logOf = (fileName: string): ProblemLog => {
    const log = logs.get(fileName) ?? createProblemLog(folder + fileName)
    logs.set(fileName, log)
    return log
  }
  const files: PackageFiles = { input, folder, logOf, unplaced: new Set() }
  const head = await readHead(files)
  yield { kind: 'project', project: head.project }
  yield* codebookItems(files)
  for (const { cells } of await readTable(files, ANNOTATORS)) {
    const { id, name, type } = cells
    yield { kind: 'annotator', annotator: { id, name, type: type === 'model' ? 'model' : 'human' } }
  }
  for (const row of await readTable(files, ENTITIES)) yield { kind: 'entity', entity: entityFrom(row) }
  for await (const rows of articleRows(files)) {
    const text = await textOf(files, rows.article)
    yield { kind: 'article', article: articleFrom(rows, text, head.unit, files) }
  }
  for (const log of logs.values()) yield* log.items()
}

async function* codebookItems({ input, folder, logOf }: PackageFiles): AsyncIterable<DatasetItem> {
  const path = folder + CODEBOOK_FILE
  if (!input.paths.includes(path)) return
  const codebook = decodeCodebookFile(orEnd(await input.text(path)))
  if (codebook.ok) yield { kind: 'codebook', codebook: codebook.value }
  else logOf(CODEBOOK_FILE).add('codebook', null, `${codebook.failure.message} It was left out.`)
}

async function readHead({
  input,
  folder,
  logOf,
}: PackageFiles): Promise<{ unit: OffsetUnit; project: Extract<DatasetItem, { kind: 'project' }>['project'] }> {
  const value = jsonOr(orEnd(await input.text(folder + PACKAGE_FILE)))
  if (value === undefined)
    logOf(PACKAGE_FILE).add('json', null, 'The description is not valid JSON; offsets are taken to count code points.')
  const head = headSchema.safeParse(value).data
  const unit = head?.['standoff:offsetUnit'] ?? 'codepoint'
  const title = head?.title
  return { unit, project: head?.['standoff:project'] ?? (title === undefined ? {} : { name: title }) }
}

async function textOf(
  { input, folder, logOf }: PackageFiles,
  { line, cells }: RowOf<typeof ARTICLES>,
): Promise<string | null> {
  const path = folder + cells.text_file
  const bytes = input.paths.includes(path) ? orEnd(await input.bytes(path)) : null
  if (!bytes) {
    logOf(fileOf(ARTICLES)).add(
      'text',
      line,
      `The text "${cells.text_file}" is not there; its annotations are kept where the article is known.`,
    )
    return null
  }
  // As bytes, because a mark at the beginning of a text of ours belongs to it.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
