import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findProblems } from '../../main/project/inspect-project.ts'
import { valueOf } from '../support/result.ts'
import { untilListed, untilSaved } from './reading.ts'
import { cleanUp, launchApp } from './support.ts'

afterEach(cleanUp)

const FIRST = 'Ada Lind spoke in the harbour. Later ADA LIND left the hall.'
const SECOND = 'Mayor Lind will vote on the ferry. Tom Berg will not.'

/** Selects some words of the open one-paragraph article with the keyboard alone. */
async function select(page: Page, text: string, words: string): Promise<void> {
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < text.indexOf(words); i++) await page.keyboard.press('ArrowRight')
  for (let i = 0; i < words.length; i++) await page.keyboard.press('Shift+ArrowRight')
}

const says = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('contentinfo').getByText(text).waitFor({ timeout: 10_000 })

/** Goes on with Tab until a control of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
    if (name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab leads to nothing named ${name}`)
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations: found } = await run(document)
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    )
  })
}

/** For looking at what a person sees; only where a folder is asked for. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STANDOFF_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

test('mentions of two articles are linked, renamed, merged and taken back by keyboard, over a restart', async () => {
  const app = await launchApp()
  const { page, home } = app
  const files = [FIRST, SECOND].map((text, i) => {
    const file = join(home.folder, `article-${i + 1}.txt`)
    writeFileSync(file, text)
    return file
  })
  await app.stubOpenDialog(...files)
  await page.keyboard.press('Control+o')
  const text = (title: string) => page.getByRole('textbox', { name: `Text of “${title}` })
  await text('Ada Lind').waitFor()
  await text('Ada Lind').focus()

  // Two mentions, one entry.
  await select(page, FIRST, 'Ada Lind')
  await page.keyboard.press('e')
  await page.keyboard.press('g')
  await says(page, /New entry “Ada Lind”/)
  await select(page, FIRST, 'ADA LIND')
  await page.keyboard.press('e')
  await page.keyboard.press('g')
  await says(page, /Linked to the entry “Ada Lind”/)
  await untilListed(page, 2)
  const field = page.getByRole('group', { name: 'Register entry' })
  await field.getByText('2 mentions').waitFor()
  await picture(page, 'linked')

  // In the other article a name that only resembles it: a new entry, and what it resembles.
  await page.keyboard.press('Shift+F6')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await text('Mayor Lind').waitFor()
  await expect.poll(() => text('Mayor Lind').evaluate((element) => element === document.activeElement)).toBe(true)
  await select(page, SECOND, 'Tom Berg')
  await page.keyboard.press('e')
  await select(page, SECOND, 'Mayor Lind')
  await page.keyboard.press('e')
  await picture(page, 'proposed')
  await page.keyboard.press('g')
  await says(page, /New entry “Mayor Lind”/)

  // Merged in the register: what is in the article that is not open follows.
  await page.keyboard.press('Control+Shift+R')
  const dialog = page.getByRole('dialog', { name: 'Entities' })
  await dialog.getByRole('region', { name: 'Entry: Mayor Lind' }).waitFor()
  await dialog.getByRole('heading', { name: '1 mention' }).waitFor()
  await dialog.getByRole('button', { name: /will vote on the ferry/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await dialog.getByRole('region', { name: 'Entry: Ada Lind' }).waitFor()
  await tabTo(page, /^Merge into/)
  await page.keyboard.press('Enter')
  await page.keyboard.type('mayor')
  await picture(page, 'merging')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.getByRole('region', { name: 'Entry: Mayor Lind' }).waitFor()
  await dialog.getByRole('heading', { name: '3 mentions' }).waitFor()
  await dialog.getByRole('button', { name: /spoke in the harbour/ }).waitFor()
  await expect
    .poll(() => dialog.getByRole('listbox', { name: 'Entries', exact: true }).getByRole('option').count())
    .toBe(1)
  await picture(page, 'merged')

  // Renamed, then back to a mention in the other article.
  await page.keyboard.press('Enter')
  await page.keyboard.type('Ada Lind, mayor')
  await page.keyboard.press('Tab')
  await dialog.getByRole('region', { name: 'Entry: Ada Lind, mayor' }).waitFor()
  await tabTo(page, /Later ADA LIND/)
  await page.keyboard.press('Enter')
  await text('Ada Lind').waitFor()
  await field.getByText('Ada Lind, mayor').waitFor()
  await field.getByText('3 mentions').waitFor()
  await untilSaved(page)
  await app.quit()
  const project = join(home.documents, 'My articles.standoff')
  expect(valueOf(findProblems(project))).toEqual([])

  const again = await launchApp({ home, args: [project] })
  await untilListed(again.page, 2)
  await again.page.keyboard.press('Control+Shift+R')
  await again.page.getByRole('heading', { name: '3 mentions' }).waitFor()
  await again.page.keyboard.press('Escape')
  await again.page.getByRole('dialog').waitFor({ state: 'detached' })
  // Rename, merge: taken back; two entries as before.
  for (const title of [/Undone: Rename entry/, /Undone: Merge/]) {
    await again.page.keyboard.press('Control+z')
    await says(again.page, title)
  }
  await again.page.keyboard.press('Control+Shift+R')
  await expect
    .poll(() => again.page.getByRole('listbox', { name: 'Entries', exact: true }).getByRole('option').allTextContents())
    .toHaveLength(2)
  await again.page.getByRole('heading', { name: '2 mentions' }).waitFor()
  await again.page.emulateMedia({ colorScheme: 'dark' })
  await picture(again.page, 'undone-dark')
  await again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(760, 520))
  await picture(again.page, 'small')
  expect(await violations(again.page)).toEqual([])
  await again.page.keyboard.press('Escape')
  await again.page.getByRole('dialog').waitFor({ state: 'detached' })
  const undo = again.page.getByRole('button', { name: 'Undo' })
  for (let i = 0; i < 20 && (await undo.getAttribute('aria-disabled')) === 'false'; i++) {
    await again.page.keyboard.press('Control+z')
    await again.page.waitForTimeout(50)
  }
  await untilSaved(again.page)
  await again.page.keyboard.press('Control+Shift+R')
  await again.page.getByText('The register is empty.', { exact: false }).waitFor()
  await again.page.keyboard.press('Escape')
  await again.quit()
  expect(valueOf(findProblems(project))).toEqual([])
})
