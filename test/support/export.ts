import type { DatasetSource, Exporter, ExportOptions, OutputPart } from '../../main/formats/kit/exporter.ts'
import { type CountingLossLog, createLossLog } from '../../main/formats/kit/losses.ts'
import type { ExportFormat, ExportReport, ExportRequest } from '../../preload/contract/contract.ts'

/** A request for the whole project, as the window sends it. */
export const exportRequest = (format: string, profile: string | null = null): ExportRequest => ({
  format,
  profile,
  offsets: 'codepoint',
  filter: { articles: null, types: null, statuses: null, annotators: null },
  texts: true,
  split: false,
  settings: {},
})

/** What an export of that says of itself. */
export const exportReport = (edit: Partial<ExportReport> = {}): ExportReport => ({
  id: 'e1',
  fileName: 'a.json',
  folder: '/tmp',
  articles: 1,
  annotations: 1,
  relations: 0,
  leftOut: { annotations: 0, relations: 0 },
  losses: [],
  damage: [],
  files: 1,
  bytes: 10,
  milliseconds: 5,
  ...edit,
})

/** A format as the window is told of it. */
export const exportFormat = (edit: Pick<ExportFormat, 'id' | 'title'> & Partial<ExportFormat>): ExportFormat => ({
  extension: edit.id,
  description: 'One file with everything.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: 'any',
  textsOptional: false,
  mayLose: [],
  ...edit,
})

async function bytesOf(part: OutputPart): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of part.chunks())
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** All files of a dataset by their path, in the order in which they are written. */
export async function datasetFiles(
  exporter: Exporter,
  source: DatasetSource,
  options: ExportOptions,
  losses: CountingLossLog = createLossLog(exporter.losses),
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const part of exporter.parts(source, options, `dataset.${exporter.extension}`, losses)) {
    if (files.has(part.path)) throw new Error(`Two files are called ${part.path}`)
    // oxlint-disable-next-line no-await-in-loop -- one part after the other, as they would be written
    files.set(part.path, await bytesOf(part))
  }
  return files
}
