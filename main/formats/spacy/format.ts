import type { DatasetFormat } from '../kit/format.ts'
import { spacyReader } from './read.ts'
import { spacyExporter } from './write.ts'

export const spacy: DatasetFormat = { exporter: spacyExporter, reader: spacyReader }
