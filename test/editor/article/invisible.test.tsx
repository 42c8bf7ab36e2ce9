import { describe, expect, test } from 'vitest'
import { type Mounted, mount, rangeOf, until } from './mount.tsx'

const SHY = '\u00ad'
const NBSP = '\u00a0'
const ZWSP = '\u200b'
const ZWNJ = '\u200c'
const ZWJ = '\u200d'
const RLM = '\u200f'

const ASTRONAUT = `👩🏽${ZWJ}🚀`
const TEXT = `The Donau${SHY}dampf${SHY}schiff had 30${NBSP}% on${ZWSP}${ZWSP}board, ${ASTRONAUT} said.\n\nEnd\tof${RLM} it.`

const TOGGLE = '{Control>}{Shift>}8{/Shift}{/Control}'

const signs = ({ text }: Mounted): string[] =>
  [...text.querySelectorAll<HTMLElement>('.invisible')].map(({ dataset, title }) => `${dataset.sign} ${title}`)

/** Where the caret stands after each press of a key, from the start of the article. */
async function walk({ press, session }: Mounted, key: string, times: number): Promise<string[]> {
  await press('{Control>}{Home}{/Control}')
  const stops: string[] = []
  for (let i = 0; i < times; i++) {
    await press(key)
    const { start, end } = session.getState().selection
    stops.push(`${start}-${end}`)
  }
  return stops
}

/** Width on screen of some words, in CSS pixels. */
const widthOf = (root: HTMLElement, words: string): number =>
  [...rangeOf(root, words).getClientRects()].reduce((sum, { width }) => sum + width, 0)

