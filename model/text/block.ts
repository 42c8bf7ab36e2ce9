import type { Span } from './span.ts'

/** What a part of the text is. Headings carry their level (1 is the headline). */
export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'quotation' | 'caption' | 'table-row'
export const BLOCK_KINDS: readonly BlockKind[] = [
  'heading',
  'paragraph',
  'list-item',
  'quotation',
  'caption',
  'table-row',
]

/**
 * A range of the text that is shown as one block. Blocks are sorted and disjoint; the gaps between them hold nothing
 * but white space. `continues` marks a piece of an over-long paragraph that was cut for display only.
 */
export interface Block extends Span {
  readonly kind: BlockKind
  readonly level?: number
  /** Page of the original on which it begins, from 1, where the original has pages. */
  readonly page?: number
  readonly continues?: boolean
}

/** The text of an article with its blocks. `text` is canonical: plain, with "\n" newlines. Offsets are UTF-16 units. */
export interface ArticleBody {
  readonly text: string
  readonly blocks: readonly Block[]
}
