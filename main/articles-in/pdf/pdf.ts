import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { joinBlocks } from '../html/html-blocks.ts'
import { languageTag } from '../html/html-metadata.ts'
import { type Importer, oneArticle, type ReadFile } from '../importer.ts'
import { libraryVersion, packageFolder } from '../libraries.ts'
import { linesOf, type PdfLine, type PdfPiece, withoutMargins } from './pdf-lines.ts'
import { paragraphsOf } from './pdf-paragraphs.ts'
import { firstHeading } from '../metadata.ts'

/** More pages are a book or an archive. */
const MOST_PAGES = 2_000

/** PDF, read by pdf.js. Nothing in it is run, no font or map is fetched. */
export const pdfImporter: Importer = {
  id: 'pdf',
  title: 'PDF',
  extensions: ['pdf'],
  // Some programs put a few bytes before it (PDF 1.7, annex H.3).
  sniff: (head) => Buffer.from(head.subarray(0, 1024)).includes('%PDF-'),
  read,
}

async function read(bytes: Uint8Array, fileName: string): Promise<Result<ReadFile>> {
  const opened = await open(bytes, fileName)
  if (!opened.ok) return opened
  const document = opened.value
  try {
    return await readDocument(document, fileName)
  } catch (error) {
    return damaged(fileName, error)
  } finally {
    await document.loadingTask.destroy()
  }
}

const damaged = (fileName: string, error: unknown) =>
  fail(
    'damaged-file',
    `"${fileName}" cannot be read as a PDF.`,
    'Open it in a PDF viewer and print it into a new PDF, or copy the text from there.',
    error instanceof Error ? [error.message] : [],
  )

async function open(bytes: Uint8Array, fileName: string): Promise<Result<PDFDocumentProxy>> {
  // Its drawing parts want this class when they are loaded; nothing is drawn here.
  if (!('DOMMatrix' in globalThis)) Object.assign(globalThis, { DOMMatrix: Object })
  // Loaded when a PDF comes: it is large, and few imports need it.
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const folder = packageFolder('pdfjs-dist')
  try {
    const task = pdfjs.getDocument({
      // It keeps the bytes to itself, hence a copy.
      data: Uint8Array.from(bytes),
      cMapUrl: `${join(folder, 'cmaps')}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      enableXfa: false,
      verbosity: 0,
    })
    pdfjs.GlobalWorkerOptions.workerSrc = pathToFileURL(join(folder, 'legacy/build/pdf.worker.mjs')).href
    return ok(await task.promise)
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      return fail(
        'not-permitted',
        `"${fileName}" is locked with a password.`,
        'Save it without a password, then open that.',
      )
    }
    return damaged(fileName, error)
  }
}

async function readDocument(document: PDFDocumentProxy, fileName: string): Promise<Result<ReadFile>> {
  if (document.numPages > MOST_PAGES) {
    return fail(
      'too-large',
      `"${fileName}" has ${document.numPages} pages, more than ${MOST_PAGES}.`,
      'Save the pages of the article into a PDF of their own.',
    )
  }
  const pages: PdfLine[][] = []
  let forms = 0
  for (let number = 1; number <= document.numPages; number++) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other: memory for one is enough
    const { pieces, replaced, box } = await piecesOf(document, number)
    pages.push(linesOf(pieces, number, box))
    forms += replaced
  }
  const { kept, running, pageNumbers } = withoutMargins(pages)
  const { blocks: found, joined } = paragraphsOf(kept)
  const { text, blocks } = joinBlocks(found)
  if (blocks.length === 0) {
    return fail(
      'no-text',
      `There is no text in "${fileName}": it is a scan, a picture of each page.`,
      'Let a program for text recognition (OCR) make a PDF with text of it, then open that.',
    )
  }
  const info = await factsOf(document)
  const largest = kept[0]?.reduce<PdfLine | null>((best, line) => (line.size > (best?.size ?? 0) ? line : best), null)
  return ok(
    oneArticle({
      part: null,
      title: info.title ?? firstHeading({ text, blocks }) ?? largest?.text ?? fileName,
      body: { text, blocks },
      language: info.language,
      metadata: info.metadata,
      mediaType: 'application/pdf',
      encoding: 'utf-8',
      byteOrderMark: false,
      newline: 'none',
      normalised: [
        { what: 'lines joined to paragraphs', count: kept.flat().length - found.length },
        { what: 'words divided at the end of a line made whole', count: joined },
        { what: 'running heads and feet left out', count: running },
        { what: 'page numbers left out', count: pageNumbers },
        { what: 'ligatures and presentation forms written as letters', count: forms },
      ].filter(({ count }) => count > 0),
      library: libraryVersion('pdfjs-dist'),
      warnings: text.includes('\ufffd') ? ['The PDF does not say what some of its characters are (\ufffd).'] : [],
    }),
  )
}

/** Letters that fonts draw as one, and forms of Arabic letters: shapes, not characters of the text. */
const FORMS = /[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdfb\ufe70-\ufefc]/gu
const CONTROLS = /[\p{Cc}\p{Surrogate}]/gu
/** What a font without a map to Unicode gives. */
const UNKNOWN = /[\ufffe\uffff]/g

async function piecesOf(document: PDFDocumentProxy, number: number) {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true })
  const [, bottom = 0, , top = 0] = page.view
  page.cleanup()
  let replaced = 0
  const pieces = items.flatMap((item): PdfPiece[] => {
    if (!('str' in item)) return []
    const transform = item.transform as readonly number[]
    const [a = 0, b = 0, , , x = 0, y = 0] = transform
    const text = item.str
      .replaceAll(CONTROLS, ' ')
      .replaceAll(UNKNOWN, '\ufffd')
      .replaceAll(FORMS, (form) => {
        replaced++
        return form.normalize('NFKC')
      })
    const size = Math.hypot(a, b) || item.height
    const { dir, width, hasEOL } = item
    return [{ text, x, y, width, size, rightToLeft: dir === 'rtl', vertical: dir === 'ttb', endsLine: hasEOL }]
  })
  return { pieces, replaced, box: { bottom, top } }
}

/** Titles that programs make up. */
const NO_TITLE = /^(?:untitled|microsoft word - |document\d*$|.*\.(?:docx?|indd|qxd|pdf|dvi|tex)$)/i

async function factsOf(document: PDFDocumentProxy) {
  const { info } = await document.getMetadata()
  const said = (name: string): string | null => {
    const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const title = said('Title')
  const author = said('Author')
  const published = pdfTime(said('CreationDate'))
  return {
    title: title !== null && !NO_TITLE.test(title) ? title : null,
    language: languageTag(said('Language')),
    metadata: { ...(author === null ? {} : { author }), ...(published === null ? {} : { published }) },
  }
}

/** "D:20250301120000+01'00'" (PDF 1.7, 7.9.4) as ISO 8601. */
function pdfTime(said: string | null): string | null {
  const found = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-]\d\d)'?(\d\d)?)?/.exec(said ?? '')
  if (!found) return null
  const [, year = '', month = '01', day = '01', hour, minute = '00', second = '00', zone, zoneMinutes = '00'] = found
  if (hour === undefined) return `${year}-${month}-${day}`
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone === undefined ? 'Z' : `${zone}:${zoneMinutes}`}`
}
