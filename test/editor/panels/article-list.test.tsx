import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow } from './window-in-test.tsx'

const ARTICLES = [makeArticle('a', { title: 'Harbour vote delayed' }), makeArticle('b', { title: 'Ferry sold' })]

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

test('what is known of the open article stays below the list when a filter leaves nothing in it', async () => {
  await showWindow({ articles: ARTICLES })
  const details = () => document.querySelector('.article-details')?.getBoundingClientRect().bottom
  const filter = page.getByRole('searchbox', { name: 'Filter articles' })
  await expect.element(filter).toBeVisible()
  const before = details()
  await filter.fill('nothing like it')
  await expect.element(page.getByText('No article holds these words.')).toBeVisible()
  expect(details()).toBe(before)
})

test('a marked article has a tick, which cannot be taken for the row that the keys are at', async () => {
  const { window } = await showWindow({ articles: ARTICLES })
  const row = page.getByRole('option', { name: /Ferry sold/ })
  await expect.element(row).toBeVisible()
  expect(row.element().querySelector('.is-ticked')).toBeNull()
  window.mark(new Set(['b']))
  await expect.poll(() => row.element().querySelector('.is-ticked')).not.toBeNull()
  expect(row.element().textContent).toContain('Marked.')
})
