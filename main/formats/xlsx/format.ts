import type { DatasetFormat } from '../kit/format.ts'
import { xlsxExporter } from './write.ts'

export const xlsx: DatasetFormat = { exporter: xlsxExporter }
