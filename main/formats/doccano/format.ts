import type { DatasetFormat } from '../kit/format.ts'
import { doccanoReader } from './read.ts'
import { doccanoExporter } from './write.ts'

export const doccano: DatasetFormat = { exporter: doccanoExporter, reader: doccanoReader }
