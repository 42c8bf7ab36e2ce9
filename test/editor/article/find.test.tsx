import { describe, expect, test } from 'vitest'
import { hitCount } from '../../../model/text/hits.ts'
import { createFindThread } from '../../../renderer/session/find/find-thread.ts'
import { PLAIN_QUERY } from '../../../model/text/find.ts'
import { annotate } from '../../support/fake-workbench.ts'
import { mount, type Mounted, until } from './mount.tsx'

const TEXT =
  'Harbour vote delayed\n\n“We will not be rushed,” Ada Lind told Ada\u0301 👩‍🚀 today.\n\nThe vote, a VOTE, will wait for Ada Lind.'

/** What is painted under a name, as text, in the order of the page. */
function painted(name: 'find-hit' | 'find-current'): string[] {
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

async function search({ find }: Mounted, pattern: string, hits: number, edit: Partial<typeof PLAIN_QUERY> = {}) {
  find.open()
  find.setQuery({ ...edit, pattern })
  await until(() => !find.getState().busy && hitCount(find.getState().hits) === hits, `${hits} hits of ${pattern}`)
}

describe('hits are painted', () => {
  test('over the text, over tags that cut it, and the current one by itself', async () => {
    const mounted = await mount(TEXT, [
      annotate('a', 'entity', 'Lind', {}, TEXT),
      annotate('a', 'quote', 'told A', {}, TEXT),
      annotate('a', 'claim', 'da Li', {}, TEXT),
    ])
    await search(mounted, 'ada lind', 2)
    await until(() => painted('find-hit').length === 2, 'the hits are painted')
    expect(painted('find-hit')).toEqual(['Ada Lind', 'Ada Lind'])
    expect(painted('find-current')).toEqual(['Ada Lind'])
    expect(mounted.selected()).toBe('Ada Lind')
    await search(mounted, 'ada', 2)
    await search(mounted, 'ada', 3, { ignoreDiacritics: true })
    await until(() => painted('find-hit').length === 3, 'accents are ignored')
    expect(painted('find-hit')).toEqual(['Ada', 'Ada\u0301', 'Ada'])
  })

  test('and stay when a tag repaints their text', async () => {
    const mounted = await mount(TEXT)
    await search(mounted, 'vote', 3)
    await until(() => painted('find-hit').length === 3, 'the hits are painted')
    mounted.find.step(1)
    expect(mounted.selected()).toBe('vote')
    mounted.text.focus()
    await mounted.press('c')
    await until(() => mounted.text.querySelector('.seg') !== null, 'the tag is painted')
    await until(() => painted('find-hit').length === 3, 'the hits are painted again')
    expect(painted('find-hit')).toEqual(['vote', 'vote', 'VOTE'])
    await mounted.press('{Control>}z{/Control}')
    await until(() => mounted.text.querySelector('.seg') === null, 'the tag is gone')
    await until(() => painted('find-current').join() === 'vote', 'the current hit is painted again')
    expect(painted('find-hit')).toEqual(['vote', 'vote', 'VOTE'])
  })

  test('in both blocks when one crosses their boundary', async () => {
    const mounted = await mount('One two\nthree four\n\nfive')
    await search(mounted, 'four\\s+five', 1, { regex: true })
    await until(() => painted('find-hit').length === 2, 'both parts are painted')
    expect(painted('find-hit')).toEqual(['four', 'five'])
    await search(mounted, 'two three', 1, { regex: false })
    await until(() => painted('find-hit').length === 1, 'a line end is a blank')
  })

  test('and disappear when the bar closes, leaving the hit selected', async () => {
    const mounted = await mount(TEXT)
    await search(mounted, 'vote', 3)
    await until(() => painted('find-hit').length === 3, 'the hits are painted')
    mounted.find.step(-1)
    mounted.find.close()
    await until(() => painted('find-hit').length === 0, 'nothing is painted')
    mounted.text.focus()
    await mounted.press('e')
    const [annotation] = mounted.session.getState().open?.index ?? []
    expect(annotation).toMatchObject({ type: 'entity', fragments: [{ quote: 'VOTE' }] })
  })

  test('in a long article only where it is drawn, and the current one is brought into view', async () => {
    const paragraph = (i: number): string =>
      `Paragraph ${i} says this. ${'It goes on for a while and ends. '.repeat(12).trim()}`
    const mounted = await mount(Array.from({ length: 900 }, (_, i) => paragraph(i)).join('\n\n'))
    await search(mounted, 'says this', 900)
    await until(() => painted('find-hit').length > 0, 'something is painted')
    expect(painted('find-hit').length).toBeLessThan(300)
    /** Whether the current hit is painted in this paragraph, within what is visible. */
    const showsIn = (number: number): boolean => {
      const [range] = CSS.highlights.get('find-current') ?? []
      const block = range?.startContainer.parentElement?.closest('.block')
      const box = block?.getBoundingClientRect()
      const visible = mounted.scroller.getBoundingClientRect()
      const seen = box !== undefined && box.bottom > visible.top && box.top < visible.bottom
      return seen && (block?.textContent.startsWith(`Paragraph ${number} `) ?? false)
    }
    mounted.find.step(-1)
    await until(() => showsIn(899), 'the last hit is shown')
    expect(mounted.selected()).toBe('says this')
    mounted.find.step(1)
    await until(() => showsIn(0), 'the first hit is shown')
    // What is scrolled to is painted when it is drawn.
    mounted.scroller.scrollTop = mounted.scroller.scrollHeight / 2
    await until(() => {
      const drawn = painted('find-hit').length
      const blocks = mounted.text.querySelectorAll('.block').length
      return drawn === blocks && blocks > 20
    }, 'every drawn paragraph has its hit')
  })
})

describe('the thread', () => {
  test('stops an expression that never ends, and continues with the next', async () => {
    const thread = createFindThread(300)
    const query = { ...PLAIN_QUERY, regex: true, pattern: '(a+)+$' }
    const start = performance.now()
    let frames = 0
    const count = (): void => {
      frames++
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
    const slow = await thread.inText('key', `${'a'.repeat(40)}b`, query)
    expect(slow).toMatchObject({ ok: false, failure: { code: 'too-slow' } })
    expect(performance.now() - start).toBeLessThan(5_000)
    // The window went on drawing.
    expect(frames).toBeGreaterThan(3)
    const quick = await thread.inText('key', 'banana', { ...query, pattern: 'an' })
    expect(quick.ok && hitCount(quick.value)).toBe(2)
    const given = thread.inText('key', `${'a'.repeat(40)}b`, query)
    thread.cancel()
    expect(await given).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    const after = await thread.inArticles([{ article: 'x', text: 'an apple' }], { ...PLAIN_QUERY, pattern: 'AN' }, 10)
    expect(after.ok && after.value).toMatchObject([{ article: 'x', fragments: [{ quote: 'an', suffix: ' apple' }] }])
  })
})

describe('the selection grows and shrinks', () => {
  test('from the caret, and back the way it came', async () => {
    const { press, selected, session } = await mount(TEXT)
    const at = TEXT.indexOf('rushed') + 2
    session.selectText({ start: at, end: at })
    const grown: string[] = []
    for (let i = 0; i < 5; i++) {
      await press('.')
      grown.push(selected())
    }
    expect(grown).toEqual([
      'rushed',
      'We will not be rushed,',
      '“We will not be rushed,”',
      '“We will not be rushed,” Ada Lind told Ada\u0301 👩‍🚀 today.',
      TEXT,
    ])
    await press('.')
    expect(selected()).toBe(TEXT)
    const shrunk: string[] = []
    for (let i = 0; i < 6; i++) {
      await press(',')
      shrunk.push(selected())
    }
    expect(shrunk).toEqual([...grown.slice(0, 4).toReversed(), '', ''])
    expect(session.getState().selection).toEqual({ start: at, end: at })
  })

  test('and starts anew when something else is selected', async () => {
    const { press, select, selected } = await mount(TEXT)
    select('rushed')
    await press('..')
    select('today')
    await press(',')
    expect(selected()).toBe('today')
    await press('.,')
    expect(selected()).toBe('today')
  })
})
