import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Relation } from '../../../model/record/relation.ts'
import { annotate, makeArticle, NOW } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow } from './window-in-test.tsx'

const ADA = annotate('a', 'entity', 'Ada Lind')
const PROJECT = { articles: [makeArticle('a', { title: 'Harbour vote delayed' })], annotations: [ADA] }

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

const said = (sentence: string) => page.getByRole('contentinfo').getByRole('status').getByText(sentence)

test('what is removed at one key is named, with the way back', async () => {
  const { session } = await showWindow(PROJECT)
  await expect.element(page.getByRole('option', { name: /Ada Lind/ })).toBeVisible()
  session().select(ADA.id)
  await userEvent.keyboard('{Delete}')
  await expect.element(said('Removed entity “Ada Lind”. Undo brings it back.')).toBeInTheDocument()
})

test('links from other articles go with what they lead to, and are counted', async () => {
  const quote = { ...annotate('b', 'quote', '“We will not be rushed,”'), id: 'quote-in-b' }
  const link: Relation = {
    kind: 'relation',
    id: 'link',
    article: 'b',
    role: 'speaker',
    source: quote.id,
    target: { annotation: ADA.id },
    attributes: {},
    annotator: 'me',
    createdAt: NOW,
    updatedAt: NOW,
  }
  const articles = [...PROJECT.articles, makeArticle('b', { title: 'Budget' })]
  const { session, saved } = await showWindow({ articles, annotations: [ADA, quote], relations: [link] })
  await expect.element(page.getByRole('option', { name: /Ada Lind/ })).toBeVisible()
  session().select(ADA.id)
  const from = page.getByRole('list', { name: 'Linked from' })
  await expect.element(from.getByRole('button', { name: 'From the article “Budget”' })).toBeVisible()
  await userEvent.keyboard('{Delete}')
  const sentence = 'Removed entity “Ada Lind”, with 1 link from other articles. Undo brings it back.'
  await expect.element(said(sentence)).toBeInTheDocument()
  await session().settled()
  expect(saved.map(({ change }) => change.removed.map(({ id }) => id))).toEqual([[link.id, ADA.id]])
  expect(session().getState().save).toEqual({ kind: 'saved' })
})

test('an article that is removed is named, and the focus goes on in the list', async () => {
  await showWindow(PROJECT)
  await page.getByRole('button', { name: 'Remove article from project' }).click()
  const sentence = 'Removed article “Harbour vote delayed” with all that was tagged in it. Undo brings it back.'
  await expect.element(said(sentence)).toBeInTheDocument()
  await expect.poll(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane).toBe('articles')
})

test('a press beside a dialog does not throw away what was typed in it', async () => {
  const { window } = await showWindow(PROJECT)
  window.openDialog('article-details')
  const outlet = page.getByRole('textbox', { name: 'Outlet' })
  await outlet.fill('Coast Daily')
  document.elementFromPoint(5, 400)?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  await userEvent.click(document.elementFromPoint(5, 400) as HTMLElement, { position: { x: 5, y: 400 }, force: true })
  await expect.element(outlet).toHaveValue('Coast Daily')
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
})
