import type { DatasetFormat } from '../kit/format.ts'
import { labelStudioReader } from './read.ts'
import { labelStudioExporter } from './write.ts'

export const labelStudio: DatasetFormat = { exporter: labelStudioExporter, reader: labelStudioReader }
