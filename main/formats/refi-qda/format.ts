import type { DatasetFormat } from '../kit/format.ts'
import { refiQdaReader } from './read.ts'
import { refiQdaExporter } from './write.ts'
import { refiQdaCodebookExporter } from './write-codes.ts'

export const refiQda: DatasetFormat = { exporter: refiQdaExporter, reader: refiQdaReader }
export const refiQdaCodebook: DatasetFormat = { exporter: refiQdaCodebookExporter }
