import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArticleBody, Block } from '../../../model/text/block.ts'
import { buildDocument } from '../../../renderer/editor/text/build-document.ts'
import { positionMap } from '../../../renderer/editor/text/position-map.ts'

/** Any text cut into blocks with gaps of white space, some blocks continuing the one before without a gap. */
const body = fc
  .array(fc.tuple(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('', '\n', '\n\n', ' \n\n ')), {
    minLength: 1,
    maxLength: 120,
  })
  .map((parts): ArticleBody => {
    let text = ''
    const blocks: Block[] = []
    for (const [content, gap] of parts) {
      blocks.push({ start: text.length, end: text.length + content.length, kind: 'paragraph' })
      text += content + gap
    }
    return { text, blocks }
  })

describe('the position map', () => {
  it('gives back every offset within a block, from either side', () => {
    fc.assert(
      fc.property(body, (given) => {
        const built = buildDocument(given)
        const map = positionMap(built)
        for (const { start, end } of given.blocks) {
          for (let offset = start; offset <= end; offset++) {
            expect(map.toOffset(map.toPosition(offset, 1))).toBe(offset)
            expect(map.toOffset(map.toPosition(offset, -1))).toBe(offset)
          }
        }
      }),
    )
  })

  it('agrees with ProseMirror about what stands at a position', () => {
    fc.assert(
      fc.property(body, (given) => {
        const built = buildDocument(given)
        const map = positionMap(built)
        given.blocks.forEach(({ start, end }, i) => {
          const from = map.toPosition(start, 1)
          expect(built.doc.textBetween(from, from + end - start)).toBe(given.text.slice(start, end))
          const section = map.sectionOf(i)
          expect(built.doc.resolve(from).index(0)).toBe(section)
          const { from: opening, to } = map.sectionRange(section)
          expect(opening < from && from < to).toBe(true)
          expect(built.doc.nodeAt(opening)?.type.name).toBe('section')
        })
      }),
    )
  })

  it('takes an offset between two blocks to the edge of the side asked for', () => {
    const map = positionMap(
      buildDocument({
        text: 'one\n\n\ntwo',
        blocks: [
          { start: 0, end: 3, kind: 'paragraph' },
          { start: 6, end: 9, kind: 'paragraph' },
        ],
      }),
    )
    expect(map.toOffset(map.toPosition(5, -1))).toBe(3)
    expect(map.toOffset(map.toPosition(5, 1))).toBe(6)
    expect(map.toOffset(map.toPosition(99, -1))).toBe(9)
  })
})
