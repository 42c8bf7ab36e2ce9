import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { removeAnnotation, tagSpans } from '../../../model/acts/annotation-acts.ts'
import { mount } from './mount.tsx'

const TEXT = Array.from(
  { length: 6 },
  (_, i) => `Paragraph ${i}: “words” said by some\u00adbody 👩‍🚀,\u00a0and\u200b\u200b more.`,
).join('\n\n')

const tag = fc.record({
  type: fc.constantFrom(...newsAttribution.types.map(({ id }) => id)),
  start: fc.nat(TEXT.length - 1),
  length: fc.integer({ min: 1, max: 120 }),
})
const act = fc.oneof(
  { weight: 4, arbitrary: tag },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
  { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  { weight: 1, arbitrary: fc.constant('invisibles' as const) },
  { weight: 1, arbitrary: fc.record({ select: fc.nat() }) },
)

/** Every text node with what is painted on it; the order of class names does not matter. */
function paintOf(root: HTMLElement): string[] {
  const painted: string[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { classList, dataset } = node.parentElement as HTMLElement
    painted.push(`${node.textContent} (${[...classList].sort().join(' ')}) ${dataset.chips ?? ''}`)
  }
  return painted
}

test('law: painting change by change gives the same as painting everything at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
      const { session, text, window } = await mount(TEXT)
      for (const item of acts) {
        const state = session.getState()
        if (item === 'invisibles') window.showInvisibles(!window.getState().invisibles)
        else if (item === 'undo' || item === 'redo') await session[item]()
        else if ('type' in item) {
          const spans = [{ start: item.start, end: item.start + item.length }]
          const tagged = tagSpans(state, item.type, spans, session.port)
          if (tagged.ok) session.dispatch(tagged.value.change)
        } else {
          const chosen = state.open?.index.at(
            ('remove' in item ? item.remove : item.select) % Math.max(1, state.open.index.size),
          )
          if (!chosen) continue
          if ('select' in item) session.select(chosen.id)
          else {
            const removed = removeAnnotation(state, chosen.id, session.port)
            if (removed.ok) session.dispatch(removed.value)
          }
        }
      }
      const { open, selected } = session.getState()
      const fresh = await mount(TEXT, [...(open?.index ?? [])])
      fresh.session.select(selected)
      fresh.window.showInvisibles(window.getState().invisibles)
      expect(paintOf(text)).toEqual(paintOf(fresh.text))
    }),
    { numRuns: 25 },
  )
}, 60_000)
