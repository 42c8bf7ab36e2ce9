import type { DatasetFormat } from '../kit/format.ts'
import { uimaJsonReader } from './read-json.ts'
import { uimaXmiReader } from './read-xmi.ts'
import { uimaJsonExporter } from './write-json.ts'
import { uimaXmiExporter } from './write-xmi.ts'

export const uimaXmi: DatasetFormat = { exporter: uimaXmiExporter, reader: uimaXmiReader }
export const uimaJson: DatasetFormat = { exporter: uimaJsonExporter, reader: uimaJsonReader }
