import type { Node } from 'prosemirror-model'
import type { ArticleBody, Block } from '../../../model/text/block.ts'
import { schema } from './schema.ts'

/** Blocks per section. Measured: with fewer the list of sections grows long, with more one section draws slowly. */
export const SECTION_BLOCKS = 16

/** UTF-16 units after which a section ends early, so that sections of long paragraphs draw as fast as others. */
const SECTION_LENGTH = 16_000

/** The document of an article and, for each section, the position of its first block in the list of blocks. */
export interface BuiltDocument {
  readonly doc: Node
  readonly blocks: readonly Block[]
  readonly sectionStarts: readonly number[]
}

/** Line breaks between two blocks. */
function breaksBefore(text: string, previous: Block | undefined, block: Block): number {
  let breaks = 0
  for (let at = previous?.end ?? 0; at < block.start; at++) if (text.charCodeAt(at) === 10) breaks++
  return breaks
}

/** Groups blocks into sections; the result lists the first block of each. */
function divide(blocks: readonly Block[]): number[] {
  const starts: number[] = []
  let count = SECTION_BLOCKS
  let length = 0
  blocks.forEach((block, i) => {
    if (count >= SECTION_BLOCKS || length >= SECTION_LENGTH) {
      starts.push(i)
      count = 0
      length = 0
    }
    count++
    length += block.end - block.start
  })
  return starts
}

/** Builds the ProseMirror document of a text. Every block's content is exactly `text.slice(start, end)`. */
export function buildDocument({ text, blocks: given }: ArticleBody): BuiltDocument {
  // A text of white space has no blocks, but a valid document needs one.
  const blocks: readonly Block[] = given.length > 0 ? given : [{ start: 0, end: 0, kind: 'paragraph' }]
  const sectionStarts = divide(blocks)
  const sections = sectionStarts.map((from, s) => {
    const nodes: Node[] = []
    for (let i = from; i < (sectionStarts[s + 1] ?? blocks.length); i++) {
      const block = blocks[i] as Block
      const content = text.slice(block.start, block.end)
      const attrs = { kind: block.kind, level: block.level ?? 1, breaks: breaksBefore(text, blocks[i - 1], block) }
      nodes.push(schema.node('block', attrs, content ? schema.text(content) : undefined))
    }
    return schema.node('section', null, nodes)
  })
  return { doc: schema.node('doc', null, sections), blocks, sectionStarts }
}
