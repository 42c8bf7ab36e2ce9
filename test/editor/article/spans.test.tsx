import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { joinSpans, makeFragment } from '../../../model/annotation/annotate.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { annotate } from '../../support/fake-workbench.ts'
import { mount, type Mounted, rangeOf, until } from './mount.tsx'

const TEXT =
  'Harbour vote delayed\n\n“We will not,” Ada Lind said in the hall, “be rushed.”\n\nThe vote will wait until Friday.'

const spanOf = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length })

/** A quote in two fragments with a name and a cue between them. */
const SPLIT: Annotation = annotate(
  'a',
  'quote',
  '“We will not,”',
  { fragments: joinSpans([spanOf('“We will not,”'), spanOf('“be rushed.”')]).map((span) => makeFragment(TEXT, span)) },
  TEXT,
)
const NAME = annotate('a', 'entity', 'Ada Lind', {}, TEXT)
const CUE = annotate('a', 'cue', 'said', {}, TEXT)

const quotesOf = ({ session }: Mounted, type: string): string[][] =>
  [...(session.getState().open?.index ?? [])]
    .filter((annotation) => annotation.type === type)
    .map(({ fragments }) => fragments.map(({ quote }) => quote))

const gapOf = ({ text }: Mounted): string =>
  [...text.querySelectorAll('.seg.is-gap')].map(({ textContent }) => textContent).join('|')

