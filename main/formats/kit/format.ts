import type { Exporter } from './exporter.ts'
import type { DatasetReader } from './reader.ts'

/** One dataset format. An exporter and a reader of one format have the same id. */
export type DatasetFormat =
  | { readonly exporter: Exporter; readonly reader?: DatasetReader }
  | { readonly exporter?: Exporter; readonly reader: DatasetReader }
