import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeBusyProject } from '../support/busy-project.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

test('a damaged project is salvaged by keys alone, and what came back is opened', async () => {
  const home = makeHome()
  const broken = join(home.documents, 'Press review.standoff')
  const out = join(home.documents, 'Press review salvaged.standoff')
  makeBusyProject(broken, { seed: 5, articles: 3, annotations: 60 })
  const bytes = readFileSync(broken)
  // Without its first page, and without its end, it is no project for SQLite.
  bytes.fill(0, 0, 4096)
  const damaged = bytes.subarray(0, Math.floor(bytes.length * 0.9))
  writeFileSync(broken, damaged)

  const app = await launchApp({ home, args: [broken] })
  const { page } = app
  const offer = page.getByRole('button', { name: 'Salvage what can be read…' })
  await offer.waitFor()
  await app.stubSaveDialog(out)
  await offer.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Salvage “Press review.standoff”' }).waitFor()
  await page.getByRole('button', { name: 'Salvage as…' }).focus()
  await page.keyboard.press('Enter')
  const result = page.getByRole('dialog', { name: 'What came back' })
  await result.waitFor({ timeout: 30_000 })
  await result.getByText(/^\d+ of \d+ annotations$/).waitFor()
  expect(existsSync(join(home.documents, 'Press review salvaged report.json'))).toBe(true)
  await page.getByRole('button', { name: 'Open the new project' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('.article-text').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(readFileSync(broken).equals(damaged)).toBe(true)
  await app.quit()
})
