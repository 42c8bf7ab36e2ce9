import type { DatasetFormat } from '../kit/format.ts'
import { dataPackageReader } from './read.ts'
import { dataPackageExporter } from './write.ts'

export const dataPackage: DatasetFormat = { exporter: dataPackageExporter, reader: dataPackageReader }
