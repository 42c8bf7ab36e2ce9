import type { ArticleBody, Block, BlockKind } from '../../../model/text/block.ts'
import { cutLong } from '../../../model/text/text-blocks.ts'

/*
 * The text of a page as a browser shows it, in blocks. Works on any DOM (linkedom's here); nothing is run or fetched.
 */

export interface HtmlText extends ArticleBody {
  /** What was changed or left out between the mark-up and the text, with counts. */
  readonly normalised: readonly { readonly what: string; readonly count: number }[]
}

/** Elements that show no text, or text that is no part of an article. */
const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'title',
  'meta',
  'link',
  'object',
  'embed',
  'iframe',
  'canvas',
  'audio',
  'video',
  'select',
  'textarea',
  'input',
  'button',
])

const IMAGES = new Set(['img', 'svg', 'picture', 'map'])

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table ' +
    'tbody tfoot thead tr ul'
  ).split(' '),
)

const CELLS = new Set(['td', 'th'])
/** Between the cells of a row. */
const CELL_GAP = '\t'

/** Deeper trees are no pages; what lies deeper is left out and counted. */
const MOST_DEPTH = 500

const TEXT_NODE = 3
const ELEMENT_NODE = 1

/** As much of a DOM as is needed here. */
interface NodeLike {
  readonly nodeType: number
  readonly nodeValue: string | null
  readonly childNodes: ArrayLike<NodeLike>
}
interface ElementLike extends NodeLike {
  readonly localName: string
  getAttribute(name: string): string | null
}

interface Context {
  readonly kind: BlockKind
  readonly level: number | null
  readonly preformatted: boolean
}

interface OpenBlock {
  readonly kind: BlockKind
  readonly level: number | null
  text: string
}

const isElement = (node: NodeLike): node is ElementLike => node.nodeType === ELEMENT_NODE

/**
 * Headings, paragraphs, list items, quotations, captions and table rows of an element, in order. White space is
 * collapsed as HTML prescribes (only tab, line feed, form feed, carriage return and space: no-break spaces stay), `br` is
 * a line end inside its block, cells of a row are separated by tabs.
 */
export function blocksOfHtml(root: NodeLike): HtmlText {
  const done: OpenBlock[] = []
  const counts = { collapsed: 0, silent: 0, images: 0, deep: 0 }
  let open: OpenBlock | null = null

  const close = (): void => {
    if (open && /\S/u.test(open.text)) done.push(open)
    open = null
  }
  const addText = (content: string, context: Context): void => {
    open ??= { kind: context.kind, level: context.level, text: '' }
    if (context.preformatted) {
      open.text += content.replaceAll(/\r\n?/g, '\n')
      return
    }
    let piece = content.replaceAll(/[\t\n\f\r ]+/g, ' ')
    if (piece.startsWith(' ') && (open.text === '' || /[ \n\t]$/.test(open.text))) piece = piece.slice(1)
    counts.collapsed += content.length - piece.length
    open.text += piece
  }
  const walk = (node: NodeLike, context: Context, depth: number): void => {
    if (depth > MOST_DEPTH) {
      counts.deep++
      return
    }
    for (const child of Array.from(node.childNodes)) {
      if (child.nodeType === TEXT_NODE) addText(child.nodeValue ?? '', context)
      else if (isElement(child)) enter(child, context, depth)
    }
  }
  const enter = (element: ElementLike, context: Context, depth: number): void => {
    const name = element.localName.toLowerCase()
    if (SILENT.has(name) || isHidden(element)) {
      counts.silent++
      return
    }
    if (IMAGES.has(name)) {
      counts.images++
      return
    }
    if (name === 'br') {
      if (open) open.text = `${open.text.replace(/ $/, '')}\n`
      return
    }
    if (CELLS.has(name)) {
      if (open && open.text !== '' && !open.text.endsWith(CELL_GAP)) open.text += CELL_GAP
      // Paragraphs inside a cell belong to its row.
      walkInline(element, context, depth + 1)
      return
    }
    if (!BLOCKS.has(name)) {
      walk(element, context, depth + 1)
      return
    }
    close()
    walk(element, contextIn(name, context), depth + 1)
    close()
  }
  const walkInline = (element: ElementLike, context: Context, depth: number): void => {
    const before = open
    for (const child of Array.from(element.childNodes)) {
      if (child.nodeType === TEXT_NODE) addText(child.nodeValue ?? '', context)
      else if (isElement(child) && depth <= MOST_DEPTH) {
        if (BLOCKS.has(child.localName) && before?.text !== '' && open) addText(' ', context)
        if (BLOCKS.has(child.localName)) walkInline(child, context, depth + 1)
        else enter(child, context, depth)
      }
    }
  }
  walk(root, { kind: 'paragraph', level: null, preformatted: false }, 0)
  close()
  const normalised = [
    { what: 'white space characters left out, as a browser does', count: counts.collapsed },
    { what: 'elements without text of the article left out (scripts, forms, hidden parts)', count: counts.silent },
    { what: 'images left out', count: counts.images },
    { what: 'parts nested too deep left out', count: counts.deep },
  ].filter(({ count }) => count > 0)
  return { ...joinBlocks(done), normalised }
}

function isHidden(element: ElementLike): boolean {
  if (element.getAttribute('hidden') !== null) return true
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '')
}

function contextIn(name: string, context: Context): Context {
  const heading = /^h([1-6])$/.exec(name)
  if (heading) return { ...context, kind: 'heading', level: Number(heading[1]) }
  switch (name) {
    case 'li':
    case 'dt':
    case 'dd':
      return { ...context, kind: 'list-item', level: null }
    case 'blockquote':
      return { ...context, kind: 'quotation', level: null }
    case 'figcaption':
    case 'caption':
      return { ...context, kind: 'caption', level: null }
    case 'tr':
      return { ...context, kind: 'table-row', level: null }
    case 'pre':
      return { ...context, preformatted: true }
    default:
      return context
  }
}

/** A block of an article before it has a place: for importers that find blocks one by one. */
export interface TextBlock {
  readonly kind: BlockKind
  readonly level: number | null
  readonly text: string
  readonly page?: number
}

/** Rows and list items follow each other line by line; all else has a blank line between. */
const CLOSE: ReadonlySet<BlockKind> = new Set(['list-item', 'table-row'])

/** Puts blocks one after the other into a text; blank ends of lines and blocks are left out. Long ones are cut for display. */
export function joinBlocks(found: readonly TextBlock[]): ArticleBody {
  const blocks: Block[] = []
  let text = ''
  let before: BlockKind | null = null
  for (const { kind, level, text: raw, page } of found) {
    const content = raw.replaceAll(/[ \t]+(?=\n)/g, '').replaceAll(/^[\n ]+|[\n\t ]+$/g, '')
    if (!/\S/u.test(content)) continue
    if (before !== null) text += before === kind && CLOSE.has(kind) ? '\n' : '\n\n'
    before = kind
    const start = text.length
    text += content
    for (const { start: from, end, continues } of cutLong(text, { start, end: text.length })) {
      const shape = kind === 'heading' ? { level: level ?? 1 } : {}
      const more = continues === true ? { continues: true } : {}
      blocks.push({ start: from, end, kind, ...shape, ...(page === undefined ? {} : { page }), ...more })
    }
  }
  return { text, blocks }
}
