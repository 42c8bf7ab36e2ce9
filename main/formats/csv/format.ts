import type { DatasetFormat } from '../kit/format.ts'
import { csvReader } from './read.ts'
import { csvExporter } from './write.ts'

export const csv: DatasetFormat = { exporter: csvExporter, reader: csvReader }
