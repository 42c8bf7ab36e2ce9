import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { listed, untilListed, untilSaved } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

const TEXTS = {
  'ferry.txt':
    'Ferry line\n\nThe Harbour Union spoke. “The harbour union waits,” wrote Ada Lind 🚢 of the Harbour Union.',
  'bridge.txt': 'Bridge opens\n\nThe Harbour Union was not there.',
  'slow.txt': `Letters\n\n${'a'.repeat(60)}! The HARBOUR\u00a0UNION again.`,
  'none.txt': 'Weather\n\nIt rained.',
}

/** A machine that does other things as well may take its time. */
const SOON = { timeout: 10_000 }

/** What the find bar says of the open article. */
const count = (page: Page) => page.getByRole('search', { name: 'Find' }).getByRole('status').first()

const openTitle = (page: Page) =>
  page.getByRole('listbox', { name: 'Articles of this project' }).getByRole('option', { selected: true }).innerText()

/** Annotations of each article as the list of articles tells them. */
async function counts(page: Page): Promise<string[]> {
  const options = page.getByRole('listbox', { name: 'Articles of this project' }).getByRole('option')
  const texts = await options.allInnerTexts()
  return texts.map((text) => `${/Ferry|Bridge|Letters|Weather/.exec(text)?.[0]} ${/(\d+) annotation/.exec(text)?.[1]}`)
}

async function untilCounts(page: Page, expected: readonly number[]): Promise<void> {
  const lines = ['Ferry', 'Bridge', 'Letters', 'Weather'].map((name, i) => `${name} ${expected[i]}`)
  await expect.poll(() => counts(page), SOON).toEqual(lines)
}

const focusedPane = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane ?? null)

test('by keyboard alone: find, step, tag all, undo once, and the same in all articles', async () => {
  const home = makeHome()
  const files = Object.entries(TEXTS).map(([name, text]) => {
    writeFileSync(join(home.folder, name), text)
    return join(home.folder, name)
  })
  const app = await launchApp({ home })
  const { page } = app
  await app.stubOpenDialog(...files)
  await page.keyboard.press('Control+o')
  await page.getByRole('textbox', { name: 'Text of “Ferry line”' }).waitFor()
  await expect.poll(() => focusedPane(page), SOON).toBe('text')

  // In the open article.
  await page.keyboard.press('Control+f')
  await page.keyboard.type('harbour union')
  await expect.poll(() => count(page).textContent(), SOON).toBe('1 of 3')
  await page.keyboard.press('Enter')
  await page.keyboard.press('F3')
  await expect.poll(() => count(page).textContent(), SOON).toBe('3 of 3')
  await page.keyboard.press('Alt+c')
  await expect.poll(() => count(page).textContent(), SOON).toBe('1 of 1')
  await page.keyboard.press('Alt+c')
  await expect.poll(() => count(page).textContent(), SOON).toMatch(/of 3$/)
  await page.keyboard.press('Alt+Enter')
  await page.getByText('3 will be tagged as entity.').waitFor()
  await page.keyboard.press('c')
  await page.getByText('3 will be tagged as claim.').waitFor()
  await page.keyboard.press('Enter')
  await untilListed(page, 3)
  await expect.poll(() => focusedPane(page), SOON).toBe('text')
  await page.keyboard.press('Control+z')
  await untilListed(page, 0)
  await untilSaved(page)

  // Escape leaves the hit selected, so that a letter tags it; the menu finds, too.
  await app.chooseMenuItem('find.open')
  await expect.poll(() => count(page).textContent(), SOON).toMatch(/of 3$/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await untilListed(page, 1)
  expect((await listed(page))[0]).toMatch(/Entity.*harbour union/i)

  // In all articles.
  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('harbour union')
  await page.getByText('5 hits in 3 articles.').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect.poll(() => openTitle(page), SOON).toMatch(/Letters/)
  await expect.poll(() => focusedPane(page), SOON).toBe('text')
  const start = TEXTS['slow.txt'].indexOf('HARBOUR')
  await page.getByText(`Selection ${start}–${start + 13} `).waitFor()
  await page.keyboard.press('Alt+Enter')
  // What was chosen last is offered first.
  await page.getByText(/5 will be tagged as claim/).waitFor()
  await page.keyboard.press('e')
  await page.getByText('4 will be tagged as entity. 1 is already tagged and left alone.').waitFor()
  await page.keyboard.press('Enter')
  await untilListed(page, 1)
  await untilCounts(page, [3, 1, 1, 0])
  await untilSaved(page)
  await page.keyboard.press('Control+z')
  await untilCounts(page, [1, 0, 0, 0])
  await untilListed(page, 0)
  await page.keyboard.press('Control+Shift+z')
  await untilCounts(page, [3, 1, 1, 0])
  await untilSaved(page)
  await app.quit()

  // The act is one step of the history after a restart, too.
  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilCounts(again.page, [3, 1, 1, 0])
  await again.page.locator('.article-text').waitFor()
  await untilListed(again.page, 3)
  await again.page.keyboard.press('Control+z')
  await untilCounts(again.page, [1, 0, 0, 0])
  await untilSaved(again.page)
  await again.quit()
})

test('an expression that does not come to an end never keeps the window waiting', async () => {
  const home = makeHome()
  writeFileSync(join(home.folder, 'slow.txt'), TEXTS['slow.txt'])
  const app = await launchApp({ home })
  const { page } = app
  await app.stubOpenDialog(join(home.folder, 'slow.txt'))
  await page.keyboard.press('Control+o')
  await page.locator('.article-text').waitFor()
  await page.keyboard.press('Control+f')
  await page.keyboard.press('Alt+r')
  await page.keyboard.type('(a+)+\\?')
  // While its thread works, the window takes keys and draws.
  await page.keyboard.press('F6')
  await expect.poll(() => focusedPane(page), { timeout: 1_500 }).not.toBeNull()
  await page.getByRole('alert').filter({ hasText: 'takes too long' }).waitFor()
  await page.keyboard.press('Control+f')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('a+')
  await expect.poll(() => count(page).textContent(), SOON).toMatch(/^\d of \d/)
  await app.quit()
})
