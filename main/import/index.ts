import { csvImporter } from './csv.ts'
import { docxImporter } from './docx.ts'
import { emailImporter, mhtmlImporter } from './email.ts'
import { epubImporter } from './epub.ts'
import { htmlImporter } from './html.ts'
import { jsonImporter } from './json-articles.ts'
import { markdownImporter } from './markdown.ts'
import { odtImporter } from './odt.ts'
import { pdfImporter } from './pdf.ts'
import { createImporterRegistry } from './registry.ts'
import { rtfImporter } from './rtf.ts'
import { textImporter } from './text.ts'
import { xlsxImporter } from './xlsx.ts'

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
