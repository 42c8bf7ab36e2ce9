import {
  type DatasetSource,
  type Exporter,
  type ExportOptions,
  initialSettings,
} from '../../main/formats/kit/exporter.ts'
import { createLossLog, type Loss } from '../../main/formats/kit/losses.ts'
import type {
  DatasetInput,
  DatasetItem,
  DatasetProblem,
  DatasetReader,
  ForeignArticle,
} from '../../main/formats/kit/reader.ts'
import { offsetConverter } from '../../model/text/offsets.ts'
import { fail, ok } from '../../model/value/result.ts'
import { NOW } from './article.ts'
import { datasetFiles } from './export.ts'

/** Files in memory, as a reader asks for them. */
export function memoryInput(files: ReadonlyMap<string, Uint8Array | string>, name = 'dataset'): DatasetInput {
  const bytesOf = (path: string): Buffer | null => {
    const content = files.get(path)
    return content === undefined ? null : Buffer.from(content)
  }
  const missing = (path: string) => fail('not-found', `There is no "${path}".`, 'Add it.')
  return {
    name,
    paths: [...files.keys()],
    bytes: (path) => Promise.resolve(bytesOf(path) ? ok(new Uint8Array(bytesOf(path) ?? [])) : missing(path)),
    text: (path) => Promise.resolve(bytesOf(path) ? ok(String(bytesOf(path)).replace(/^\ufeff/, '')) : missing(path)),
    async *pieces(path) {
      await Promise.resolve()
      // Short, so that rows and characters are cut everywhere; code points stay whole.
      const text = String(bytesOf(path)).replace(/^\ufeff/, '')
      for (const [piece] of text.matchAll(/.{1,512}/gsu)) yield piece
    },
    async *lines(path) {
      await Promise.resolve()
      let number = 0
      const lines = String(bytesOf(path))
        .replace(/^\ufeff/, '')
        .split(/\r?\n/)
      if (lines[lines.length - 1] === '') lines.pop()
      for (const line of lines) yield { number: ++number, text: line }
    },
  }
}

export const headOf =
  (files: ReadonlyMap<string, Uint8Array | string>) =>
  (path: string): string =>
    Buffer.from(files.get(path) ?? '')
      .subarray(0, 4096)
      .toString('latin1')

/** All that comes, in a list. */
export async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** Everything a reader finds, sorted by kind. */
export interface ReadDataset {
  readonly items: readonly DatasetItem[]
  readonly articles: readonly ForeignArticle[]
  readonly problems: readonly DatasetProblem[]
}

export async function readAll(reader: DatasetReader, input: DatasetInput): Promise<ReadDataset> {
  const items = await listOf(reader.read(input))
  return {
    items,
    articles: items.flatMap((item) => (item.kind === 'article' ? [item.article] : [])),
    problems: items.flatMap((item) => (item.kind === 'problem' ? [item.problem] : [])),
  }
}

export const exportOptions = (exporter: Exporter, edit: Partial<ExportOptions> = {}): ExportOptions => ({
  profile: exporter.profiles[0]?.id ?? null,
  offsets: exporter.offsetUnit === 'any' || exporter.offsetUnit === null ? 'codepoint' : exporter.offsetUnit,
  texts: true,
  generator: 'Standoff test',
  exportedAt: NOW,
  ...edit,
  settings: { ...initialSettings(exporter), ...edit.settings },
})

/** Exports a source and reads the files back. */
export async function roundTrip(
  exporter: Exporter,
  reader: DatasetReader,
  source: DatasetSource,
  edit: Partial<ExportOptions> = {},
): Promise<ReadDataset & { readonly losses: readonly Loss[]; readonly files: ReadonlyMap<string, Buffer> }> {
  const losses = createLossLog(exporter.losses)
  const files = await datasetFiles(exporter, source, exportOptions(exporter, edit), losses)
  return { ...(await readAll(reader, memoryInput(files))), losses: losses.losses(), files }
}

/** The spans of what was read, as UTF-16 offsets and quotes of its own text; wrong offsets throw. */
export function spansOf({
  text,
  unit,
  annotations,
}: ForeignArticle): { key: string; type: string; spans: [number, number][] }[] {
  if (text === null) throw new Error('There is no text')
  const { toModel } = offsetConverter(text, unit)
  return annotations.map(({ key, type, fragments }) => ({
    key,
    type,
    spans: fragments.map(({ start, end, quote }): [number, number] => {
      const [from, to] = [toModel(start), toModel(end)]
      if (from === null || to === null) throw new Error(`${key} points outside the text`)
      if (quote !== null && text.slice(from, to) !== quote) throw new Error(`${key} does not match its quote`)
      return [from, to]
    }),
  }))
}
