import type { DatasetFormat } from '../kit/format.ts'
import { prodigyReader } from './read.ts'
import { prodigyExporter } from './write.ts'

export const prodigy: DatasetFormat = { exporter: prodigyExporter, reader: prodigyReader }
