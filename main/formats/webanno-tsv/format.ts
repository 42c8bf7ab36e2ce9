import type { DatasetFormat } from '../kit/format.ts'
import { webannoTsvReader } from './read.ts'
import { webannoTsvExporter } from './write.ts'

export const webannoTsv: DatasetFormat = { exporter: webannoTsvExporter, reader: webannoTsvReader }
