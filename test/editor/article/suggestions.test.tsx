import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { createSuggestThread } from '../../../renderer/session/suggest/suggest-thread.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { annotate } from '../../support/fake-workbench.ts'
import { mount, type Mounted, rangeOf, until } from './mount.tsx'

const TEXT =
  'Harbour vote delayed\n\n“We will not be rushed,” Ada Lind told reporters 👩‍🚀 today. “Ask me in June.”\n\n“No,” said Tom Berg. The vote was “open” and “fair”.'

/** What is painted under a name, as text, in the order of the page. */
function painted(name: string): string[] {
  const ranges = [...(CSS.highlights.get(name) ?? [])].map((range) => {
    const live = document.createRange()
    live.setStart(range.startContainer, range.startOffset)
    live.setEnd(range.endContainer, range.endOffset)
    return live
  })
  return ranges
    .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
    .map((range) => {
      expect(range.startContainer.isConnected).toBe(true)
      return range.toString()
    })
}

const QUOTES = ['“We will not be rushed,”', '“Ask me in June.”', '“No,”']

async function suggested(annotations: Parameters<typeof mount>[1] = [], text = TEXT): Promise<Mounted> {
  const mounted = await mount(text, annotations)
  await mounted.press('{Control>}j{/Control}')
  await until(() => mounted.suggestions.getState().list.length > 0, 'the rules have run')
  await until(() => painted('suggested-orange').length > 0, 'the suggestions are painted')
  return mounted
}

const tagged = ({ session }: Mounted): string[] =>
  [...(session.getState().open?.index ?? [])].map(
    ({ type, fragments }) => `${type}: ${fragments.map(({ quote }) => quote).join(' … ')}`,
  )

describe('suggestions are painted', () => {
  test('between dashed lines, without an element, and over tags that cut them', async () => {
    const mounted = await suggested([
      annotate('a', 'claim', 'not be rushed,” Ada', {}, TEXT),
      annotate('a', 'entity', 'Ada Lind', {}, TEXT),
    ])
    expect(painted('suggested-orange')).toEqual(QUOTES)
    expect(painted('suggested-current')).toEqual([])
    const elements = mounted.text.querySelectorAll('.seg').length
    expect(elements).toBe(3)
    const style = getComputedStyle(
      mounted.text.querySelector('.block') ?? mounted.text,
      '::highlight(suggested-orange)',
    )
    expect(style.textDecorationStyle).toBe('dashed')
    expect(style.textDecorationLine).toBe('underline overline')
  })

  test('and stay when a tag repaints their text; a tagged one is no longer suggested', async () => {
    const mounted = await suggested()
    mounted.select('We will')
    await mounted.press('c')
    await until(() => mounted.text.querySelector('.seg') !== null, 'the tag is painted')
    await until(() => painted('suggested-orange').length === 3, 'the suggestions are painted again')
    expect(painted('suggested-orange')).toEqual(QUOTES)
    mounted.select('“No,”')
    await mounted.press('q')
    await until(() => painted('suggested-orange').length === 2, 'one has gone')
    await mounted.press('{Control>}z{/Control}')
    await until(() => painted('suggested-orange').length === 3, 'it comes back')
  })

  test('until they are hidden', async () => {
    const mounted = await suggested()
    await mounted.press('{Control>}j{/Control}')
    await until(() => painted('suggested-orange').length === 0, 'nothing is painted')
    expect(mounted.suggestions.getState().list).toEqual([])
  })
})

