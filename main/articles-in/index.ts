import { csvImporter } from './tables/csv.ts'
import { docxImporter } from './documents/docx.ts'
import { emailImporter, mhtmlImporter } from './documents/email.ts'
import { epubImporter } from './documents/epub.ts'
import { htmlImporter } from './html/html.ts'
import { jsonImporter } from './tables/json-articles.ts'
import { markdownImporter } from './documents/markdown.ts'
import { odtImporter } from './documents/odt.ts'
import { pdfImporter } from './pdf/pdf.ts'
import { createImporterRegistry } from './registry.ts'
import { rtfImporter } from './rtf/rtf.ts'
import { textImporter } from './text/text.ts'
import { xlsxImporter } from './tables/xlsx.ts'

/** Every article format the program reads. A new one is a file in this folder and a line here. */
export const importers = createImporterRegistry([
  htmlImporter,
  mhtmlImporter,
  emailImporter,
  docxImporter,
  odtImporter,
  rtfImporter,
  epubImporter,
  pdfImporter,
  xlsxImporter,
  csvImporter,
  jsonImporter,
  markdownImporter,
  textImporter,
])
