import type { DatasetFormat } from '../kit/format.ts'
import { teiExporter } from './write.ts'

export const tei: DatasetFormat = { exporter: teiExporter }
