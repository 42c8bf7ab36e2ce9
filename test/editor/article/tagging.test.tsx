import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { annotate } from '../../support/fake-workbench.ts'
import { mount, type Mounted, rangeOf, until } from './mount.tsx'

const TEXT =
  'Harbour vote delayed\n\n“We will not be rushed,” Ada Lind told reporters 👩‍🚀 today.\n\nThe vote will wait until Friday.'

const quotes = ({ session }: Mounted): string[] =>
  [...(session.getState().open?.index ?? [])].map(({ type, fragments }) => `${type}: ${fragments[0]?.quote}`)

/** The lane classes and chips over some words, in order. */
const paintOf = ({ text }: Mounted): string[] =>
  [...text.querySelectorAll<HTMLElement>('.seg')].map(
    ({ textContent, dataset }) => `${textContent}${dataset.chips ? ` [${dataset.chips}]` : ''}`,
  )

describe('tagging by keyboard', () => {
  test.each([
    ['e', 'entity'],
    ['q', 'quote'],
    ['c', 'claim'],
    ['s', 'stance'],
    ['k', 'cue'],
  ])('%s tags the selection as %s', async (key, type) => {
    const mounted = await mount(TEXT)
    mounted.select('Ada Lind')
    await mounted.press(key)
    expect(quotes(mounted)).toEqual([`${type}: Ada Lind`])
    expect(paintOf(mounted)).toEqual([`Ada Lind [${key.toUpperCase()}]`])
  })

  test('trims white space and never splits a character', async () => {
    const mounted = await mount(TEXT)
    mounted.select(' told reporters ')
    await mounted.press('k')
    const astronaut = TEXT.indexOf('👩')
    mounted.session.setSelection({ start: astronaut + 1, end: astronaut + 2 })
    await mounted.press('e')
    expect(quotes(mounted)).toEqual(['cue: told reporters', 'entity: 👩'])
  })

  test('says what to do when nothing is selected', async () => {
    const mounted = await mount(TEXT)
    await mounted.press('{Control>}{Home}{/Control}e')
    expect(quotes(mounted)).toEqual([])
    expect(mounted.session.getState().notice?.text).toContain('Select some text first')
  })

  test('shows nested, overlapping and identical spans, each in a lane of its own', async () => {
    const mounted = await mount(TEXT)
    mounted.select('“We will not be rushed,” Ada Lind')
    await mounted.press('q')
    mounted.select('Ada Lind told reporters')
    await mounted.press('cc')
    expect(paintOf(mounted)).toEqual(['“We will not be rushed,”  [Q]', 'Ada Lind [CC]', ' told reporters'])
    const middle = mounted.text.querySelectorAll<HTMLElement>('.seg')[1]
    expect(middle?.className).toMatch(/lanes-orange1-green2-green2/)
    expect(getComputedStyle(middle as HTMLElement).backgroundImage.match(/linear-gradient/g)).toHaveLength(3)
  })

  test('counts annotations with neither letter nor line once', async () => {
    const mounted = await mount(TEXT)
    mounted.select('“We will not be rushed,” Ada Lind')
    await mounted.press('q')
    mounted.select('Ada Lind')
    await mounted.press('eeee')
    // Five over the name: the quote and two entities have lines, three entities have letters.
    expect(paintOf(mounted)).toEqual(['“We will not be rushed,”  [Q]', 'Ada Lind [EEE+1]'])
  })

  test('tags once however long the key is held', async () => {
    const mounted = await mount(TEXT)
    mounted.select('Ada Lind')
    for (const repeat of [false, true, true]) {
      const key = { key: 'e', code: 'KeyE', repeat, bubbles: true, cancelable: true }
      mounted.text.dispatchEvent(new KeyboardEvent('keydown', key))
    }
    expect(quotes(mounted)).toEqual(['entity: Ada Lind'])
  })
})

describe('the selected annotation', () => {
  test('walks with N, Shift+N and the brackets, around the ends', async () => {
    const mounted = await mount(TEXT, [
      annotate('a', 'entity', 'Harbour', {}, TEXT),
      annotate('a', 'entity', 'vote will', {}, TEXT),
    ])
    const walked: string[] = []
    for (const keys of ['n', 'n', 'n', '{Shift>}n{/Shift}', '[[', ']']) {
      await mounted.press(keys)
      const { selected, open } = mounted.session.getState()
      walked.push(open?.index.get(selected ?? '')?.fragments[0]?.quote ?? '')
    }
    expect(walked).toEqual(['Harbour', 'vote will', 'Harbour', 'vote will', 'Harbour', 'vote will'])
  })

  test('is the shortest under a click, and none beside it', async () => {
    const mounted = await mount(TEXT, [
      annotate('a', 'quote', '“We will not be rushed,” Ada Lind', {}, TEXT),
      annotate('a', 'entity', 'Ada Lind', {}, TEXT),
    ])
    const click = async (words: string) => {
      const box = rangeOf(mounted.text, words).getBoundingClientRect()
      const origin = mounted.text.getBoundingClientRect()
      await page
        .elementLocator(mounted.text)
        .click({ position: { x: box.x - origin.x + box.width / 2, y: box.y - origin.y + box.height / 2 } })
      const { selected, open } = mounted.session.getState()
      return open?.index.get(selected ?? '')?.type ?? null
    }
    expect(await click('Lind')).toBe('entity')
    expect(await click('not be')).toBe('quote')
    expect(await click('until')).toBe(null)
  })

  test('goes with Delete and comes back with undo, painted as before', async () => {
    const mounted = await mount(TEXT, [
      annotate('a', 'entity', 'Ada Lind', {}, TEXT),
      annotate('a', 'quote', 'Lind told', {}, TEXT),
    ])
    const before = paintOf(mounted)
    await mounted.press('n{Delete}')
    expect(paintOf(mounted)).toEqual(['Lind told [Q]'])
    await mounted.press('{Control>}z{/Control}')
    await until(() => paintOf(mounted).length === before.length, 'undo is painted')
    expect(paintOf(mounted)).toEqual(before)
    await mounted.press('{Control>}{Shift>}z{/Shift}{/Control}')
    await until(() => paintOf(mounted).length === 1, 'redo is painted')
  })
})

describe('tagging by mouse', () => {
  test('a toolbar appears at the selection and tags it', async () => {
    const mounted = await mount(TEXT)
    const box = rangeOf(mounted.text, 'rushed').getBoundingClientRect()
    const origin = mounted.text.getBoundingClientRect()
    await page.elementLocator(mounted.text).dblClick({
      position: { x: box.x - origin.x + box.width / 2, y: box.y - origin.y + box.height / 2 },
    })
    const toolbar = page.getByRole('toolbar', { name: 'Tag the selection' })
    await toolbar.getByRole('button', { name: 'Claim' }).click()
    expect(quotes(mounted)).toEqual(['claim: rushed'])
    expect(toolbar.query()).toBeNull()
    expect(document.activeElement).toBe(mounted.text)
  })
})
