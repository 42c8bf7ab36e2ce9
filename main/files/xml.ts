import { SaxesParser } from 'saxes'
import { fail, ok, type Result } from '../../model/value/result.ts'

/** An element with its namespace resolved. Text between children is kept as it stands. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  /** Namespace; "" for none. */
  readonly namespace: string
  /** By local name where it has no namespace, else by "namespace local". */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
  /** Line of its start tag, from 1. */
  readonly line: number
}

export interface XmlLimits {
  readonly depth: number
  readonly elements: number
}

export const XML_LIMITS: XmlLimits = { depth: 200, elements: 5_000_000 }

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[]
}

class LimitReached extends Error {}

/**
 * Parses a document into a tree. Only the five entities of XML and character references are known: declared ones are
 * never expanded, and nothing is fetched. Fails with `damaged-file` that names the line, or `too-large`.
 */
export function parseXml(text: string, fileName: string, limits: XmlLimits = XML_LIMITS): Result<XmlElement> {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: OpenElement[] = []
  let root: XmlElement | null = null
  let elements = 0
  let problem: string | null = null
  parser.on('error', (error) => {
    problem ??= error.message
  })
  parser.on('opentag', (tag) => {
    if (open.length >= limits.depth) throw new LimitReached(`elements more than ${limits.depth} deep`)
    if (++elements > limits.elements) throw new LimitReached(`more than ${limits.elements} elements`)
    const attributes = new Map<string, string>()
    for (const { uri, local, value } of Object.values(tag.attributes)) {
      attributes.set(uri === '' ? local : `${uri} ${local}`, value)
    }
    const element: OpenElement = { name: tag.local, namespace: tag.uri, attributes, children: [], line: parser.line }
    open[open.length - 1]?.children.push(element)
    open.push(element)
  })
  const addText = (piece: string): void => {
    open[open.length - 1]?.children.push(piece)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (open.length === 0 && closed) root = closed
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error
    return fail('too-large', `"${fileName}" holds ${error.message}.`, 'Check where the file comes from.')
  }
  if (problem !== null || root === null) {
    return fail(
      'damaged-file',
      `"${fileName}" is not well-formed XML.`,
      'Get the file again from where it came from, or repair it with the program that made it.',
      [problem ?? 'There is no element in it.'],
    )
  }
  return ok(root)
}

/** The child elements, all or those of one local name. */
export const childrenOf = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )

/** The first child element of a local name. */
export const childOf = (element: XmlElement, name: string): XmlElement | null => childrenOf(element, name)[0] ?? null

/** Every element under one, in the order of the document, itself first. */
export function* descendantsOf(element: XmlElement): Iterable<XmlElement> {
  yield element
  for (const child of element.children) if (typeof child !== 'string') yield* descendantsOf(child)
}

/** All text in an element. */
export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
