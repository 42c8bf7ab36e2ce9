import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, expect, test } from 'vitest'
import { ARTICLE, listed, selectByKeys, untilListed, untilSaved } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

interface Dataset {
  readonly offsetUnit: string
  readonly articles: readonly {
    readonly text: string
    readonly annotations: readonly {
      readonly id: string
      readonly type: string
      readonly fragments: readonly { readonly start: number; readonly end: number; readonly quote: string }[]
      readonly attributes: Readonly<Record<string, string>>
      readonly note: string
      readonly status: string
    }[]
  }[]
}

test('open an article, tag it, quit, start again, export: everything is there', async () => {
  const home = makeHome()
  const file = join(home.folder, 'harbour.txt')
  // Windows newlines and a byte-order mark: what is exported must not be shifted by either.
  const bytes = Buffer.from(`\ufeff${ARTICLE.replaceAll('\n', '\r\n')}`)
  writeFileSync(file, bytes)
  const app = await launchApp({ home })
  const { page } = app
  await app.stubOpenDialog(file)
  await page.getByRole('button', { name: 'Open article…' }).click()
  const text = page.getByRole('textbox', { name: 'Text of “Lindhaven council delays harbour vote”' })
  await text.waitFor()
  expect((await text.locator('.block').allTextContents()).join('\n\n')).toBe(ARTICLE)

  // By keyboard alone, from the focus the window gave.
  await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)
  await selectByKeys(page, 'Ada Lind')
  await page.keyboard.press('e')
  await selectByKeys(page, '“We will not be rushed,”')
  await page.keyboard.press('q')
  await selectByKeys(page, '1,200 jobs depend on the ferry')
  await page.keyboard.press('c')
  await selectByKeys(page, 'The Harbour Union strongly opposes the plan')
  await page.keyboard.press('s')
  await selectByKeys(page, 'wrote 🚢 in')
  await page.keyboard.press('k')
  await untilListed(page, 5)

  // By mouse: two clicks on a word, then the toolbar.
  const word = await text.evaluate((element) => {
    const range = document.createRange()
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf('Residents') ?? -1
      if (at < 0) continue
      range.setStart(node, at)
      range.setEnd(node, at + 'Residents'.length)
      const { x, y, width, height } = range.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    }
    throw new Error('The word is not on screen')
  })
  await page.mouse.dblclick(word.x, word.y)
  await page.getByRole('toolbar', { name: 'Tag the selection' }).getByRole('button', { name: 'Entity' }).click()
  await untilListed(page, 6)

  // Attributes, note and status of the quote, from the text and back to it by keys.
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 2; i++) await page.keyboard.press('n')
  await page.keyboard.press('Enter')
  // The letter is for the field that has the focus by then.
  const inInspector = () => document.activeElement?.closest('form[aria-label^="Inspector"]') !== null
  await expect.poll(() => page.evaluate(inInspector)).toBe(true)
  await page.keyboard.press('m')
  await page.getByLabel('Note').fill('Check the recording.')
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Final' }).check()
  await page.keyboard.press('Escape')
  await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)
  await expect.poll(async () => (await listed(page))[1]).toMatch(/We will not be rushed.*Mixed.*final/)

  // One act taken back, and taken back again.
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await listed(page))[1]).not.toMatch(/final/)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await listed(page))[1]).toMatch(/final/)
  await untilSaved(page)
  await app.quit()

  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilListed(again.page, 6)
  await expect.poll(async () => (await listed(again.page))[1]).toMatch(/We will not be rushed.*Mixed.*final/)
  // Undo survives: the last act before the end was the status.
  await again.page.keyboard.press('Control+z')
  await expect.poll(async () => (await listed(again.page))[1]).not.toMatch(/final/)
  await again.page.keyboard.press('Control+Shift+z')
  await untilSaved(again.page)

  const exportAs = async (format: string, path: string): Promise<void> => {
    await again.stubSaveDialog(path)
    await again.page.keyboard.press('Control+e')
    const dialog = again.page.getByRole('dialog', { name: 'Export dataset' })
    await dialog.getByRole('radio', { name: format }).first().check()
    await dialog.getByRole('button', { name: 'Export…' }).click()
    await dialog
      .getByText(/\b6 annotations\b/)
      .first()
      .waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
  }
  const json = join(home.folder, 'out.json')
  await exportAs('JSON', json)
  const dataset = JSON.parse(readFileSync(json, 'utf8')) as Dataset
  expect(dataset.offsetUnit).toBe('codepoint')
  const [article] = dataset.articles
  expect(article?.text).toBe(ARTICLE)
  const points = [...(article?.text ?? '')]
  const found = (article?.annotations ?? []).map(({ type, fragments }) => {
    const [fragment] = fragments
    expect(points.slice(fragment?.start, fragment?.end).join('')).toBe(fragment?.quote)
    return `${type}: ${fragment?.quote}`
  })
  expect(found).toEqual([
    'entity: Ada Lind',
    'quote: “We will not be rushed,”',
    'entity: Residents',
    'claim: 1,200 jobs depend on the ferry',
    'stance: The Harbour Union strongly opposes the plan',
    'cue: wrote 🚢 in',
  ])
  expect(article?.annotations[1]).toMatchObject({
    attributes: { mode: 'mixed' },
    note: 'Check the recording.',
    status: 'final',
  })

  const csv = join(home.folder, 'out.csv')
  await exportAs('CSV', csv)
  const rows = parse<Record<string, string>>(readFileSync(csv), { columns: true })
  expect(rows.map((row) => [row.annotation_id, row.type, row.start, row.end, row.quote])).toEqual(
    article?.annotations.map(({ id, type, fragments: [fragment] }) => [
      id,
      type,
      String(fragment?.start),
      String(fragment?.end),
      fragment?.quote,
    ]),
  )
  expect(rows[1]).toMatchObject({ 'quote.mode': 'mixed', note: 'Check the recording.', status: 'final' })
  expect(readFileSync(file)).toEqual(bytes)
  await again.quit()
})

test('files dropped on the window become articles', async () => {
  const home = makeHome()
  const file = join(home.folder, 'dropped.txt')
  writeFileSync(file, ARTICLE)
  const app = await launchApp({ home })
  // A file input makes a File with a real path, as dropping does; the drop event then carries it.
  await app.page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'picker' })
    document.body.append(input)
  })
  await app.page.locator('#picker').setInputFiles(file)
  await app.page.evaluate(() => {
    const picked = (document.querySelector('#picker') as HTMLInputElement).files?.[0]
    const dataTransfer = new DataTransfer()
    if (picked) dataTransfer.items.add(picked)
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  })
  await app.page.getByRole('textbox', { name: 'Text of “Lindhaven council delays harbour vote”' }).waitFor()
  await app.quit()
})
