import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { parse } from 'csv-parse/sync'
import { afterEach, expect, test } from 'vitest'
import { selectByKeys, untilListed, untilSaved } from './reading.ts'
import { cleanUp, type LaunchedApp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

const STORY = [
  'Coast council argues over the lighthouse',
  'Keeper Ida Holm said: “If anyone sells the tower, the town loses its eye 👁️‍🗨️.”',
  '“The numbers,” Noor Haddad told the meeting, “do not add up.”',
  'Volunteers say 340 visitors come each week.',
  'The Harbour Board strongly opposes the draft plan, officials wrote.',
].join('\n\n')

interface Dataset {
  readonly articles: readonly {
    readonly annotations: readonly {
      readonly id: string
      readonly type: string
      readonly fragments: readonly { readonly quote: string }[]
      readonly attributes: Readonly<Record<string, string>>
    }[]
    readonly relations: readonly {
      readonly role: string
      readonly source: string
      readonly target: { readonly annotation?: string; readonly entity?: string }
    }[]
  }[]
  readonly entities: readonly { readonly id: string; readonly name: string }[]
}

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

const untilMode = (page: Page, title: RegExp): Promise<void> =>
  page.getByRole('region', { name: 'Gesture under way' }).getByText(title).first().waitFor({ timeout: 5_000 })

async function exportAs(app: LaunchedApp, format: string, path: string): Promise<string> {
  const { page } = app
  await app.stubSaveDialog(path)
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog', { name: 'Export dataset' })
  await dialog.getByRole('radio', { name: format }).first().check()
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return readFileSync(path, 'utf8')
}

/** What was recorded, in words: the records without ids and times. */
function described(json: string): { readonly annotations: string[]; readonly relations: string[] } {
  const { articles, entities } = JSON.parse(json) as Dataset
  const [article] = articles
  const name = (id: string | undefined): string => {
    const annotation = article?.annotations.find((item) => item.id === id)
    if (annotation) return annotation.fragments.map(({ quote }) => quote).join(' … ') || 'the article'
    return `register: ${entities.find((entity) => entity.id === id)?.name}`
  }
  return {
    annotations: (article?.annotations ?? []).map(({ id, type }) => `${type}: ${name(id)}`),
    relations: (article?.relations ?? [])
      .map(({ role, source, target }) => `${name(source)} – ${role}: ${name(target.annotation ?? target.entity)}`)
      .sort(),
  }
}

const ANNOTATIONS = [
  'stance: the article',
  'entity: Ida Holm',
  'cue: said',
  'quote: “If anyone sells the tower, the town loses its eye 👁️‍🗨️.”',
  'quote: “The numbers,” … “do not add up.”',
  'entity: Noor Haddad',
  'cue: told',
  'entity: Volunteers',
  'claim: 340 visitors come each week',
  'stance: The Harbour Board strongly opposes the draft plan',
  'entity: The Harbour Board',
  'entity: the draft plan',
]

const RELATIONS = [
  '340 visitors come each week – claimant: Volunteers',
  'The Harbour Board strongly opposes the draft plan – holder: The Harbour Board',
  'The Harbour Board strongly opposes the draft plan – target: the draft plan',
  'the article – holder: register: The Coast Courier',
  'the article – target: the draft plan',
  '“If anyone sells the tower, the town loses its eye 👁️‍🗨️.” – cue: said',
  '“If anyone sells the tower, the town loses its eye 👁️‍🗨️.” – speaker: Ida Holm',
  '“The numbers,” … “do not add up.” – cue: told',
  '“The numbers,” … “do not add up.” – speaker: Noor Haddad',
]

test('quotes, a claim and stances with all their links, by keyboard alone; all undone, all redone, there after a restart', async () => {
  const home = makeHome()
  const file = join(home.folder, 'lighthouse.txt')
  writeFileSync(file, STORY)
  const app = await launchApp({ home, args: [file] })
  const { page } = app
  const text = page.getByRole('textbox', { name: 'Text of “Coast council argues over the lighthouse”' })
  await text.waitFor()
  await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)
  const select = (words: string): Promise<void> => selectByKeys(page, words, STORY)

  // A quote in one gesture: its words, the speaker, the cue.
  await select('“If anyone sells the tower, the town loses its eye 👁️‍🗨️.”')
  await press(page, 'Shift+Q')
  await untilMode(page, /: speaker$/)
  await select('Ida Holm')
  await press(page, 'Enter')
  await untilMode(page, /: cue$/)
  await select('said')
  await press(page, 'Enter')
  await untilListed(page, 3)

  // A quote in two pieces, and its roles one by one: fresh text for the speaker, then the cue.
  await select('“The numbers,”')
  await press(page, 'q')
  await select('“do not add up.”')
  await press(page, 'Alt+q', 'r', 's')
  await untilMode(page, /: speaker$/)
  await select('Noor Haddad')
  await press(page, 'Enter', 'r', 'k')
  await untilMode(page, /: cue$/)
  await select('told')
  await press(page, 'Enter')
  await untilListed(page, 6)

  // A claim, and the claimant found by name among the annotations of the article.
  await select('Volunteers')
  await press(page, 'e')
  await select('340 visitors come each week')
  await press(page, 'c', 'r', 'c', '/')
  await page.keyboard.type('volun')
  await press(page, 'Enter')
  await untilListed(page, 8)

  // A stance with holder and target, both fresh text.
  await select('The Harbour Board strongly opposes the draft plan')
  await press(page, 'Shift+S')
  await untilMode(page, /: holder$/)
  await select('The Harbour Board')
  await press(page, 'Enter')
  await untilMode(page, /: target$/)
  await select('the draft plan')
  await press(page, 'e')
  await untilListed(page, 11)

  // A stance of the whole article: the holder becomes an entry of the register, the target is walked to.
  await press(page, 'Control+Home', 'Shift+S', 'Enter')
  await untilMode(page, /: holder$/)
  await press(page, '/')
  await page.keyboard.type('The Coast Courier')
  await press(page, 'Enter')
  await untilMode(page, /: target$/)
  await press(page, '/')
  await page.keyboard.type('draft plan')
  await press(page, 'Enter')
  await untilListed(page, 12)
  await untilSaved(page)
  const first = described(await exportAs(app, 'JSON', join(home.folder, 'first.json')))
  expect(first.annotations).toEqual(ANNOTATIONS)
  expect(first.relations).toEqual(RELATIONS)

  // Everything back to nothing, and everything again.
  await text.focus()
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  const redo = page.getByRole('button', { name: 'Redo', exact: true })
  let acts = 0
  while (await undo.isEnabled()) {
    await press(page, 'Control+z')
    acts++
    if (acts > 60) throw new Error('Undo does not come to an end')
    await page.waitForTimeout(60)
  }
  await untilListed(page, 0)
  for (let i = 0; i < acts; i++) {
    await press(page, 'Control+Shift+z')
    await page.waitForTimeout(60)
  }
  await untilListed(page, 12)
  expect(await redo.isEnabled()).toBe(false)
  await untilSaved(page)
  await app.quit()

  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilListed(again.page, 12)
  expect(described(await exportAs(again, 'JSON', join(home.folder, 'again.json')))).toEqual(first)
  const rows = parse<Record<string, string>>(await exportAs(again, 'CSV', join(home.folder, 'again.csv')), {
    columns: true,
  })
  expect(rows.map((row) => [row.speaker, row.cue, row.claimant, row.holder, row.target].join('|'))).toEqual([
    '|||The Coast Courier|the draft plan',
    '||||',
    '||||',
    'Ida Holm|said|||',
    'Noor Haddad|told|||',
    '||||',
    '||||',
    '||||',
    '||Volunteers||',
    '|||The Harbour Board|the draft plan',
    '||||',
    '||||',
  ])
  expect(rows[4]?.fragments).toMatch(/^\d+-\d+;\d+-\d+$/)
  await again.quit()
})
