import type { DatasetFormat } from '../kit/format.ts'
import { createExporterRegistry, type ExporterRegistry } from './exporter-registry.ts'
import { createReaderRegistry, type ReaderRegistry } from './reader-registry.ts'
import { rejectDuplicates } from './reject-duplicates.ts'

export interface FormatRegistry {
  readonly exporters: ExporterRegistry
  readonly datasetReaders: ReaderRegistry
}

/**
 * What is written and what is read of a list of formats, both in its order. Throws at start-up where two formats share
 * an id, or where one format has two: these are mistakes of the program.
 */
export function createFormatRegistry(formats: readonly DatasetFormat[]): FormatRegistry {
  for (const { exporter, reader } of formats) {
    if (exporter && reader && exporter.id !== reader.id)
      throw new Error(`A format has the ids "${exporter.id}" and "${reader.id}"`)
  }
  rejectDuplicates(
    formats.map(({ exporter, reader }) => (exporter ?? reader)?.id ?? ''),
    'formats',
  )
  return {
    exporters: createExporterRegistry(formats.flatMap(({ exporter }) => exporter ?? [])),
    datasetReaders: createReaderRegistry(formats.flatMap(({ reader }) => reader ?? [])),
  }
}
