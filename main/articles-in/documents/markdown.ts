import type { Nodes, Root } from 'mdast'
import type { BlockKind } from '../../../model/text/block.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { decodeText } from '../text/decode-text.ts'
import { joinBlocks, type TextBlock } from '../html/html-blocks.ts'
import { isoTime, languageTag } from '../html/html-metadata.ts'
import { extensionOf, type Importer, type ImportOptions, type ReadFile } from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { normaliseNewlines } from '../text/newlines.ts'
import { looksBinary, looksLikeMarkup } from '../signatures.ts'
import { decodingWarnings } from '../text/text.ts'
import { titleFrom } from '../metadata.ts'

const EXTENSIONS = ['md', 'markdown']

/** Markdown (CommonMark with GitHub's tables): the text as a reader sees it, without its marks. */
export const markdownImporter: Importer = {
  id: 'markdown',
  title: 'Markdown',
  extensions: EXTENSIONS,
  // Any text is Markdown: only the name says that it is meant as such.
  sniff: (head, fileName) => EXTENSIONS.includes(extensionOf(fileName)) && !looksBinary(head) && !looksLikeMarkup(head),
  read,
}

async function read(bytes: Uint8Array, fileName: string, options: ImportOptions): Promise<Result<ReadFile>> {
  const decoded = decodeText(bytes, fileName, options.encoding)
  if (!decoded.ok) return decoded
  const { encoding, byteOrderMark, candidates } = decoded.value
  const { text: source, style, replaced } = normaliseNewlines(decoded.value.text)
  const { rest, facts } = frontMatter(source)
  const [{ fromMarkdown }, { gfmFromMarkdown }, { gfm }] = await Promise.all([
    import('mdast-util-from-markdown'),
    import('mdast-util-gfm'),
    import('micromark-extension-gfm'),
  ])
  const root = fromMarkdown(rest, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const collector = createCollector()
  collector.walk(root, 'paragraph', 0)
  const { text, blocks } = joinBlocks(collector.blocks)
  if (blocks.length === 0) {
    return fail('no-text', `"${fileName}" holds no text.`, 'Choose a file that has an article in it.')
  }
  const { title, lang, language, date, published, ...others } = facts
  const time = isoTime(published ?? date ?? null)
  return ok({
    articles: [
      {
        part: null,
        title: title ?? titleFrom({ text, blocks }) ?? fileName,
        body: { text, blocks },
        language: languageTag(lang ?? language ?? null),
        metadata: { ...others, ...(time === null ? {} : { published: time }) },
        mediaType: 'text/markdown',
        encoding,
        byteOrderMark,
        newline: style,
        normalised: [
          ...(byteOrderMark ? [{ what: 'byte-order mark taken off', count: 1 }] : []),
          ...(replaced > 0 ? [{ what: 'line ends made "\\n"', count: replaced }] : []),
          ...collector.normalised(),
          { what: 'characters of mark-up and blank lines left out', count: Math.max(0, source.length - text.length) },
        ],
        library: libraryVersion('mdast-util-from-markdown'),
        warnings: decodingWarnings(text, decoded.value),
      },
    ],
    unread: [],
    encodings: candidates,
    table: null,
  })
}

/** `key: value` lines between two lines of "---" at the very top; anything more than that stays text. */
function frontMatter(source: string): { readonly rest: string; readonly facts: Readonly<Record<string, string>> } {
  const found = /^---\n([\s\S]*?)\n(?:---|\.\.\.)(?:\n|$)/.exec(source)
  const lines = found?.[1]?.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')) ?? []
  const pairs = lines.map((line) => /^([\w-]+):[ \t]*(.*)$/.exec(line))
  if (!found || pairs.some((pair) => pair === null)) return { rest: source, facts: {} }
  const facts = pairs.flatMap((pair): [string, string][] => {
    const value = (pair?.[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2')
    return pair?.[1] === undefined || value === '' ? [] : [[pair[1].toLowerCase(), value]]
  })
  return { rest: source.slice(found[0].length), facts: Object.fromEntries(facts) }
}

/** Trees deeper than this are no articles. */
const MOST_DEPTH = 200

function createCollector() {
  const blocks: TextBlock[] = []
  const counts = { links: 0, images: 0, html: 0, deep: 0 }

  const inline = (node: Nodes, depth: number): string => {
    if (depth > MOST_DEPTH) {
      counts.deep++
      return ''
    }
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- all others are what their children are
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return node.value
      case 'break':
        return '\n'
      case 'image':
      case 'imageReference':
        counts.images++
        return ''
      case 'html':
        counts.html++
        return ''
      case 'footnoteReference':
        return `[${node.label ?? node.identifier}]`
      default:
        if (node.type === 'link') counts.links++
        return 'children' in node ? node.children.map((child) => inline(child, depth + 1)).join('') : ''
    }
  }
  const walk = (node: Nodes | Root, kind: BlockKind, depth: number): void => {
    if (depth > MOST_DEPTH) {
      counts.deep++
      return
    }
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- all others are what their children are
    switch (node.type) {
      case 'heading':
        blocks.push({ kind: 'heading', level: node.depth, text: inline(node, depth) })
        return
      case 'paragraph':
        // A line end inside a paragraph is only how it was typed.
        blocks.push({ kind, level: null, text: inline(node, depth) })
        return
      case 'code':
        blocks.push({ kind, level: null, text: node.value })
        return
      case 'html':
        counts.html++
        return
      case 'tableRow': {
        const cells = node.children.map((cell) => inline(cell, depth))
        blocks.push({ kind: 'table-row', level: null, text: cells.join('\t') })
        return
      }
      default: {
        const inner = node.type === 'listItem' ? 'list-item' : node.type === 'blockquote' ? 'quotation' : kind
        if ('children' in node) for (const child of node.children) walk(child, inner, depth + 1)
      }
    }
  }
  return {
    blocks,
    walk,
    normalised: () =>
      [
        { what: 'addresses of links left out', count: counts.links },
        { what: 'images left out', count: counts.images },
        { what: 'pieces of HTML left out', count: counts.html },
        { what: 'parts nested too deep left out', count: counts.deep },
      ].filter(({ count }) => count > 0),
  }
}
