import type { DatasetFormat } from '../kit/format.ts'
import { webAnnotationReader } from './read.ts'
import { webAnnotationExporter } from './write.ts'

export const webAnnotation: DatasetFormat = { exporter: webAnnotationExporter, reader: webAnnotationReader }
