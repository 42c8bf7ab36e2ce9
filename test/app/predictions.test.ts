import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { listed, suggested, untilListed, untilSaved, untilSuggested } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

const TEXT = 'Ferry line to close 👩‍🚀\n\nThe harbour board met in Lindhaven on Monday.\n\nNobody counted the cost.'

/** A region of Label Studio, whose offsets count code points. */
const region = (id: string, quote: string, label: string) => {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(quote))).length
  const end = start + Array.from(quote).length
  return {
    id,
    from_name: 'label',
    to_name: 'text',
    type: 'labels',
    value: { start, end, text: quote, labels: [label] },
  }
}

const TASKS = [
  {
    id: 7,
    data: { text: TEXT },
    annotations: [{ completed_by: 3, result: [region('m', 'Ferry line', 'ORG')] }],
    predictions: [
      {
        model_version: 'ner-3',
        score: 0.75,
        result: [region('a', 'The harbour board', 'ORG'), region('b', 'Lindhaven', 'LOC'), region('c', 'cost', 'ORG')],
      },
    ],
  },
]

interface Dataset {
  readonly articles: readonly {
    readonly annotations: readonly {
      readonly provenance: string
      readonly fragments: readonly { readonly quote: string }[]
    }[]
    readonly suggestions?: readonly {
      readonly source: string
      readonly fragments: readonly { readonly quote: string }[]
      readonly rejected?: object
    }[]
  }[]
}

test('predictions of a dataset are suggested in the text, accepted and rejected by keys, and no annotations before', async () => {
  const home = makeHome()
  const note = join(home.folder, 'note.txt')
  writeFileSync(note, 'A note')
  const tasks = join(home.folder, 'tasks.json')
  writeFileSync(tasks, JSON.stringify(TASKS))
  const app = await launchApp({ home })
  const { page } = app
  await app.stubOpenDialog(note)
  await page.getByRole('button', { name: 'Open article…' }).waitFor()
  await page.keyboard.press('Control+o')
  await page.locator('.article-text').waitFor()

  await app.stubOpenDialog(tasks)
  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Import dataset' })
  await dialog.getByText('3 predictions of programs').waitFor()
  await dialog.getByRole('button', { name: 'Import 1 annotation, 3 suggestions' }).click()
  await page.getByText(/Ctrl\+J shows what is suggested/).waitFor()
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('option', { name: /Ferry line to close/ }).click()
  await untilListed(page, 1)
  await page.locator('.article-text').click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+j')
  await untilSuggested(page, 3)
  expect((await suggested(page))[0]).toContain('The harbour board')
  expect((await suggested(page))[0]).toContain('Label Studio: ner-3, 75 %')
  expect(await listed(page)).toHaveLength(1)

  // The first is accepted, undone and accepted again; the second is rejected, the third left.
  await page.keyboard.press('F8')
  await page.keyboard.press('Enter')
  await untilListed(page, 2)
  await page.keyboard.press('Control+z')
  await untilListed(page, 1)
  await untilSuggested(page, 3)
  await page.keyboard.press('Control+Shift+z')
  await untilListed(page, 2)
  await page.keyboard.press('F8')
  await page
    .getByRole('region', { name: 'Gesture under way' })
    .getByText(/Lindhaven/)
    .waitFor()
  await page.keyboard.press('Backspace')
  await untilSuggested(page, 1)
  await untilSaved(page)

  const json = join(home.folder, 'out.json')
  await app.stubSaveDialog(json)
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog', { name: 'Export dataset' }).getByRole('button', { name: 'Export…' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  const articles = (JSON.parse(readFileSync(json, 'utf8')) as Dataset).articles
  const article = articles.find(({ suggestions }) => suggestions !== undefined)
  expect(article?.annotations.map(({ provenance, fragments }) => [fragments[0]?.quote, provenance])).toEqual([
    ['Ferry line', 'imported'],
    ['The harbour board', 'suggested'],
  ])
  const said = article?.suggestions?.map(
    (item) => `${item.fragments[0]?.quote}, ${item.source}${item.rejected ? ', rejected' : ''}`,
  )
  expect(said?.toSorted()).toEqual([
    'Lindhaven, Label Studio: ner-3, rejected',
    'The harbour board, Label Studio: ner-3',
    'cost, Label Studio: ner-3',
  ])
  await app.quit()

  // It is as it was left.
  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await again.page.getByRole('option', { name: /Ferry line to close/ }).click()
  await untilSuggested(again.page, 1)
  await again.page.getByRole('button', { name: '1 rejected…' }).waitFor()
  await again.quit()
})
