import { Schema } from 'prosemirror-model'
import type { BlockKind } from '../../../model/text/block.ts'

/** Attributes of a block node: its kind and level, and the line breaks of the text before it. */
export interface BlockAttrs {
  readonly kind: BlockKind
  readonly level: number
  /** Line breaks in the text between the block before and this one: 0 for a piece of the same paragraph. */
  readonly breaks: number
}

/** Larger gaps look like this one; the text keeps all line breaks. */
const MAX_VISIBLE_BREAKS = 5

const tagOf = ({ kind, level }: BlockAttrs): string => {
  switch (kind) {
    case 'heading':
      return `h${Math.min(6, Math.max(1, level))}`
    case 'quotation':
      return 'blockquote'
    case 'paragraph':
    case 'list-item':
    case 'caption':
    case 'table-row':
      return 'p'
  }
}

/**
 * `doc > section+ > block+ > text`. Sections group about 32 blocks so that a long article can be drawn in parts;
 * they have no meaning in the text. There are no marks: annotations live outside the document.
 */
export const schema = new Schema({
  nodes: {
    doc: { content: 'section+' },
    section: {
      content: 'block+',
      selectable: false,
      toDOM: () => ['div', { class: 'section' }, 0],
    },
    block: {
      content: 'text*',
      selectable: false,
      whitespace: 'pre',
      attrs: { kind: { default: 'paragraph' }, level: { default: 1 }, breaks: { default: 1 } },
      toDOM(node) {
        const attrs = node.attrs as BlockAttrs
        const breaks = Math.min(attrs.breaks, MAX_VISIBLE_BREAKS)
        // Each block takes its direction from its first strong character, as in plain text.
        return [tagOf(attrs), { class: `block block-${attrs.kind} breaks-${breaks}`, dir: 'auto' }, 0]
      },
    },
    text: {},
  },
})