const centre = (range: Range): { x: number; y: number } => {
  const box = range.getBoundingClientRect()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Moves the mouse between two places with the button down, as `dragTo` cannot: with keys held. */
const pointer = (target: Element, type: string, { x, y }: { x: number; y: number }): void => {
  const init = { clientX: x, clientY: y, pointerId: 1, button: 0, buttons: 1, bubbles: true, cancelable: true }
  target.dispatchEvent(new PointerEvent(type, init))
}

describe('fragments', () => {
  test('Alt and the key of a type add the selection, even after passing over other annotations', async () => {
    const mounted = await mount(TEXT, [NAME, CUE])
    mounted.select('“We will not,”')
    await mounted.press('q')
    mounted.session.select(CUE.id)
    mounted.select('“be rushed.”')
    await mounted.press('{Alt>}q{/Alt}')
    expect(quotesOf(mounted, 'quote')).toEqual([['“We will not,”', '“be rushed.”']])
    expect(mounted.session.getState().undoTitle).toMatch(/^Add a fragment to quote/)
    await mounted.press('{Control>}z{/Control}')
    await until(() => quotesOf(mounted, 'quote')[0]?.length === 1, 'one fragment is left')
  })

  test('say what is missing', async () => {
    const mounted = await mount(TEXT, [NAME])
    mounted.select('rushed')
    await mounted.press('{Alt>}q{/Alt}')
    expect(mounted.session.getState().notice?.text).toContain('There is no quote to add a fragment to.')
    mounted.session.select(NAME.id)
    await mounted.press('{Control>}{End}{/Control}{Alt>}e{/Alt}')
    expect(mounted.session.getState().notice?.text).toContain('the selection holds no text')
  })

  test('a selection with Ctrl held adds one by mouse, and shows no toolbar', async () => {
    const mounted = await mount(TEXT, [annotate('a', 'quote', '“We will not,”', {}, TEXT), NAME])
    mounted.session.select(annotate('a', 'quote', '“We will not,”', {}, TEXT).id)
    const { x, y } = centre(rangeOf(mounted.text, 'rushed'))
    const origin = mounted.text.getBoundingClientRect()
    await page
      .elementLocator(mounted.text)
      .dblClick({ position: { x: x - origin.x, y: y - origin.y }, modifiers: ['Control'] })
    await until(() => quotesOf(mounted, 'quote')[0]?.length === 2, 'there are two fragments')
    expect(quotesOf(mounted, 'quote')).toEqual([['“We will not,”', 'rushed']])
    expect(page.getByRole('toolbar', { name: 'Tag the selection' }).query()).toBeNull()
  })

  test('the one at the caret goes with Alt+Delete', async () => {
    const mounted = await mount(TEXT, [SPLIT])
    mounted.session.select(SPLIT.id)
    mounted.session.selectText({ start: spanOf('rushed').start, end: spanOf('rushed').start })
    await mounted.press('{Alt>}{Delete}{/Alt}')
    expect(quotesOf(mounted, 'quote')).toEqual([['“We will not,”']])
    await mounted.press('{Alt>}{Delete}{/Alt}')
    expect(mounted.session.getState().notice?.text).toContain('no fragment at the caret')
    mounted.session.selectText({ start: spanOf('will').start, end: spanOf('will').start })
    await mounted.press('{Alt>}{Delete}{/Alt}')
    expect(mounted.session.getState().notice?.text).toContain('This is all the text of the quote.')
    expect(mounted.session.getState().selected).toBe(SPLIT.id)
  })

  test('are joined by a dotted line while selected; annotations between them are painted as before', async () => {
    const mounted = await mount(TEXT, [SPLIT, NAME, CUE])
    expect(gapOf(mounted)).toBe('')
    const before = mounted.text.querySelectorAll('.seg').length
    mounted.session.select(SPLIT.id)
    expect(gapOf(mounted)).toBe(' |Ada Lind| |said| in the hall, ')
    expect([...mounted.text.querySelectorAll('.is-selected')].map(({ textContent }) => textContent)).toEqual([
      '“We will not,”',
      '“be rushed.”',
    ])
    const name = [...mounted.text.querySelectorAll<HTMLElement>('.is-gap')].find((e) => e.textContent === 'Ada Lind')
    expect(name?.className).toContain('-blue0-')
    mounted.session.select(null)
    expect([gapOf(mounted), mounted.text.querySelectorAll('.seg').length]).toEqual(['', before])
  })

  test('are joined under the pointer by highlights alone', async () => {
    const mounted = await mount(TEXT, [SPLIT, NAME])
    const elements = (): string => mounted.text.innerHTML.replaceAll(' data-hovered=""', '')
    const html = elements()
    const [first] = mounted.text.querySelectorAll('.seg')
    first?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    const shown = (name: string): string[] =>
      [...(CSS.highlights.get(name) ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = document.createRange()
        range.setStart(startContainer, startOffset)
        range.setEnd(endContainer, endOffset)
        return range.toString()
      })
    expect(shown('hovered-fragment')).toEqual(['“We will not,”', '“be rushed.”'])
    expect(shown('hovered-gap')).toEqual([' Ada Lind said in the hall, '])
    expect(elements()).toBe(html)
    expect(mounted.text.querySelectorAll('[data-hovered]').length).toBe(1)
    mounted.text.dispatchEvent(new PointerEvent('pointerleave'))
    expect(mounted.text.innerHTML).toBe(html)
    expect(shown('hovered-fragment')).toEqual([])
  })
})

describe('moving edges by keyboard', () => {
  test('M selects the fragment, Shift moves its end, X its start, Enter applies one change', async () => {
    const mounted = await mount(TEXT, [annotate('a', 'claim', 'vote will wait', {}, TEXT)])
    await mounted.press('n')
    await mounted.press('m')
    expect(mounted.selected()).toBe('vote will wait')
    await mounted.press('{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}')
    expect(mounted.selected().trim()).toBe('vote will wait until')
    await mounted.press('x{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}')
    expect(mounted.selected().trim()).toBe('The vote will wait until')
    expect(mounted.session.getState().selected).not.toBeNull()
    await mounted.press('{Enter}')
    expect(quotesOf(mounted, 'claim')).toEqual([['The vote will wait until']])
    expect(mounted.session.getState()).toMatchObject({ mode: null, selected: mounted.session.getState().lastSelected })
    expect(mounted.selected()).toBe('')
    await mounted.press('{Control>}z{/Control}')
    await until(() => quotesOf(mounted, 'claim')[0]?.[0] === 'vote will wait', 'one undo takes both edges back')
  })

  test('Tab switches the end too; Esc takes everything back', async () => {
    const mounted = await mount(TEXT, [annotate('a', 'claim', 'vote will wait', {}, TEXT)])
    await mounted.press('nm{Tab}{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    expect(mounted.selected()).toBe('te will wait')
    expect(document.activeElement).toBe(mounted.text)
    await mounted.press('{Escape}')
    expect(mounted.session.getState()).toMatchObject({ mode: null, undoTitle: null })
    expect([mounted.selected(), quotesOf(mounted, 'claim')]).toEqual(['', [['vote will wait']]])
    expect(mounted.session.getState().selected).not.toBeNull()
  })

  test('an edge that reaches another fragment joins it and says so', async () => {
    const mounted = await mount(TEXT, [SPLIT])
    await mounted.press('nm{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}{Enter}')
    expect(quotesOf(mounted, 'quote')).toEqual([['“We will not,” Ada Lind said in the hall, “be rushed.”']])
    expect(mounted.session.getState().notice?.text).toBe('Fragments that met have become one.')
  })
})

describe('moving edges by mouse', () => {
  const handle = async (mounted: Mounted, edge: 'start' | 'end'): Promise<HTMLElement> => {
    pointer(mounted.scroller, 'pointermove', centre(rangeOf(mounted.text, 'Friday')))
    await until(() => mounted.scroller.querySelector(`.edge-handle.is-${edge}`) !== null, 'the handles are there')
    const found = mounted.scroller.querySelector<HTMLElement>(`.edge-handle.is-${edge}`)
    if (!found) throw new Error('There is no handle')
    // The browser knows no pointer for made events.
    found.setPointerCapture = () => undefined
    return found
  }

  test('dragging a handle previews, letting go applies one change', async () => {
    const mounted = await mount(TEXT, [annotate('a', 'claim', 'vote will wait', {}, TEXT)])
    await mounted.press('n')
    const end = await handle(mounted, 'end')
    const box = rangeOf(mounted.text, 'until').getBoundingClientRect()
    pointer(end, 'pointerdown', { x: box.left, y: box.top + 4 })
    pointer(end, 'pointermove', { x: box.right, y: box.top + 4 })
    expect(mounted.selected()).toBe('vote will wait until')
    expect(mounted.session.getState().undoTitle).toBeNull()
    pointer(end, 'pointerup', { x: box.right, y: box.top + 4 })
    expect(quotesOf(mounted, 'claim')).toEqual([['vote will wait until']])
    expect(mounted.selected()).toBe('')
  })

  test('Esc while dragging changes nothing; handles are not for screen readers', async () => {
    const mounted = await mount(TEXT, [annotate('a', 'claim', 'vote will wait', {}, TEXT)])
    await mounted.press('n')
    const start = await handle(mounted, 'start')
    expect(start.closest('[aria-hidden="true"]')).not.toBeNull()
    const box = rangeOf(mounted.text, 'will wait').getBoundingClientRect()
    pointer(start, 'pointerdown', { x: box.left - 20, y: box.top + 4 })
    pointer(start, 'pointermove', { x: box.left, y: box.top + 4 })
    expect(mounted.selected()).toBe('will wait')
    await userEvent.keyboard('{Escape}')
    expect(mounted.selected()).toBe('')
    pointer(start, 'pointerup', { x: box.left, y: box.top + 4 })
    expect([quotesOf(mounted, 'claim'), mounted.session.getState().undoTitle]).toEqual([[['vote will wait']], null])
    expect(mounted.session.getState().selected).not.toBeNull()
  })
})

describe('annotations over one place', () => {
  const CLAIM = annotate('a', 'claim', 'vote will wait until Friday', {}, TEXT)
  const ENTITY = annotate('a', 'entity', 'vote', { id: 'vote-entity' }, TEXT.replace('Harbour vote', 'Harbour ----'))
  const STANCE = annotate('a', 'stance', 'vote will wait', {}, TEXT)
  const all = [CLAIM, ENTITY, STANCE]
  const picker = () => page.getByRole('listbox', { name: 'Annotations at this place' })
  const inside = TEXT.indexOf('vote will') + 2

  test('O lists them, shortest first; arrows and Enter select without moving the caret', async () => {
    const mounted = await mount(TEXT, all)
    mounted.session.selectText({ start: inside, end: inside })
    await mounted.press('o')
    await expect.element(picker()).toHaveFocus()
    expect(picker().element().textContent).toMatch(/^1EEntityvote2SStancevote will wait3CClaim/)
    expect((await axe.run(picker().element())).violations.map(({ id }) => id)).toEqual([])
    await mounted.press('{ArrowDown}{ArrowDown}{Enter}')
    expect(mounted.session.getState()).toMatchObject({ selected: CLAIM.id, selection: { start: inside, end: inside } })
    expect(document.activeElement).toBe(mounted.text)
    expect(picker().query()).toBeNull()
  })

  test('a digit selects at once, Esc closes back to the text', async () => {
    const mounted = await mount(TEXT, all)
    mounted.session.selectText({ start: inside, end: inside })
    await mounted.press('o2')
    expect(mounted.session.getState().selected).toBe(STANCE.id)
    await mounted.press('o')
    await expect.element(picker()).toHaveFocus()
    await mounted.press('{Escape}')
    expect(picker().query()).toBeNull()
    expect(document.activeElement).toBe(mounted.text)
    expect(mounted.session.getState().selected).toBe(STANCE.id)
  })

  test('a click offers them beside it and keeps the focus; the next movement takes them away', async () => {
    const mounted = await mount(TEXT, all)
    const { x, y } = centre(
      rangeOf(mounted.text.querySelectorAll<HTMLElement>('.section')[0] ?? mounted.text, 'vote will'),
    )
    const origin = mounted.text.getBoundingClientRect()
    await page.elementLocator(mounted.text).click({ position: { x: x - origin.x - 20, y: y - origin.y } })
    await expect.element(picker()).toBeVisible()
    expect(document.activeElement).toBe(mounted.text)
    const { selection } = mounted.session.getState()
    await picker().getByRole('option', { name: /Claim/ }).click()
    expect(mounted.session.getState()).toMatchObject({ selected: CLAIM.id, selection })
    await page.elementLocator(mounted.text).click({ position: { x: x - origin.x - 20, y: y - origin.y } })
    await expect.element(picker()).toBeVisible()
    await mounted.press('{ArrowRight}')
    expect(picker().query()).toBeNull()
  })

  test('a single one is selected; if there is none, a message says so', async () => {
    const mounted = await mount(TEXT, [CLAIM])
    mounted.session.selectText({ start: inside, end: inside })
    await mounted.press('o')
    expect(mounted.session.getState().selected).toBe(CLAIM.id)
    mounted.session.selectText({ start: 1, end: 1 })
    await mounted.press('o')
    expect(mounted.session.getState().notice?.text).toContain('There is no annotation at the caret.')
  })
})

describe('another type', () => {
  test('T changes it, D copies it, by the keys of the types; Esc leaves it', async () => {
    const mounted = await mount(TEXT, [SPLIT])
    await mounted.press('nt{Escape}')
    expect(quotesOf(mounted, 'quote')).toHaveLength(1)
    await mounted.press('tc')
    expect(quotesOf(mounted, 'claim')).toEqual([['“We will not,”', '“be rushed.”']])
    expect(mounted.session.getState().notice?.text).toContain('1 attribute did not fit.')
    await mounted.press('ds')
    const { selected, open } = mounted.session.getState()
    expect(open?.index.get(selected ?? '')?.type).toBe('stance')
    expect(quotesOf(mounted, 'stance')).toEqual(quotesOf(mounted, 'claim'))
  })
})
