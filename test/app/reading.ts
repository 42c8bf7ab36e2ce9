import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/*
 * The article of the end-to-end tests, and hands on keyboard and mouse for it. Written for the tests: quotes of three
 * kinds, claims, stances, an emoji of several code points, curly quotation marks.
 */

export const ARTICLE = [
  'Lindhaven council delays harbour vote',
  'Mayor Ada Lind said on Monday that the council needs more time. “We will not be rushed,” she told reporters 👩‍🚀 outside.',
  'Residents say 1,200 jobs depend on the ferry.',
  'The Harbour Union strongly opposes the plan, its chairman Tom Berg wrote 🚢 in a letter.',
].join('\n\n')

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Steps of the caret over some text: one for each character as people count them. */
const stepsOver = (text: string): number => [...graphemes.segment(text)].length

/** Selects some words with the keyboard alone: to the paragraph, to the words, over the words. */
export async function selectByKeys(page: Page, words: string, article = ARTICLE): Promise<void> {
  const paragraphs = article.split('\n\n')
  const index = paragraphs.findIndex((paragraph) => paragraph.includes(words))
  const before = (paragraphs[index] ?? '').split(words)[0] ?? ''
  const press = async (key: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await page.keyboard.press(key)
  }
  await page.keyboard.press('Control+Home')
  await press('Control+ArrowDown', index)
  if (index > 0) await page.keyboard.press('ArrowRight')
  await press('ArrowRight', stepsOver(before))
  await press('Shift+ArrowRight', stepsOver(words))
}

/** Waits until everything is on disk. */
export const untilSaved = (page: Page): Promise<void> =>
  page.getByRole('contentinfo').getByText('Saved', { exact: true }).waitFor({ timeout: 10_000 })

/** The annotations in the list on the right: "Entity Ada Lind Name"… */
export const listed = async (page: Page): Promise<string[]> => {
  const list = page.getByRole('listbox', { name: 'Annotations of this article' })
  const names = await list.getByRole('option').allTextContents()
  return names.map((name) => name.replaceAll(/\s+/g, ' ').trim())
}

/** Waits until the list holds so many annotations. */
export async function untilListed(page: Page, count: number): Promise<void> {
  await expect.poll(async () => (await listed(page)).length, { timeout: 10_000 }).toBe(count)
}

/** The suggestions as their list shows them. */
export const suggested = async (page: Page): Promise<string[]> => {
  const names = await page
    .getByRole('listbox', { name: 'Suggestions for this article' })
    .getByRole('option')
    .allTextContents()
  return names.map((name) => name.replaceAll(/\s+/g, ' ').trim())
}

export async function untilSuggested(page: Page, count: number): Promise<void> {
  await expect.poll(async () => (await suggested(page)).length, { timeout: 10_000 }).toBe(count)
}
