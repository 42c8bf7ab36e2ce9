import { posix } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { blocksOfHtml, type HtmlText, joinBlocks } from '../html/html-blocks.ts'
import { isoTime, languageTag } from '../html/html-metadata.ts'
import type { Importer, ImportOptions, ReadArticle, ReadFile, UnreadPart } from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { childOf, childrenOf, descendantsOf, parseXml, textOf, type XmlElement } from '../../files/xml.ts'
import { openZip, type ZipArchive } from '../../files/zip.ts'
import { storedMimeType } from '../../files/zip-signature.ts'
import { knownOnly, shortHeading } from '../metadata.ts'

const MEDIA_TYPE = 'application/epub+zip'

/** EPUB books and magazines (W3C, EPUB 3.3): a chapter an article, or all in one. */
export const epubImporter: Importer = {
  id: 'epub',
  title: 'EPUB',
  extensions: ['epub'],
  sniff: (head) => storedMimeType(head)?.startsWith(MEDIA_TYPE) ?? false,
  read,
}

const damaged = (fileName: string, details: readonly string[] = []) =>
  fail('damaged-file', `"${fileName}" is not a whole EPUB.`, 'Get the file again from where it came from.', details)

interface Chapter {
  readonly name: string
  readonly text: HtmlText
  readonly title: string | null
}

async function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Promise<Result<ReadFile>> {
  const zip = await openZip(bytes, fileName)
  if (!zip.ok) return zip
  if (zip.value.names.includes('META-INF/rights.xml')) {
    return fail('not-permitted', `"${fileName}" is protected against copying.`, 'Get it without such a protection.')
  }
  const book = await readPackage(zip.value, fileName)
  if (!book.ok) return book
  const { spine, ...facts } = book.value
  const { parseHTML } = await import('linkedom')
  const chapters: Chapter[] = []
  const unread: UnreadPart[] = []
  let empty = 0
  for (const name of spine) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: the limits count over all of them
    const page = await zip.value.read(name)
    if (!page.ok) unread.push({ part: name, failure: page.failure })
    else {
      const { document } = parseHTML(Buffer.from(page.value).toString('utf8'))
      const body = document.querySelector('body')
      const text = body ? blocksOfHtml(body) : null
      if (text && text.blocks.length > 0) chapters.push({ name, text, title: shortHeading(text) })
      else empty++
    }
  }
  if (chapters.length === 0 && unread.length === 0) {
    return fail(
      'no-text',
      `"${fileName}" holds no text.`,
      'Its pages may be pictures: a text has to be made of them first.',
    )
  }
  const normalised = empty > 0 ? [{ what: 'pages without text left out', count: empty }] : []
  const shared = { ...facts.common, normalised, library: libraryVersion('linkedom') }
  const articles = options.chapters
    ? chapterArticles(chapters, shared)
    : [wholeBook(chapters, facts.title ?? fileName, shared)]
  return ok({ articles: chapters.length === 0 ? [] : articles, unread, encodings: [], table: null })
}

type Shared = Omit<ReadArticle, 'part' | 'title' | 'body'>

const chapterArticles = (chapters: readonly Chapter[], shared: Shared): ReadArticle[] =>
  chapters.map(({ text, title, name }, position) =>
    Object.assign({}, shared, {
      part: `chapter ${position + 1}${title === null ? '' : `: ${title}`}`,
      title: title ?? posix.basename(name),
      body: { text: text.text, blocks: text.blocks },
      normalised: [...text.normalised, ...shared.normalised],
    }),
  )

function wholeBook(chapters: readonly Chapter[], title: string, shared: Shared): ReadArticle {
  const pieces = chapters.flatMap(({ text: { text, blocks } }) => {
    const whole: { kind: (typeof blocks)[number]['kind']; level: number | null; text: string }[] = []
    for (const { start, end, kind, level = null, continues } of blocks) {
      const last = whole[whole.length - 1]
      if (continues && last) last.text += text.slice(start, end)
      else whole.push({ kind, level, text: text.slice(start, end) })
    }
    return whole
  })
  return { ...shared, part: null, title, body: joinBlocks(pieces) }
}

async function readXml(zip: ZipArchive, name: string, fileName: string): Promise<Result<XmlElement>> {
  const part = await zip.read(name)
  if (!part.ok) return part.failure.code === 'not-found' ? damaged(fileName, [`${name} is missing.`]) : part
  return parseXml(Buffer.from(part.value).toString('utf8'), `${fileName}: ${name}`)
}

/** The pages in reading order, and what the book says about itself. */
async function readPackage(zip: ZipArchive, fileName: string) {
  const container = await readXml(zip, 'META-INF/container.xml', fileName)
  if (!container.ok) return container
  const rootFile = [...descendantsOf(container.value)]
    .find(({ name }) => name === 'rootfile')
    ?.attributes.get('full-path')
  if (rootFile === undefined) return damaged(fileName)
  const opf = await readXml(zip, rootFile, fileName)
  if (!opf.ok) return opf
  const [manifest, spine, metadata] = ['manifest', 'spine', 'metadata'].map((name) => childOf(opf.value, name))
  if (!manifest || !spine) return damaged(fileName)
  const items = new Map(childrenOf(manifest, 'item').map((item) => [item.attributes.get('id') ?? '', item]))
  const folder = posix.dirname(rootFile)
  const pages = childrenOf(spine, 'itemref').flatMap((ref) => {
    const item = items.get(ref.attributes.get('idref') ?? '')
    const isNavigation = item?.attributes.get('properties')?.split(/\s+/).includes('nav') ?? false
    const href = item?.attributes.get('href')
    return href === undefined || isNavigation ? [] : [posix.join(folder, decodePath(href))]
  })
  const said = (name: string): string | null => {
    const element = metadata ? childOf(metadata, name) : null
    return element ? textOf(element).trim() || null : null
  }
  const facts = { author: said('creator'), outlet: said('publisher'), published: isoTime(said('date')) }
  const common: Omit<Shared, 'normalised' | 'library'> = {
    language: languageTag(said('language')),
    metadata: knownOnly({ ...facts, book: said('title') }),
    mediaType: MEDIA_TYPE,
    encoding: 'utf-8',
    byteOrderMark: false,
    newline: 'none',
    warnings: [],
  }
  return ok({ spine: pages, title: said('title'), common })
}

function decodePath(href: string): string {
  const path = href.split('#')[0] ?? href
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
