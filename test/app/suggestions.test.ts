import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { listed, suggested, untilListed, untilSaved, untilSuggested } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

const ARTICLE = [
  'Ferry line to close in the spring',
  '“We will not be rushed,” Mayor Ada Lind told reporters 👩‍🚀 on Monday. “The ferry has sailed since 1911.”',
  'Tom Berg of the harbour union called the plan “a bridge to nowhere at all”.',
  '“Who pays?” asked a resident. According to the mayor, nobody has counted the cost so far. The so-called “soft launch” is off.',
].join('\n\n')

interface Dataset {
  readonly articles: readonly {
    readonly annotations: readonly {
      readonly id: string
      readonly type: string
      readonly provenance: string
      readonly attributes: Readonly<Record<string, string>>
      readonly fragments: readonly { readonly quote: string }[]
    }[]
    readonly relations: readonly {
      readonly role: string
      readonly source: string
      readonly target: { readonly annotation: string }
    }[]
  }[]
}

/** Presses Tab until a button of that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 40; i++) {
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    if (name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`No Tab leads to ${name.source}`)
}

test('suggestions are walked, accepted, rejected and undone by keys, and say where they come from', async () => {
  const home = makeHome()
  const file = join(home.folder, 'ferry.txt')
  writeFileSync(file, ARTICLE)
  const app = await launchApp({ home })
  const { page } = app
  await app.stubOpenDialog(file)
  await page.getByRole('button', { name: 'Open article…' }).waitFor()
  await page.keyboard.press('Control+o')
  const text = page.locator('.article-text')
  await text.waitFor()
  await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)

  // F8 shows suggestions and goes to the first.
  await page.keyboard.press('F8')
  await untilSuggested(page, 4)
  expect((await suggested(page))[0]).toContain('Speaker: Ada Lind · Cue: told')
  expect(await listed(page)).toEqual([])

  await page
    .getByRole('region', { name: 'Gesture under way' })
    .getByText(/We will not be rushed/)
    .waitFor()
  await page.keyboard.press('Enter')
  await untilListed(page, 3)
  await page.keyboard.press('Control+z')
  await untilListed(page, 0)
  await page.keyboard.press('Control+Shift+z')
  await untilListed(page, 3)
  await untilSuggested(page, 3)

  // The next one is rejected, taken back, and rejected again.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F8')
  await page
    .getByRole('region', { name: 'Gesture under way' })
    .getByText(/a bridge to nowhere/)
    .waitFor()
  await page.keyboard.press('Backspace')
  await untilSuggested(page, 2)
  await page.keyboard.press('Control+z')
  await untilSuggested(page, 3)
  await page.keyboard.press('Control+Shift+z')
  await untilSuggested(page, 2)

  // The others after a look, as one act.
  await page.keyboard.press('Control+Shift+Enter')
  const dialog = page.getByRole('dialog', { name: 'Accept suggestions' })
  await dialog.getByText(/of 2 suggestions will be tagged/).waitFor()
  for (const row of ['Who pays', 'nobody has counted']) await dialog.getByRole('option', { name: row }).waitFor()
  await tabTo(page, /^Tick all$/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Accept 2$/)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await untilListed(page, 9)
  await untilSuggested(page, 0)
  await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+z')
  await untilListed(page, 3)
  await page.keyboard.press('Control+Shift+z')
  await untilListed(page, 9)
  await untilSaved(page)

  const json = join(home.folder, 'out.json')
  await app.stubSaveDialog(json)
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog', { name: 'Export dataset' }).waitFor()
  await tabTo(page, /^Export…$/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Done' }).waitFor()
  await tabTo(page, /^Done$/)
  await page.keyboard.press('Enter')
  const [article] = (JSON.parse(readFileSync(json, 'utf8')) as Dataset).articles
  const annotations = article?.annotations ?? []
  expect(annotations.map(({ provenance }) => provenance)).toEqual(Array(9).fill('suggested'))
  const quoteOf = (id: string): string =>
    annotations
      .find((annotation) => annotation.id === id)
      ?.fragments.map(({ quote }) => quote)
      .join(' … ') ?? ''
  expect(
    annotations.filter(({ type }) => type === 'quote').map(({ id, attributes }) => [quoteOf(id), attributes]),
  ).toEqual([
    ['“We will not be rushed,” … “The ferry has sailed since 1911.”', { mode: 'direct' }],
    ['“Who pays?”', { mode: 'direct' }],
    ['nobody has counted the cost so far', { mode: 'indirect' }],
  ])
  expect(
    (article?.relations ?? [])
      .map(({ role, source, target }) => `${quoteOf(source).slice(0, 6)} ${role} ${quoteOf(target.annotation)}`)
      .sort(),
  ).toEqual([
    'nobody cue According to',
    'nobody speaker the mayor',
    '“We wi cue told',
    '“We wi speaker Ada Lind',
    '“Who p cue asked',
    '“Who p speaker a resident',
  ])
  await app.quit()

  // What was rejected stays rejected, and the window shows suggestions again.
  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilListed(again.page, 9)
  await again.page.getByText('There is nothing to suggest in this article.').waitFor()
  await again.page.getByRole('button', { name: '1 rejected…' }).waitFor()
  await again.quit()
})
