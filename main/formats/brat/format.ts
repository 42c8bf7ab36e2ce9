import type { DatasetFormat } from '../kit/format.ts'
import { bratReader } from './read.ts'
import { bratExporter } from './write.ts'

export const brat: DatasetFormat = { exporter: bratExporter, reader: bratReader }
