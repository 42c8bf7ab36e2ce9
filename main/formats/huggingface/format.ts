import type { DatasetFormat } from '../kit/format.ts'
import { huggingFaceExporter } from './write.ts'

export const huggingFace: DatasetFormat = { exporter: huggingFaceExporter }
