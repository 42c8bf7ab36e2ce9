import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { bratExporter } from '../../main/formats/brat/write.ts'
import type { Exporter } from '../../main/formats/kit/exporter.ts'
import { jsonExporter } from '../../main/formats/json/write.ts'
import { datasetFiles } from '../support/export.ts'
import { exportOptions } from '../support/round-trip.ts'
import { sampleSource } from '../support/sample-source.ts'
import { cleanUp, launchApp } from './support.ts'

afterEach(cleanUp)

const PATIENT = { timeout: 10_000 }

/** Writes a dataset into a folder. */
async function write(folder: string, exporter: Exporter, wanted?: (path: string) => boolean): Promise<void> {
  for (const [path, bytes] of await datasetFiles(exporter, sampleSource, exportOptions(exporter))) {
    if (wanted?.(path) === false) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}

/** How much the project holds, as the main process knows it. */
const held = (page: Page) =>
  page.evaluate(async () => {
    const state = await window.workbench.appState()
    const project = state.ok ? state.value.project : null
    return {
      articles: project?.articles.length ?? 0,
      entities: project?.entities.length ?? 0,
      undo: project?.history.undo.map(({ change }) => change.title) ?? [],
    }
  })

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('dialog').getByRole('button', { name })
  for (let presses = 0; presses < 30; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(name)}`)
}

const cells = (page: Page, row: string) =>
  page
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .allTextContents()

test('by keyboard alone: a dataset is looked at, imported as one step, taken back, and adds nothing twice', async () => {
  const app = await launchApp()
  const { page } = app
  const folder = join(app.home.folder, 'corpus')
  await write(folder, jsonExporter)
  await page.getByRole('button', { name: /sample/i }).click()
  await page.locator('.article-text').waitFor()
  const before = await held(page)

  await app.stubOpenDialog(join(folder, 'dataset.json'))
  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Import dataset' })
  await dialog.getByRole('button', { name: 'Import 7 annotations' }).waitFor()
  expect(await dialog.getByLabel('Read as').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await dialog.getByLabel('Read as').inputValue()).toBe('json')
  expect(await cells(page, 'Articles')).toEqual(['2', '0', '0', '0'])
  expect(await cells(page, 'Annotations')).toEqual(['7', '0', '0', '0'])
  expect(await cells(page, 'Relations')).toEqual(['3', '0', '0', '0'])
  expect(await dialog.getByLabel('Type entity becomes').inputValue()).toBe('is:entity')

  await tabTo(page, 'Import 7 annotations')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Dataset imported' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('option', { name: /A “yes” & a no/ }).waitFor()
  expect(await held(page)).toEqual({
    articles: before.articles + 2,
    entities: before.entities + 2,
    undo: [...before.undo, 'Import dataset.json'],
  })

  await page.keyboard.press('Control+z')
  await expect.poll(() => held(page), PATIENT).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await held(page)).articles, PATIENT).toBe(before.articles + 2)

  const once = await held(page)
  await page.keyboard.press('Control+Shift+e')
  await dialog.getByText('Nothing in it is new: nothing would be added.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Import 0 annotations' }).isDisabled()).toBe(true)
  expect(await cells(page, 'Annotations')).toEqual(['0', '7', '0', '0'])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await held(page)).toEqual(once)
  await app.quit()
})

test('types go where they are sent, and a folder is a dataset, too', async () => {
  const app = await launchApp()
  const { page } = app
  const folder = join(app.home.folder, 'brat')
  // As another program gives it: without the file in which ours keeps what brat cannot hold.
  await write(folder, bratExporter, (path) => !path.endsWith('standoff.json'))
  await page.getByRole('button', { name: /sample/i }).click()
  await page.locator('.article-text').waitFor()
  await app.stubOpenDialog(folder)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Commands' }).waitFor()
  await page.keyboard.type('import dataset from a folder')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Import dataset' })
  const claims = dialog.getByLabel(/^Type claim becomes/i)
  await claims.waitFor()
  const [all = ''] = await cells(page, 'Annotations')
  await claims.focus()
  // The list's own letters: "Leave out".
  await page.keyboard.type('le')
  await expect.poll(() => claims.inputValue(), PATIENT).toBe('leave-out')
  await dialog.getByRole('button', { name: `Import ${Number(all) - 1} annotations` }).waitFor()
  expect(await claims.evaluate((element) => element === document.activeElement)).toBe(true)
  await tabTo(page, `Import ${Number(all) - 1} annotations`)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Dataset imported' }).waitFor()
  expect(await cells(page, 'Annotations')).toEqual([String(Number(all) - 1), '0', '0', '1'])
  await app.quit()
})

test('what nobody recognises is read as what a person says it is, and what it is not is told', async () => {
  const app = await launchApp()
  const { page } = app
  const file = join(app.home.folder, 'export.dat')
  // A head of the table, as some scripts write one, which no CoNLL has.
  writeFileSync(file, 'Word Label\nEU B-ORG\nrejects O\nGerman B-MISC\ncall O\n\n')
  await page.getByRole('button', { name: /sample/i }).click()
  await page.locator('.article-text').waitFor()
  await app.stubOpenDialog(file)
  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Import dataset' })
  const readAs = dialog.getByLabel('Read as')
  await dialog.getByRole('alert').getByText('"export.dat" is no dataset').waitFor()
  expect(await readAs.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type('JSON')
  await dialog.getByText(/Or choose another format\./).waitFor()
  // The engine takes letters that follow within a second for the same word.
  await page.waitForTimeout(1_500)
  await page.keyboard.type('CoNLL')
  await dialog.getByRole('button', { name: 'Import 3 annotations' }).waitFor()
  expect(await dialog.getByRole('alert').count()).toBe(0)
  await tabTo(page, 'Import 3 annotations')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Dataset imported' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await app.quit()
})
