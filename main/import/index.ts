import { htmlImporter } from './html.ts'
import { createImporterRegistry } from './registry.ts'
import { textImporter } from './text.ts'

/** Every article format the program reads. A new one is a file in this folder and a line here. */
export const importers = createImporterRegistry([htmlImporter, textImporter])
