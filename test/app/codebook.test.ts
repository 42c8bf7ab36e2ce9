import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { decodeCodebookFile } from '../../model/codebook/codebook-file.ts'
import { ARTICLE, selectByKeys, untilSaved } from './reading.ts'
import { cleanUp, type LaunchedApp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

/** Opens a project with the story in it, tagged with two quotes. */
async function openStory(app: LaunchedApp): Promise<void> {
  const { page, home } = app
  const story = join(home.folder, 'ferry.txt')
  writeFileSync(story, ARTICLE)
  await app.stubOpenDialog(story)
  await page.getByRole('heading', { name: 'Standoff' }).waitFor()
  await page.keyboard.press('Control+o')
  await page.locator('.article-text').waitFor()
  await selectByKeys(page, 'the council needs more time')
  await page.keyboard.press('q')
  await selectByKeys(page, '“We will not be rushed,”')
  await page.keyboard.press('q')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Direct', exact: true }).waitFor()
  await page.keyboard.press('i')
  await annotations(page).getByText('Indirect').waitFor()
  await page.keyboard.press('Escape')
  await untilSaved(page)
}

/** Waits longer than usual: the machine may be busy. */
const PATIENT = { timeout: 15_000 }

const annotations = (page: Page) => page.getByRole('listbox', { name: 'Annotations of this article' })
const selectedItem = (page: Page) => page.locator('[role=treeitem][aria-selected=true]')

/** Opens the editor; the focus is on its outline then. */
async function openCodebook(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+B')
  const tree = page.getByRole('tree', { name: 'Codebook' })
  await tree.waitFor()
  await expect.poll(() => tree.evaluate((element) => element === document.activeElement), PATIENT).toBe(true)
}

/** Presses keys one after the other. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Tab until the focus is on something with this accessible name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const found = await page.evaluate((wanted) => {
      const active = document.activeElement as HTMLInputElement | null
      const label = active?.labels?.[0]?.textContent ?? active?.textContent ?? ''
      return label.trim() === wanted
    }, name)
    if (found) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${name}`)
}

test('a codebook is edited by keyboard alone: what is in use is mapped, tagged with, undone, and there after a restart', async () => {
  const home = makeHome()
  const app = await launchApp({ home })
  const { page } = app
  await openStory(app)

  await openCodebook(page)
  // Down to the quote, its mode, and the value that is to go.
  await press(page, 'q', 'ArrowRight', 'ArrowRight', 'ArrowDown')
  await expect.poll(() => selectedItem(page).textContent(), PATIENT).toContain('Direct')
  await press(page, 'ArrowDown')
  await expect.poll(() => selectedItem(page).textContent(), PATIENT).toContain('Indirect')
  await press(page, 'Delete')
  await expect.poll(() => selectedItem(page).textContent(), PATIENT).toContain('Mixed')
  // The quote moves up, gets another name and another key; one that is taken is refused.
  await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Alt+ArrowUp', 'Enter')
  await page.keyboard.type('Citation')
  await tabTo(page, 'Key')
  await page.keyboard.type('c')
  await page.getByText('C is the key of “Claim”.').waitFor()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('x')
  await expect.poll(() => page.locator('.tag-preview .seg').getAttribute('data-chips'), PATIENT).toBe('X')
  // A type of its own, with an attribute and its values.
  await press(page, 'Shift+F6', 'Home')
  await tabTo(page, 'New type')
  await page.keyboard.type('Number')
  await press(page, 'Enter')
  await expect.poll(() => selectedItem(page).textContent(), PATIENT).toContain('Number')
  await tabTo(page, 'New attribute')
  await page.keyboard.type('Exact')
  await press(page, 'Enter')
  await tabTo(page, 'New value')
  await page.keyboard.type('Yes')
  await press(page, 'Enter')
  await page.keyboard.type('No')
  await press(page, 'Enter')

  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Removed, but in use' }).waitFor()
  await page.getByText('Type “Quote” was renamed to “Citation”. In 2 annotations.').waitFor()
  await tabTo(page, 'Value “Quote, Mode: Indirect”, in 1 annotation')
  await press(page, 'ArrowDown', 'ArrowDown')
  expect(await page.evaluate(() => (document.activeElement as HTMLSelectElement).value)).toBe('mixed')
  await tabTo(page, 'Save version 2')
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await untilSaved(page)
  await expect
    .poll(() => annotations(page).getByRole('option').allTextContents(), PATIENT)
    .toEqual([expect.stringContaining('Direct'), expect.stringContaining('Mixed')])

  // The new keys tag, the old one does not, and the menu knows the type.
  await press(page, 'Escape')
  await selectByKeys(page, '1,200 jobs')
  await press(page, 'q')
  expect(await annotations(page).getByRole('option').count()).toBe(2)
  const number = () =>
    app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('tag.number')?.label)
  await expect.poll(number, PATIENT).toContain('Tag as number')
  const key = await page.evaluate(async () => {
    const state = await window.workbench.appState()
    return state.ok ? state.value.project?.codebook.types.find(({ id }) => id === 'number')?.key : null
  })
  await press(page, (key ?? '').toLowerCase())
  await expect.poll(() => annotations(page).getByRole('option').count(), PATIENT).toBe(3)
  // Undo: the tag, then the whole edit of the codebook with what it mapped.
  await press(page, 'Control+z', 'Control+z')
  await page.getByText('Undone: Edit codebook').waitFor()
  await expect
    .poll(() => annotations(page).getByRole('option').allTextContents(), PATIENT)
    .toEqual([expect.stringContaining('Direct'), expect.stringContaining('Indirect')])
  await press(page, 'Control+Shift+z')
  await untilSaved(page)
  await app.quit()

  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await again.page.getByRole('listbox', { name: 'Annotations of this article' }).waitFor()
  await openCodebook(again.page)
  await again.page.getByRole('dialog', { name: 'Codebook “News attribution”, version 2' }).waitFor()
  const names = again.page.locator('[aria-level="2"] .outline-name')
  expect(await names.allTextContents()).toEqual(['Citation', 'Entity', 'Claim', 'Stance', 'Cue', 'Number'])
  await press(again.page, 'Escape')
  await press(again.page, 'Control+z')
  await again.page.getByText('Undone: Edit codebook').waitFor()
  await untilSaved(again.page)
  await again.quit()
})

test('a new project asks for its codebook, then where it goes; codebooks go to files and come from them', async () => {
  const app = await launchApp()
  const { page, home } = app
  await page.getByRole('heading', { name: 'Standoff' }).waitFor()
  await app.stubSaveDialog(join(home.documents, 'Names'))
  await app.chooseMenuItem('project.new')
  await page.getByRole('dialog', { name: 'New project' }).waitFor()
  for (let i = 0; i < 5; i++) await press(page, 'ArrowDown')
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Names' }).waitFor()
  expect(existsSync(join(home.documents, 'Names.standoff'))).toBe(true)
  await app.chooseMenuItem('codebook.edit')
  await page.getByRole('dialog', { name: 'Codebook “CoNLL-2003 named entities”, version 1' }).waitFor()

  const file = join(home.folder, 'names')
  await app.stubSaveDialog(file)
  await page.getByRole('button', { name: 'Export…' }).last().click()
  const path = `${file}.codebook.json`
  await expect.poll(() => existsSync(path), PATIENT).toBe(true)
  const written = decodeCodebookFile(readFileSync(path, 'utf8'))
  expect(written.ok && written.value.types.map(({ id }) => id)).toEqual(['PER', 'ORG', 'LOC', 'MISC'])

  writeFileSync(path, readFileSync(path, 'utf8').replace('"color": "blue"', '"color": "pink"'))
  await app.stubOpenDialog(path)
  await page.getByRole('button', { name: 'Import…' }).click()
  await page.getByText('Details').click()
  await page.getByText(/^codebook\.types\[0\]\.color: this should be "blue" or/).waitFor()
  writeFileSync(path, readFileSync(path, 'utf8').replace('"color": "pink"', '"color": "cyan"'))
  await page.getByRole('button', { name: 'Import…' }).click()
  await press(page, 'Control+Enter')
  await page.getByText('Type “PER”: colour changed.').waitFor()
  await page.getByRole('button', { name: 'Save version 2' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await untilSaved(page)
  await app.quit()
})

describe.each(['light', 'dark'] as const)('in the real window, %s theme', (theme) => {
  test('axe finds nothing in the editor, the summary and the choice of a codebook', async () => {
    const app = await launchApp()
    const { page } = app
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await openStory(app)
    await openCodebook(page)
    await press(page, 'q')
    await page.getByRole('heading', { name: 'Type: Quote' }).waitFor()
    expect(await violations(page), 'editor').toEqual([])
    await press(page, 'Delete', 'Control+Enter')
    await page.getByRole('heading', { name: 'Removed, but in use' }).waitFor()
    expect(await violations(page), 'summary').toEqual([])
    await press(page, 'Escape')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await press(page, 'Control+Shift+N')
    await page.getByRole('dialog', { name: 'New project' }).waitFor()
    expect(await violations(page), 'new project').toEqual([])
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await app.quit()
  })
})

/** What axe has against the page, as "rule: element". */
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
