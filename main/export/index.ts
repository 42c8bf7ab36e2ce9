import { csvExporter } from './csv.ts'
import { jsonExporter, jsonlExporter } from './json.ts'
import { createExporterRegistry } from './registry.ts'

/** Every dataset format the program writes. A new one is a file in this folder and a line here. */
export const exporters = createExporterRegistry([jsonExporter, jsonlExporter, csvExporter])
