import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { ARTICLE, listed, selectByKeys, untilListed, untilSaved } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

async function run(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Commands' })
  await field.waitFor()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await field.waitFor({ state: 'detached' })
}

const selectedRow = (page: Page) => page.locator('[role=option][aria-selected=true] .row-quote').last().textContent()

test('by keyboard alone: the palette tags, the filter narrows, and what lacks a speaker is walked to', async () => {
  const home = makeHome()
  const file = join(home.folder, 'harbour.txt')
  writeFileSync(file, ARTICLE)
  const app = await launchApp({ home })
  const { page } = app
  await app.stubOpenDialog(file)
  await page.keyboard.press('Control+o')
  const text = page.getByRole('textbox', { name: /^Text of/ })
  await text.waitFor()
  const focused = () => text.evaluate((element) => element === document.activeElement)
  await expect.poll(focused).toBe(true)

  await selectByKeys(page, 'Ada Lind')
  await run(page, 'tag entity')
  await untilListed(page, 1)
  expect((await listed(page))[0]).toMatch(/Entity Ada Lind|Ada Lind/)
  await expect.poll(focused).toBe(true)
  await selectByKeys(page, '“We will not be rushed,”')
  await page.keyboard.press('q')
  await selectByKeys(page, '1,200 jobs depend on the ferry')
  await run(page, 'quote')
  await untilListed(page, 3)
  await page.keyboard.press('Control+2')

  await run(page, 'next quote without speaker')
  await expect.poll(() => selectedRow(page)).toMatch(/rushed/)
  await page.keyboard.press('u')
  await expect.poll(() => selectedRow(page)).toMatch(/1,200 jobs/)

  await page.keyboard.press('f')
  await page.keyboard.type('status final')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await untilListed(page, 1)
  expect((await listed(page))[0]).toMatch(/1,200 jobs.*final/)
  await page.keyboard.press('Escape')
  await untilListed(page, 3)
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe(true)

  await run(page, 'article status done')
  await expect.poll(() => page.getByRole('radio', { name: 'Done' }).isChecked()).toBe(true)
  await untilSaved(page)
  await app.quit()
})
