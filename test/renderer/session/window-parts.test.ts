import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { commandsFor } from '../../../renderer/commands/commands.ts'
import { formatBytes, formatCount, formatDuration } from '../../../renderer/components/format.ts'
import { segmentByKey } from '../../../renderer/components/segmented-control.tsx'
import { keyLabel, keyName } from '../../../renderer/input/keys.ts'
import { confidenceFrom, webAddressProblem } from '../../../renderer/panels/annotations/annotation-labels.ts'
import { attributeSummary } from '../../../renderer/session/annotations/attribute-summary.ts'
import { choicesOf } from '../../../renderer/panels/inspector/attribute-field.tsx'
import { selectionLabel } from '../../../renderer/panels/frame/selection-label.ts'
import { createTypeahead } from '../../../renderer/panels/articles/typeahead.ts'
import { createDraft, DRAFT_PAUSE } from '../../../renderer/session/annotations/draft.ts'
import { annotate } from '../../support/fake-workbench.ts'

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('is handed over once a pause, with the last text', () => {
    const commit = vi.fn<(text: string) => void>()
    const draft = createDraft(commit, () => undefined)
    draft.type('N')
    vi.advanceTimersByTime(DRAFT_PAUSE - 1)
    draft.type('No')
    vi.advanceTimersByTime(DRAFT_PAUSE - 1)
    expect(commit).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(commit.mock.calls).toEqual([['No']])
    vi.advanceTimersByTime(DRAFT_PAUSE * 2)
    expect(commit).toHaveBeenCalledTimes(1)
  })

  test('is handed over at once when asked, and not a second time', () => {
    const commit = vi.fn<(text: string) => void>()
    const onHold = vi.fn<(holds: boolean) => void>()
    const draft = createDraft(commit, onHold)
    draft.flush()
    expect(onHold).not.toHaveBeenCalled()
    draft.type('Not')
    draft.type('Note')
    expect(onHold.mock.calls).toEqual([[true]])
    draft.flush()
    draft.flush()
    vi.runAllTimers()
    expect(commit.mock.calls).toEqual([['Note']])
    expect(onHold.mock.calls).toEqual([[true], [false]])
  })
})

describe('typing in the list of articles', () => {
  const titles = ['Budget', 'Bridge', 'Harbour', 'Strike', 'Bread']
  const title = (row: number): string => titles[row] ?? ''

  test('the same letter again goes on, more letters narrow', () => {
    let time = 0
    const find = createTypeahead(() => time)
    expect(find('b', 0, 5, title)).toBe(1)
    expect(find('b', 1, 5, title)).toBe(4)
    time = 5_000
    expect(find('b', 4, 5, title)).toBe(0)
    expect(find('r', 0, 5, title)).toBe(1)
    expect(find('e', 1, 5, title)).toBe(4)
  })

  test('named keys and what no title begins with lead nowhere', () => {
    const find = createTypeahead(() => 0)
    expect(find('Escape', 0, 5, title)).toBeNull()
    expect(find(' ', 0, 5, title)).toBeNull()
    expect(find('z', 0, 5, title)).toBeNull()
  })
})

describe('segments by key', () => {
  const segments = choicesOf(
    [
      { id: 'direct', name: 'Direct' },
      { id: 'mixed', name: 'Mixed' },
      { id: 'modal', name: 'Modal' },
    ],
    '',
  )

  test('letters choose, the same letter goes on, Delete clears, other keys are left alone', () => {
    expect(segmentByKey(segments, '', 'd')?.value).toBe('direct')
    expect(segmentByKey(segments, 'direct', 'M')?.value).toBe('mixed')
    expect(segmentByKey(segments, 'mixed', 'm')?.value).toBe('modal')
    expect(segmentByKey(segments, 'mixed', 'Delete')?.value).toBe('')
    // "Not set" is no value: N stays the key of the next annotation.
    expect(segmentByKey(segments, 'mixed', 'n')).toBeUndefined()
    expect(segmentByKey(segments, 'mixed', 'ArrowLeft')).toBeUndefined()
  })

  test('a retired value is offered only where it is set, an unknown one is kept', () => {
    const values = [{ id: 'old', name: 'Old', retired: true }]
    expect(choicesOf(values, '').map(({ value }) => value)).toEqual([''])
    expect(choicesOf(values, 'old').map(({ value }) => value)).toEqual(['', 'old'])
    expect(choicesOf(values, 'foreign').map(({ value }) => value)).toEqual(['', 'foreign'])
  })
})