describe('by keys in the text', () => {
  test('F8 walks, Enter accepts, Backspace rejects, and each is undone by itself', async () => {
    const mounted = await suggested()
    await mounted.press('{F8}')
    await until(() => painted('suggested-current').length === 2, 'the current one is painted')
    expect(painted('suggested-current')).toEqual(QUOTES.slice(0, 2))
    expect(document.activeElement).toBe(mounted.text)
    await mounted.press('{Enter}')
    expect(tagged(mounted)).toEqual([
      'quote: “We will not be rushed,” … “Ask me in June.”',
      'entity: Ada Lind',
      'cue: told',
    ])
    await until(() => painted('suggested-current').join() === '“No,”', 'the walk goes on')
    await mounted.press('{Backspace}')
    expect(mounted.suggestions.getState().list).toEqual([])
    await until(() => painted('suggested-orange').length === 0, 'nothing is left to paint')
    expect(mounted.session.getState().mode).toBeNull()
    await mounted.press('{Control>}z{/Control}')
    await until(() => painted('suggested-current').join() === '“No,”', 'the rejection is taken back')
    await mounted.press('{Control>}z{/Control}')
    expect(tagged(mounted)).toEqual([])
    await until(() => painted('suggested-orange').length === 3, 'all are suggested again')
  })

  test('Escape and moving away end the walk; the keys then have their usual meaning', async () => {
    const claim = annotate('a', 'claim', 'The vote was', {}, TEXT)
    const mounted = await suggested([claim])
    await mounted.press('{F8}{Escape}')
    expect(mounted.session.getState().mode).toBeNull()
    await mounted.press('{F8}')
    expect(mounted.session.getState().mode?.kind).toBe('suggestion')
    await mounted.press('n')
    expect(mounted.session.getState().selected).toBe(claim.id)
    expect(mounted.session.getState().mode).toBeNull()
    await mounted.press('{Backspace}')
    expect(tagged(mounted)).toEqual([])
    expect(mounted.session.getState().open?.rejections.size).toBe(0)
  })

  test('Shift+F8 walks back, round the ends', async () => {
    const mounted = await suggested()
    await mounted.press('{Control>}{End}{/Control}{Shift>}{F8}{/Shift}')
    await until(() => painted('suggested-current').join() === '“No,”', 'the last one')
    await mounted.press('{Shift>}{F8}{F8}{/Shift}')
    await until(() => painted('suggested-current').join() === '“No,”', 'round the beginning')
  })
})

test('a click makes a suggestion current, but not beside one', async () => {
  const mounted = await suggested([annotate('a', 'entity', 'rushed', {}, TEXT)])
  const click = async (words: string): Promise<void> => {
    const box = rangeOf(mounted.text, words).getBoundingClientRect()
    const origin = mounted.text.getBoundingClientRect()
    await page
      .elementLocator(mounted.text)
      .click({ position: { x: box.x - origin.x + box.width / 2, y: box.y - origin.y + box.height / 2 } })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await click('will')
  expect(mounted.session.getState().mode?.kind).toBe('suggestion')
  await mounted.press('{Enter}')
  expect(tagged(mounted)[0]).toBe('quote: “We will not be rushed,” … “Ask me in June.”')
  await mounted.press('{Control>}z{/Control}')
  await click('rushed')
  // An annotation that is tagged comes before what is only suggested.
  expect(mounted.session.getState().mode).toBeNull()
  expect(mounted.session.getState().selected).not.toBeNull()
  await click('Harbour')
  expect(mounted.session.getState().mode).toBeNull()
})

describe('the thread', () => {
  test('answers many suggestions in parts, and stops when cancelled', async () => {
    const sentence = '“We will not be rushed,” said Tom Berg. '
    const text = sentence.repeat(1_000)
    const blocks = Array.from({ length: 1_000 }, (_, i) => ({
      start: i * sentence.length,
      end: (i + 1) * sentence.length - 1,
      kind: 'paragraph' as const,
    }))
    const engine = createSuggestThread()
    const whole = { text, blocks, language: 'en' }
    const register = { entities: [], codebook: newsAttribution }
    const known = () => ({ types: [], entities: [], places: new Int32Array(0) })
    const found = await engine.suggest(whole, register, known())
    expect(found.ok && found.value).toHaveLength(1_000)
    const again = engine.suggest(whole, register, known())
    engine.stop()
    expect(await again).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    const once = await engine.suggest(whole, register, known())
    expect(once.ok && once.value.length).toBe(1_000)
    engine.stop()
  })
})
