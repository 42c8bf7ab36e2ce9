import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { findSchemas } from '../../scripts/find-needs.mjs'
import { type DatasetSource, type Exporter, type ExportOptions } from '../../main/formats/kit/exporter.ts'
import { openZip } from '../../main/files/zip.ts'
import { datasetFiles } from './export.ts'
import { smallProject, type SmallProject, sourceOf } from './project.ts'
import { valueOf } from './result.ts'
import { exportOptions } from './round-trip.ts'

/* What other programs say about the files that were written. Each call starts a process, so runs are few by default. */

/** How many random projects are shown to another program; RUNS asks for more. */
export const OUTSIDE_RUNS = { numRuns: Number(process.env.RUNS ?? 8) }

/** What xmllint says against documents of a folder, by themselves or by an XML Schema; null where it is content. */
export function xmllintSays(folder: string, paths: readonly string[], schema?: string): string | null {
  // Nothing is fetched, whatever a document or a schema names.
  const args = ['--noout', '--nonet', '--huge', ...(schema ? ['--schema', schema] : []), ...paths]
  const { status, stderr, error } = spawnSync('xmllint', args, { cwd: folder, encoding: 'utf8' })
  if (error) throw error
  return status === 0 ? null : stderr.slice(0, 2000)
}

let interpreter: string | null = null

/** Python itself: what is called python3 may be a script that looks for it, which takes longer than all the rest. */
export function python(): string {
  interpreter ??= execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
  return interpreter
}

/** What Python prints for a script and its arguments. Throws what it says where it ends badly. */
export function pythonPrints(script: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(python(), ['-X', 'utf8', '-c', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  if (status !== 0) throw new Error(stderr.slice(-2000))
  return stdout
}

/** A file of the folder of outside schemas, which `npm test` has found to be there. */
export function schemaPath(path: string): string {
  const folder = findSchemas()
  if (folder === null) throw new Error('There are no outside schemas; scripts/test.mjs skips this layer then')
  return join(folder, path)
}

/** A JSON file of the folder of outside schemas. */
export const readSchema = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(schemaPath(path), 'utf8')) as Record<string, unknown>

/** Files of a dataset, with what is in its archives in folders beside them. */
export async function unpackedFiles(
  exporter: Exporter,
  source: DatasetSource,
  edit: Partial<ExportOptions> = {},
): Promise<Map<string, Buffer>> {
  const files = await datasetFiles(exporter, source, exportOptions(exporter, edit))
  for (const [path, bytes] of Array.from(files)) {
    if (bytes.subarray(0, 2).toString() !== 'PK') continue
    const zip = valueOf(await openZip(bytes, path))
    for (const name of zip.names) files.set(`${path}.unpacked/${name}`, Buffer.from(valueOf(await zip.read(name))))
  }
  return files
}

/** Does something with files in a folder that is gone afterwards; runs of a law cannot wait for the end of the test. */
export function inFolder<T>(files: ReadonlyMap<string, Buffer>, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-outside-'))
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const ODD = [
  'a',
  ' ',
  '\u0000',
  '\u0007',
  '\u0085',
  '\ufffe',
  ']]>',
  '<!--',
  '&',
  '"',
  "'",
  '\r',
  '\n',
  '\t',
  '\u2028',
  '🙂',
  'מ',
  ',',
  ';',
]
const oddWords = fc.string({ unit: fc.constantFrom(...ODD), maxLength: 12 })

type Words = readonly [title: string, name: string, note: string, own: string]

function withWords(project: SmallProject, [title, name, note, own]: Words): DatasetSource {
  const source = sourceOf({
    ...project,
    articles: project.articles.map(({ article, text }) => ({
      article: { ...article, title: article.title + title },
      text,
    })),
    annotators: project.annotators.map((annotator) => ({ ...annotator, name: annotator.name + name })),
    entities: project.entities.map((entity) => ({ ...entity, name: entity.name + name })),
    annotations: project.annotations.map((annotation) => ({ ...annotation, note: annotation.note + note })),
  })
  return { ...source, project: { ...source.project, name: source.project.name + own, description: own } }
}

/** Random projects as an exporter reads them, with names, titles and notes of characters that break files. */
export const oddSource: fc.Arbitrary<DatasetSource> = fc
  .tuple(smallProject, fc.tuple(oddWords, oddWords, oddWords, oddWords))
  .map(([project, words]) => withWords(project, words))