describe('facts', () => {
  test('values shared by two attributes carry the name of theirs', () => {
    const claim = newsAttribution.types.find(({ id }) => id === 'claim')
    const attributes = { kind: 'quantity', checkworthy: 'yes', evidence: 'https://example.org', statement: 'So many.' }
    expect(attributeSummary(claim, annotate('a', 'claim', 'vote', { attributes }))).toBe(
      'Quantity · Check-worthy: yes · So many.',
    )
    expect(attributeSummary(undefined, annotate('a', 'claim', 'vote', { attributes }))).toBe('')
  })

  test('an attribute that is called as what every object has is not there where nobody filled it in', () => {
    const [claim] = newsAttribution.types
    const named = claim && {
      ...claim,
      attributes: [{ id: 'constructor', name: 'Constructor', input: 'text' as const }],
    }
    const empty = annotate('a', claim?.id ?? '', 'vote', { attributes: {} })
    expect(attributeSummary(named, empty)).toBe('')
    const filled = { ...empty, attributes: { ['constructor']: 'Ferrari' } }
    expect(attributeSummary(named, filled)).toBe('Ferrari')
  })

  test.each([
    ['', null],
    ['0', 0],
    ['85', 0.85],
    ['100', 1],
    ['101', undefined],
    ['-1', undefined],
    ['much', undefined],
  ])('confidence %j', (text, value) => expect(confidenceFrom(text)).toBe(value))

  test('web addresses', () => {
    for (const good of ['', 'https://example.org/a?b', 'http://example.org']) expect(webAddressProblem(good)).toBeNull()
    for (const bad of ['example', 'javascript:alert(1)', 'file:///etc', 'https://'])
      expect(webAddressProblem(bad)).toBeTypeOf('string')
  })

  test('numbers for reading', () => {
    expect([0, 1, 60_000].map((n) => formatCount(n, 'annotation'))).toEqual([
      '0 annotations',
      '1 annotation',
      '60,000 annotations',
    ])
    expect([1, 999, 1_000, 999_499, 999_999, 25_000_000].map(formatBytes)).toEqual([
      '1 byte',
      '999 bytes',
      '1.0 kB',
      '999 kB',
      '1.0 MB',
      '25 MB',
    ])
    expect([40, 12_345, 125_000].map(formatDuration)).toEqual(['0.0 s', '12 s', '2 min 5 s'])
  })
})

describe('the selection in the status bar', () => {
  test('names both units where they differ', () => {
    const text = '🙂 hello'
    const converter = offsetConverter(text, 'codepoint')
    expect(selectionLabel({ start: 3, end: 8 }, converter).label).toBe('Selection 3–8 (code points 2–7) · 5 characters')
    expect(selectionLabel({ start: 0, end: 0 }, converter).label).toBe('Position 0')
    expect(selectionLabel({ start: 3, end: 3 }, converter).label).toBe('Position 3 (code points 2)')
    expect(selectionLabel({ start: 3, end: 8 }, null).label).toBe('Selection 3–8 · 5 characters')
  })
})

describe('keys', () => {
  const press = (init: Partial<KeyboardEvent>): KeyboardEvent =>
    ({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...init }) as KeyboardEvent

  test.each([
    [{ key: 'e', code: 'KeyE' }, 'linux', 'E'],
    [{ key: 'N', code: 'KeyN', shiftKey: true }, 'linux', 'Shift+N'],
    [{ key: '?', code: 'Slash', shiftKey: true }, 'linux', '?'],
    [{ key: 'F6', code: 'F6', shiftKey: true }, 'linux', 'Shift+F6'],
    [{ key: 'z', code: 'KeyZ', ctrlKey: true, shiftKey: true }, 'linux', 'Mod+Shift+Z'],
    [{ key: 'z', code: 'KeyZ', metaKey: true }, 'darwin', 'Mod+Z'],
    [{ key: 'z', code: 'KeyZ', ctrlKey: true }, 'darwin', 'Other+Z'],
    // A Cyrillic layout types another letter on the place of E.
    [{ key: 'у', code: 'KeyE' }, 'linux', 'E'],
    // Ctrl+Shift+8 is one key on an English keyboard and on a German one.
    [{ key: '*', code: 'Digit8', ctrlKey: true, shiftKey: true }, 'linux', 'Mod+Shift+8'],
    [{ key: '(', code: 'Digit8', ctrlKey: true, shiftKey: true }, 'win32', 'Mod+Shift+8'],
    [{ key: '(', code: 'Digit8', shiftKey: true }, 'linux', '('],
  ] as const)('%j on %s is %s', (event, platform, name) => expect(keyName(press(event), platform)).toBe(name))

  test('labels follow the platform', () => {
    expect(keyLabel('Mod+Shift+Z', 'linux')).toBe('Ctrl+Shift+Z')
    expect(keyLabel('Mod+Shift+Z', 'darwin')).toBe('⇧⌘Z')
    expect(keyLabel('Mod+ArrowLeft', 'darwin')).toBe('⌘←')
  })

  test('no key means two commands in one place, and no id is there twice', () => {
    const { codebook, ...rest } = { codebook: newsAttribution }
    const commands = commandsFor({ ...rest, codebook })
    const keys = commands.flatMap(({ scope, keys: own }) => own.map((key) => `${scope} ${key}`))
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
    expect(commands.filter(({ id }) => id.startsWith('tag.')).map(({ keys: [key] }) => key)).toEqual([
      'E',
      'Q',
      'C',
      'S',
      'K',
    ])
  })
})
