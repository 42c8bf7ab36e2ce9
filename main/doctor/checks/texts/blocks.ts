import type { Block } from '../../../../model/text/block.ts'
import type { Check } from '../../check.ts'

/** What is wrong with the blocks of a text; null where they are sorted, disjoint, inside it and leave nothing out. */
export function blockProblem(text: string, blocks: readonly Block[]): string | null {
  let last = 0
  for (const { start, end } of blocks) {
    if (end <= start) return `one is empty (${start} to ${end})`
    if (start < last) return `one begins at ${start}, before the end of another one (${last})`
    if (end > text.length) return `one ends at ${end}, but the text has ${text.length} characters`
    if (text.slice(last, start).trim() !== '') return `the text from ${last} to ${start} is in none`
    last = end
  }
  return text.slice(last).trim() === '' ? null : `the text from ${last} on is in none`
}

export const blocks: Check = {
  id: 'blocks',
  title: 'Blocks cover the texts',
  severity: 'wrong',
  means: 'Paragraphs and headings overlap, lie outside of the text or leave part of it out, so that it is not shown.',
  start: (_project, found) => ({
    body(id, { text, blocks: list }) {
      const problem = blockProblem(text, list)
      if (problem !== null) found(id, `The blocks of the text stored as ${id} do not fit it: ${problem}.`)
    },
  }),
}
