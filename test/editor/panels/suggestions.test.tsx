import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { annotate, makeArticle, NOW } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, type TestWindow, useTheme, violations } from './window-in-test.tsx'

const TEXT =
  'Harbour vote delayed\n\n“We will not be rushed,” Ada Lind told reporters. “Ask me in June.”\n\nTom Berg called the plan “a bridge to nowhere at all”. “No,” one of the drivers said.'
const CLAIM = annotate('a', 'claim', 'Harbour vote', {}, TEXT)
const PROJECT = {
  articles: [makeArticle('a', { title: 'Harbour vote delayed', textLength: TEXT.length })],
  texts: { a: TEXT },
  annotations: [CLAIM],
}

const list = () => page.getByRole('listbox', { name: 'Suggestions for this article' })
const option = (name: RegExp) => list().getByRole('option', { name })
const dialog = (name: string) => page.getByRole('dialog', { name })
const accepted = ({ session }: TestWindow): string[] =>
  [...(session().getState().open?.index ?? [])].map(({ type, fragments }) => `${type} ${fragments[0]?.quote}`)

async function suggesting(readOnly: string | null = null): Promise<TestWindow> {
  const window = await showWindow({ ...PROJECT, readOnly })
  await expect.element(page.getByRole('option', { name: /Harbour vote/ }).last()).toBeVisible()
  await page.getByRole('button', { name: 'Suggestions', exact: true }).click()
  await expect.element(option(/We will not be rushed/)).toBeVisible()
  return window
}

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('the list and the walk', async () => {
    await suggesting()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{F8}')
    await expect.element(page.getByRole('button', { name: /Accept$/ })).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('accepting all', async () => {
    await suggesting()
    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await expect.element(dialog('Accept suggestions')).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('what was rejected', async () => {
    await suggesting()
    await userEvent.keyboard('{F8}{Backspace}')
    await page.getByRole('button', { name: '1 rejected…' }).click()
    await expect.element(dialog('Rejected suggestions')).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('a small window, and nothing to suggest', async () => {
    await page.viewport(760, 520)
    await suggesting()
    expect(await violations()).toEqual([])
    closeWindow()
    const text = 'Nothing said\n\nNobody spoke.'
    await showWindow({ articles: [makeArticle('a', { textLength: text.length })], texts: { a: text } })
    await page.getByRole('button', { name: 'Suggestions', exact: true }).click()
    await expect.element(page.getByText('There is nothing to suggest in this article.')).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

describe('the list of suggestions', () => {
  test('says type, words, speaker, cue, and what is not sure', async () => {
    await suggesting()
    await expect
      .element(option(/^Quote, suggested “We will not be rushed,” … “Ask me in June.” Speaker: Ada Lind · Cue: told$/))
      .toBeVisible()
    await expect.element(option(/“No,” Cue: said · not sure$/)).toBeVisible()
    await expect.element(page.getByRole('status').filter({ hasText: /^3 suggestions$/ })).toBeInTheDocument()
  })

  test('arrows walk, Enter accepts, Backspace rejects, and the focus stays', async () => {
    const window = await suggesting()
    list().element().focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(window.session().getState().mode?.kind).toBe('suggestion')
    await userEvent.keyboard('{Enter}')
    expect(accepted(window)).toEqual([
      'claim Harbour vote',
      'quote “We will not be rushed,”',
      'entity Ada Lind',
      'cue told',
    ])
    await expect.element(option(/We will not/)).not.toBeInTheDocument()
    await expect.element(option(/a bridge to nowhere/)).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Backspace}')
    await expect.element(option(/a bridge to nowhere/)).not.toBeInTheDocument()
    await expect.element(list()).toHaveFocus()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(option(/a bridge to nowhere/)).toHaveAttribute('aria-selected', 'true')
    await window.session().settled()
    expect(window.saved.map(({ change }) => change.title)).toEqual([
      'Accept quote “We will not be rushed,” … “Ask me in Ju…',
      'Reject quote “a bridge to nowhere at all”',
      'Reject quote “a bridge to nowhere at all”',
    ])
  })

  test('Enter on a button presses it, whatever the walk stands on', async () => {
    const window = await suggesting()
    await userEvent.keyboard('{F8}')
    const reject = page.getByRole('button', { name: /Reject$/ })
    await expect.element(reject).toBeVisible()
    reject.element().focus()
    await userEvent.keyboard('{Enter}')
    expect(accepted(window)).toEqual(['claim Harbour vote'])
    expect(window.session().getState().open?.rejections.size).toBe(1)
  })

  test('is there again in the next window, and goes by its key', async () => {
    await suggesting()
    expect(localStorage.getItem('suggestions:shown')).toBe('yes')
    await userEvent.keyboard('{Control>}j{/Control}')
    await expect.element(list()).not.toBeInTheDocument()
    expect(localStorage.getItem('suggestions:shown')).toBe('no')
  })

  test('can be looked through in a project that is open for reading, not accepted', async () => {
    const window = await suggesting('It is open in another window.')
    await userEvent.keyboard('{F8}')
    await expect.element(page.getByRole('button', { name: /Accept$/ })).toBeDisabled()
    await userEvent.keyboard('{Enter}{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    expect(accepted(window)).toEqual(['claim Harbour vote'])
    expect(window.window.getState().dialog).toBeNull()
  })
})

describe('accepting all', () => {
  test('ticks what is sure; Space and the head of a group tick; Enter accepts as one act', async () => {
    const window = await suggesting()
    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    await expect.element(page.getByRole('button', { name: 'Accept 2' })).toBeVisible()
    const places = page.getByRole('listbox', { name: 'Suggestions', exact: true })
    await expect.element(places).toHaveFocus()
    await userEvent.keyboard(' ')
    await expect.element(page.getByRole('button', { name: 'Accept 3' })).toBeVisible()
    await userEvent.keyboard(' ')
    await expect.element(page.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled()
    await userEvent.keyboard('{ArrowDown} {ArrowDown} ')
    await expect.element(places.getByRole('option', { name: /Cue: called/ })).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog('Accept suggestions')).not.toBeInTheDocument()
    expect(accepted(window).filter((line) => line.startsWith('quote'))).toHaveLength(2)
    expect(window.session().getState().undoTitle).toBe('Accept 2 suggestions')
    await expect.poll(() => document.activeElement?.closest('[data-pane="text"]')).not.toBeNull()
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(accepted(window)).toEqual(['claim Harbour vote'])
  })

  test('nothing is tagged when it is cancelled', async () => {
    const window = await suggesting()
    await page.getByRole('button', { name: 'Accept all suggestions' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(accepted(window)).toEqual(['claim Harbour vote'])
    expect(window.saved).toEqual([])
  })
})

test('what programs elsewhere predicted is listed, accepted and rejected beside it, and says who predicted it', async () => {
  const said = { article: 'a', attributes: {}, links: [], source: 'ner-3', score: 0.75, note: '', createdAt: NOW }
  const start = TEXT.indexOf('drivers')
  const fragments = [makeFragment(TEXT, { start, end: start + 7 })]
  const predictions: readonly Prediction[] = [
    { kind: 'prediction', id: 'p1', type: 'entity', fragments, ...said },
    { kind: 'prediction', id: 'p2', type: 'stance', fragments: [], ...said },
  ]
  const window = await showWindow({ ...PROJECT, predictions })
  await page.getByRole('button', { name: 'Suggestions', exact: true }).click()
  await expect.element(option(/^Stance, suggested About the whole article ner-3, 75 %$/)).toBeVisible()
  await expect.element(option(/^Entity, suggested drivers .*ner-3, 75 %$/)).toBeVisible()
  expect(await violations()).toEqual([])
  list().element().focus()
  await userEvent.keyboard('{Home}{Enter}')
  expect(accepted(window)).toEqual(['stance undefined', 'claim Harbour vote'])
  await option(/drivers/).click()
  await userEvent.keyboard('{Backspace}')
  await expect.element(option(/drivers/)).not.toBeInTheDocument()
  await page.getByRole('button', { name: '1 rejected…' }).click()
  const places = page.getByRole('listbox', { name: 'Rejected suggestions' })
  await expect.element(places.getByRole('option', { name: /Predicted: entity/ })).toBeVisible()
  expect(await violations()).toEqual([])
})

test('rejections are listed with who and when, and taken back', async () => {
  const window = await suggesting()
  await userEvent.keyboard('{F8}{Backspace}{Backspace}{Backspace}')
  await expect.element(page.getByText('There is nothing to suggest in this article.')).toBeVisible()
  await page.getByRole('button', { name: '3 rejected…' }).click()
  const places = page.getByRole('listbox', { name: 'Rejected suggestions' })
  await expect.element(places.getByRole('option', { name: /Rejected by Ada Lind/ }).last()).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Take back', exact: true })).toBeDisabled()
  await places.getByRole('option', { name: /“No,”/ }).last().click()
  await page.getByRole('button', { name: 'Take back 1' }).click()
  await expect.element(option(/“No,”/)).toBeVisible()
  expect(window.session().getState().open?.rejections.size).toBe(2)
  expect(window.session().getState().undoTitle).toBe('Take back the rejection of “No,”')
  expect(NOW).toBe([...(window.session().getState().open?.rejections.values() ?? [])][0]?.createdAt)
})
