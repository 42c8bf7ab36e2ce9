import type { ArticleBody, Block } from './block.ts'
import { textBlocks } from './text-blocks.ts'

/** Whether blocks are what {@link Block} promises: sorted, disjoint, inside the text, nothing but white space between. */
export function areSoundBlocks(blocks: readonly Block[], text: string): boolean {
  let last = 0
  for (const { start, end } of blocks) {
    if (start < last || end <= start || end > text.length || !isBlank(text, last, start)) return false
    last = end
  }
  return isBlank(text, last, text.length)
}

const isBlank = (text: string, start: number, end: number): boolean =>
  start >= end || text.slice(start, end).trim() === ''

/** A body whose blocks fit its text: as it is, or with the blocks that the text alone suggests. */
export const withSoundBlocks = (body: ArticleBody): ArticleBody =>
  areSoundBlocks(body.blocks, body.text) ? body : { text: body.text, blocks: textBlocks(body.text) }