describe('invisible characters', () => {
  test('are shown by a key, each with a sign and a title, and hidden by it again', async () => {
    const mounted = await mount(TEXT)
    expect(signs(mounted)).toEqual([])
    const before = mounted.text.textContent
    await mounted.press(TOGGLE)
    expect(signs(mounted)).toEqual([
      '¬ soft hyphen (U+00AD)',
      '¬ soft hyphen (U+00AD)',
      '° no-break space (U+00A0)',
      '/ 2 × zero-width space (U+200B)',
      '→ tab (U+0009)',
      'RLM right-to-left mark (U+200F)',
    ])
    expect(mounted.text.textContent).toBe(before)
    const [shy] = mounted.text.querySelectorAll('.invisible')
    expect(getComputedStyle(shy as Element, '::before').content).toContain('¬')
    await mounted.press(TOGGLE)
    expect(signs(mounted)).toEqual([])
  })

  test('stay shown at the next start', async () => {
    const mounted = await mount(TEXT)
    await mounted.press(TOGGLE)
    expect(localStorage.getItem('invisibles:shown')).toBe('yes')
  })

  test.each([
    ['ArrowRight', '{ArrowRight}'],
    ['Shift+ArrowRight', '{Shift>}{ArrowRight}{/Shift}'],
    ['Ctrl+Shift+ArrowRight', '{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}'],
  ])('leave %s where it stopped without them', async (_name, key) => {
    const times = key.includes('Control') ? 16 : TEXT.length
    const plain = await walk(await mount(TEXT), key, times)
    const mounted = await mount(TEXT)
    await mounted.press(TOGGLE)
    expect(await walk(mounted, key, times)).toEqual(plain)
  })

  test('change nothing in what is selected, tagged and copied', async () => {
    const mounted = await mount(TEXT)
    await mounted.press(TOGGLE)
    const words = `Donau${SHY}dampf${SHY}schiff had 30${NBSP}% on${ZWSP}${ZWSP}board`
    mounted.select(words)
    expect(mounted.selected()).toBe(words)
    const clipboardData = new DataTransfer()
    mounted.text.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    expect(clipboardData.getData('text/plain')).toBe(words)
    await mounted.press('e')
    const [entity] = mounted.session.getState().open?.index ?? []
    expect(entity?.fragments).toMatchObject([{ start: 4, end: 4 + words.length, quote: words }])
    expect([...mounted.text.querySelectorAll<HTMLElement>('[data-chips]')].map(({ dataset }) => dataset.chips)).toEqual(
      ['E'],
    )
    const lined = [...mounted.text.querySelectorAll('.seg')].map(({ textContent }) => textContent)
    expect(lined.join('')).toBe(words)
  })

  test('have room for a letter where an annotation begins with one', async () => {
    const mounted = await mount(`a${SHY}b c`)
    await mounted.press(TOGGLE)
    mounted.select(`${SHY}b`)
    await mounted.press('e')
    const begins = mounted.text.querySelector('[data-chips]') as Element
    expect(getComputedStyle(begins, '::before').content).toContain('E')
    expect(getComputedStyle(begins, '::after').content).toContain('¬')
  })

  test('are not looked for inside an emoji', async () => {
    const { text, press } = await mount(TEXT)
    const before = widthOf(text, ASTRONAUT)
    await press(TOGGLE)
    expect(widthOf(text, ASTRONAUT)).toBe(before)
    const { startContainer, endContainer } = rangeOf(text, ASTRONAUT)
    expect(startContainer).toBe(endContainer)
  })

  test.each([
    ['an Arabic letter before a joiner', `و ه${ZWJ} ق`, 'ه'],
    ['an Arabic letter behind a joiner', `و ${ZWJ}ه ق`, 'ه'],
    ['Arabic letters before a joiner', `و به${ZWJ}هم ق`, 'به'],
    ['Arabic letters behind a joiner', `و به${ZWJ}هم ق`, 'هم'],
    ['Persian letters before a non-joiner', `و می${ZWNJ}خواهم ق`, 'می'],
    ['Persian letters behind a non-joiner', `و می${ZWNJ}خواهم ق`, 'خواهم'],
  ])('leave their shape to %s', async (_name, text, letters) => {
    const mounted = await mount(text)
    const before = widthOf(mounted.text, letters)
    await mounted.press(TOGGLE)
    expect(signs(mounted)).toHaveLength(1)
    expect(widthOf(mounted.text, letters)).toBeCloseTo(before, 1)
  })

  test('let a joiner touch the letter before it, which a half Devanagari letter needs', async () => {
    const { text, press } = await mount(`क्${ZWJ}ष`)
    await press(TOGGLE)
    const joiner = text.querySelector('.invisible') as Element
    expect(getComputedStyle(joiner, '::before').content).toBe('none')
    expect(getComputedStyle(joiner, '::after').content).toContain('+')
  })

  test('stand outside of the stretch of another direction that they begin and end', async () => {
    const { text, press } = await mount('He said \u202edesrever\u202c and \u2067isolated\u2069 things.')
    await press(TOGGLE)
    const places = [...text.querySelectorAll('.invisible')].map((sign) =>
      getComputedStyle(sign, '::before').content === 'none' ? 'behind' : 'before',
    )
    expect(places).toEqual(['before', 'behind', 'before', 'behind'])
  })

  test('leave the lines of annotations at one height', async () => {
    const mounted = await mount(`The Donau${SHY}dampf${ZWSP}schiff${NBSP}vote`)
    mounted.select(`Donau${SHY}dampf${ZWSP}schiff${NBSP}vote`)
    await mounted.press(`e${TOGGLE}`)
    const bottoms = [...mounted.text.querySelectorAll('.seg')].map((seg) => seg.getBoundingClientRect().bottom)
    expect(bottoms.length).toBe(7)
    expect(new Set(bottoms).size).toBe(1)
  })

  test('take no room where they have their own', async () => {
    const mounted = await mount(`30${NBSP}% of it\u2003all`)
    const { text, press } = mounted
    const end = rangeOf(text, 'all').getBoundingClientRect().right
    await press(TOGGLE)
    expect(signs(mounted)).toHaveLength(2)
    expect(rangeOf(text, 'all').getBoundingClientRect().right).toBeCloseTo(end, 0)
  })

  test('are marked in the parts of a long article that are drawn', async () => {
    const paragraph = `The har${SHY}bour vote will wait until Friday, 30${NBSP}% of them said. `.repeat(10)
    const long = await mount(Array.from({ length: 600 }, () => paragraph).join('\n\n'))
    await long.press(TOGGLE)
    const drawn = (): number => long.text.querySelectorAll('.is-drawn .block').length
    expect(signs(long)).toHaveLength(drawn() * 20)
    expect(drawn()).toBeLessThan(200)
    long.scroller.scrollTop = long.scroller.scrollHeight / 2
    await until(() => {
      const middle = long.scroller.getBoundingClientRect().top + 200
      return [...long.text.querySelectorAll('.invisible')].some(
        (sign) => Math.abs(sign.getBoundingClientRect().top - middle) < 100,
      )
    }, 'the signs of the middle are drawn')
  })
})
