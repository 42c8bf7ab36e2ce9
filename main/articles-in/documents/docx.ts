import { fail, ok, type Result } from '../../../model/value/result.ts'
import { blocksOfHtml } from '../html/html-blocks.ts'
import { languageTag } from '../html/html-metadata.ts'
import { extensionOf, type Importer, oneArticle, type ReadFile } from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { childrenOf, parseXml, textOf, type XmlElement } from '../../files/xml.ts'
import { openZip, type ZipArchive } from '../../files/zip.ts'
import { sniffZip } from '../../files/zip-signature.ts'
import type { ZipLimits } from '../../files/zip-entries.ts'
import { knownOnly, titleFrom } from '../metadata.ts'

/** Word's parts are XML of at most so many bytes; media may be larger but are not read. */
const LIMITS: ZipLimits = {
  entries: 5_000,
  entrySize: 64 * 1024 * 1024,
  totalSize: 300 * 1024 * 1024,
  ratio: 300,
}

/** Word documents (Office Open XML), read by mammoth. Comments and images are left out, notes follow the text. */
export const docxImporter: Importer = {
  id: 'docx',
  title: 'Word document',
  extensions: ['docx'],
  sniff: (head, fileName) =>
    sniffZip(head, () => true) && (extensionOf(fileName) === 'docx' || Buffer.from(head).includes('word/')),
  read,
}

async function read(bytes: Uint8Array, fileName: string): Promise<Result<ReadFile>> {
  // Looked through before the library sees it: it would unpack a bomb.
  const zip = await openZip(bytes, fileName, LIMITS)
  if (!zip.ok) return zip
  // One that is refused is told as such.
  const names = [...zip.value.names, ...zip.value.refused.map(({ name }) => name)]
  const size = zip.value.names.reduce((sum, name) => sum + (zip.value.sizeOf(name) ?? 0), 0)
  if (size > LIMITS.totalSize) {
    return fail('too-large', `"${fileName}" unpacks to more than 300 MB.`, 'Save the text alone under a new name.')
  }
  const document = names.find((name) => name.toLowerCase().endsWith('document.xml'))
  const checked = document === undefined ? null : await zip.value.read(document)
  if (checked && !checked.ok) return checked
  if (!document || !checked) {
    return fail('damaged-file', `"${fileName}" holds no Word document.`, 'Open it in Word and save it again.')
  }
  // A document type declaration is where entities would be declared.
  if (Buffer.from(checked.value.subarray(0, 4096)).includes('<!DOCTYPE')) {
    return fail('damaged-file', `"${fileName}" is not as Word writes it.`, 'Open it in Word and save it again.')
  }
  const converted = await convert(bytes, fileName)
  if (!converted.ok) return converted
  const { html, comments } = converted.value
  const { parseHTML } = await import('linkedom')
  const { text, blocks, normalised } = blocksOfHtml(parseHTML(`<html><body>${html}</body></html>`).document.body)
  if (blocks.length === 0) {
    return fail('no-text', `"${fileName}" holds no text.`, 'Choose a document that has an article in it.')
  }
  const { title, language, metadata } = await properties(zip.value)
  return ok(
    oneArticle({
      part: null,
      title: title ?? titleFrom({ text, blocks }) ?? fileName,
      body: { text, blocks },
      language,
      metadata,
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      encoding: 'utf-8',
      byteOrderMark: false,
      newline: 'none',
      normalised: [...normalised, ...(comments > 0 ? [{ what: 'comments left out', count: comments }] : [])],
      library: libraryVersion('mammoth'),
      warnings: [],
    }),
  )
}

async function convert(
  bytes: Uint8Array,
  fileName: string,
): Promise<Result<{ readonly html: string; readonly comments: number }>> {
  let comments = 0
  const { default: mammoth } = await import('mammoth')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: [
          'comment-reference => sup.comment',
          "p[style-name='Title'] => h1:fresh",
          "p[style-name='Quote'] => blockquote > p:fresh",
        ],
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        ignoreEmptyParagraphs: true,
      },
    )
    // Comments come at the end, as a list of definitions that mammoth marks; notes stay.
    const html = value
      .replaceAll(/<dt id="comment-[\s\S]*?<\/dd>/g, () => {
        comments++
        return ''
      })
      .replaceAll(/<sup class="comment">[\s\S]*?<\/sup>/g, '')
      .replaceAll(/<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g, '')
    return ok({ html, comments })
  } catch (error) {
    const detail = error instanceof Error ? [error.message] : []
    return fail(
      'damaged-file',
      `"${fileName}" cannot be read as a Word document.`,
      'Open it in Word and save it again.',
      detail,
    )
  }
}

/** What the document says about itself; nothing where that part is missing or broken. */
async function properties(zip: ZipArchive) {
  const part = await zip.read('docProps/core.xml')
  const xml = part.ok ? parseXml(Buffer.from(part.value).toString('utf8'), 'core.xml') : part
  const said = (name: string): string | null => (xml.ok ? firstText(xml.value, name) : null)
  const facts = { author: said('creator'), published: said('created'), section: said('category') }
  return {
    title: said('title'),
    language: languageTag(said('language')),
    metadata: knownOnly(facts),
  }
}

function firstText(root: XmlElement, name: string): string | null {
  const [found] = childrenOf(root, name)
  return found ? textOf(found).trim() || null : null
}
