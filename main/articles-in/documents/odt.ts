import type { BlockKind } from '../../../model/text/block.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { joinBlocks, type TextBlock } from '../html/html-blocks.ts'
import { languageTag } from '../html/html-metadata.ts'
import { type Importer, oneArticle, type ReadFile } from '../importer.ts'
import { childrenOf, descendantsOf, parseXml, textOf, type XmlElement } from '../../files/xml.ts'
import { openZip } from '../../files/zip.ts'
import { storedMimeType } from '../../files/zip-signature.ts'
import { knownOnly, titleFrom } from '../metadata.ts'

const MEDIA_TYPE = 'application/vnd.oasis.opendocument.text'

/** OpenDocument text (ISO/IEC 26300). Notes follow the text; comments and deleted text are left out and counted. */
export const odtImporter: Importer = {
  id: 'odt',
  title: 'OpenDocument text',
  extensions: ['odt', 'ott'],
  sniff: (head) => storedMimeType(head)?.startsWith(MEDIA_TYPE) ?? false,
  read,
}

const damaged = (fileName: string) =>
  fail('damaged-file', `"${fileName}" is not a whole OpenDocument text.`, 'Open it in its program and save it again.')

async function read(bytes: Uint8Array, fileName: string): Promise<Result<ReadFile>> {
  const zip = await openZip(bytes, fileName)
  if (!zip.ok) return zip
  const manifest = await zip.value.read('META-INF/manifest.xml')
  if (manifest.ok && Buffer.from(manifest.value).includes('encryption-data')) {
    return fail(
      'not-permitted',
      `"${fileName}" is locked with a password.`,
      'Save it without a password, then open that.',
    )
  }
  const part = await zip.value.read('content.xml')
  if (!part.ok) return part.failure.code === 'not-found' ? damaged(fileName) : part
  const content = parseXml(Buffer.from(part.value).toString('utf8'), fileName)
  if (!content.ok) return content
  const [body] = childrenOf(content.value, 'body').flatMap((element) => childrenOf(element, 'text'))
  if (!body) return damaged(fileName)
  const walker = createWalker()
  walker.walk(body, 'paragraph')
  const { text, blocks } = joinBlocks([...walker.blocks, ...walker.notes])
  if (blocks.length === 0) {
    return fail('no-text', `"${fileName}" holds no text.`, 'Choose a document that has an article in it.')
  }
  const metaPart = await zip.value.read('meta.xml')
  const meta = metaPart.ok ? parseXml(Buffer.from(metaPart.value).toString('utf8'), 'meta.xml') : metaPart
  const said = (name: string): string | null => {
    if (!meta.ok) return null
    for (const element of descendantsOf(meta.value)) if (element.name === name) return textOf(element).trim() || null
    return null
  }
  const facts = { author: said('creator') ?? said('initial-creator'), published: said('creation-date') }
  return ok(
    oneArticle({
      part: null,
      title: said('title') ?? titleFrom({ text, blocks }) ?? fileName,
      body: { text, blocks },
      language: languageTag(said('language')),
      metadata: knownOnly(facts),
      mediaType: MEDIA_TYPE,
      encoding: 'utf-8',
      byteOrderMark: false,
      newline: 'none',
      normalised: walker.normalised(),
      library: null,
      warnings: [],
    }),
  )
}

/** Elements whose text is not the document's. */
const COUNTED: Readonly<Record<string, string>> = {
  annotation: 'comments left out',
  'tracked-changes': 'records of deleted text left out',
  frame: 'frames left out (pictures, objects)',
  'sequence-decls': '',
  forms: 'forms left out',
}

function createWalker() {
  const blocks: TextBlock[] = []
  const notes: TextBlock[] = []
  const counts = new Map<string, number>()

  /** The text of a paragraph; white space is collapsed, as OpenDocument 1.3, part 3, 6.1.2 says. */
  const inline = (element: XmlElement): string => {
    let text = ''
    for (const child of element.children) {
      if (typeof child === 'string') {
        const piece = child.replaceAll(/[\t\n\r ]+/g, ' ')
        text += /(^|[\n\t ])$/.test(text) ? piece.replace(/^ /, '') : piece
        continue
      }
      const what = COUNTED[child.name]
      if (what !== undefined && child.name !== 'frame') count(what)
      else if (child.name === 's') text += ' '.repeat(Math.min(1000, Number(attribute(child, 'c') ?? '1') || 1))
      else if (child.name === 'tab') text += '\t'
      else if (child.name === 'line-break') text += '\n'
      else if (child.name === 'soft-page-break') continue
      else if (child.name === 'note') takeNote(child)
      else if (child.name === 'frame') takeFrame(child)
      else text += inline(child)
    }
    return text
  }
  const count = (what: string): void => {
    if (what !== '') counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  const takeNote = (note: XmlElement): void => {
    for (const body of childrenOf(note, 'note-body')) {
      for (const paragraph of childrenOf(body)) notes.push({ kind: 'paragraph', level: null, text: inline(paragraph) })
    }
  }
  /** Text boxes hold text of the document; pictures do not. */
  const takeFrame = (frame: XmlElement): void => {
    const boxes = childrenOf(frame, 'text-box')
    if (boxes.length === 0) count('frames left out (pictures, objects)')
    for (const box of boxes) walk(box, 'paragraph')
  }
  const walk = (element: XmlElement, kind: BlockKind): void => {
    for (const child of childrenOf(element)) {
      const what = COUNTED[child.name]
      if (child.name === 'frame') takeFrame(child)
      else if (what !== undefined) count(what)
      else if (child.name === 'h') {
        const level = Math.min(6, Math.max(1, Number(attribute(child, 'outline-level') ?? '1') || 1))
        blocks.push({ kind: 'heading', level, text: inline(child) })
      } else if (child.name === 'p') blocks.push({ kind, level: null, text: inline(child) })
      else if (child.name === 'list') walk(child, 'list-item')
      else if (child.name === 'table-row') {
        const cells = childrenOf(child, 'table-cell').map((cell) => childrenOf(cell).map(inline).join(' '))
        blocks.push({ kind: 'table-row', level: null, text: cells.join('\t') })
      } else walk(child, kind)
    }
  }
  return {
    blocks,
    notes,
    walk,
    normalised: () => [...counts].map(([what, number]) => ({ what, count: number })),
  }
}

/** An attribute by its local name: OpenDocument's are all in namespaces. */
function attribute(element: XmlElement, name: string): string | null {
  for (const [key, value] of element.attributes) if (key === name || key.endsWith(` ${name}`)) return value
  return null
}
