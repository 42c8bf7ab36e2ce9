import type { DatasetFormat } from '../kit/format.ts'
import { jsonReader } from './read.ts'
import { jsonlReader } from './read-lines.ts'
import { jsonExporter, jsonlExporter } from './write.ts'

export const json: DatasetFormat = { exporter: jsonExporter, reader: jsonReader }
export const jsonl: DatasetFormat = { exporter: jsonlExporter, reader: jsonlReader }
