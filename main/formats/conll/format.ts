import type { DatasetFormat } from '../kit/format.ts'
import { conllReader } from './read.ts'
import { conllExporter } from './write.ts'

export const conll: DatasetFormat = { exporter: conllExporter, reader: conllReader }
