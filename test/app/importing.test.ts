import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { docx, pdf } from '../main/articles-in/fixtures/make.ts'
import { cleanUp, launchApp } from './support.ts'

afterEach(cleanUp)

const PAGE = `<!doctype html><html lang="en"><head><title>Lighthouse stays</title></head><body><nav>Home</nav><article><h1>Lighthouse stays</h1><p>${'The council voted on the lighthouse on Monday. '.repeat(12)}</p></article></body></html>`

test('a folder of files is looked at, corrected, and imported; what fails is told', async () => {
  const app = await launchApp()
  const { page } = app
  const folder = join(app.home.folder, 'press')
  mkdirSync(join(folder, 'inner'), { recursive: true })
  writeFileSync(join(folder, 'guess.txt'), Buffer.from('Zo\u00eb na\u00efve', 'latin1'))
  writeFileSync(join(folder, 'page.html'), PAGE)
  writeFileSync(join(folder, 'inner', 'report.docx'), await docx())
  writeFileSync(join(folder, 'inner', 'report.pdf'), pdf())
  writeFileSync(join(folder, 'inner', 'broken.pdf'), '%PDF-1.7 nothing')
  writeFileSync(join(folder, 'rows.csv'), 'headline,body\nOne,First text.\nTwo,Second text.\n')
  await app.stubOpenDialog(folder)
  await page.evaluate(() => window.workbench.chooseArticles('folder'))
  const dialog = page.getByRole('dialog', { name: 'Import articles' })
  const list = dialog.getByRole('listbox', { name: 'Articles found' })
  await dialog.waitFor()
  await list.getByRole('option', { name: /guess\.txt/ }).click()
  // Another one than was taken, whichever the statistics propose.
  const other = dialog.getByRole('radio').nth(1)
  const encoding = (await other.locator('xpath=..').locator('.encoding-name').textContent()) ?? ''
  await other.check()
  await list.getByRole('option', { name: /One/ }).click()
  await dialog.getByLabel('Title').first().fill('Row one')
  await list.getByRole('option', { name: /Two/ }).click()
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Import 5 articles' }).click()
  const report = page.getByRole('dialog', { name: 'Import' })
  await report.getByText('broken.pdf').first().waitFor()
  await report.getByRole('button', { name: 'Close', exact: true }).click()
  const state = await page.evaluate(() => window.workbench.appState())
  const articles = state.ok ? (state.value.project?.articles ?? []) : []
  expect(articles.map(({ title, source }) => [title, source.fileName])).toEqual([
    [expect.stringMatching(/^Zo/), 'press/guess.txt'],
    ['Harbour vote', 'press/inner/report.docx'],
    ['Harbour vote', 'press/inner/report.pdf'],
    ['Lighthouse stays', 'press/page.html'],
    ['Row one', 'press/rows.csv'],
  ])
  expect(articles[0]?.source.encoding).toBe(encoding)
  await app.quit()
})

test('what is pasted becomes an article, and the original of one can be opened', async () => {
  const app = await launchApp()
  const { page } = app
  await page.evaluate(() => window.workbench.openSampleProject())
  await page.locator('.article-text .block').first().waitFor()
  await app.electron.evaluate(({ clipboard, shell }) => {
    void clipboard.writeText('Pasted headline\n\nPasted words 🙂.')
    shell.openPath = (path) => {
      Object.assign(globalThis, { openedPath: path })
      return Promise.resolve('')
    }
  })
  await page.locator('.article-text').first().click()
  await page.keyboard.press('Control+v')
  await page.getByRole('button', { name: 'Import 1 article' }).click()
  await page.getByRole('heading', { name: 'Pasted headline' }).first().waitFor()
  const sample = page.getByRole('option', { name: /Harbour council/ })
  await sample.click()
  await page.getByText('Source', { exact: true }).click()
  await page.getByRole('button', { name: 'Show original file' }).click()
  const opened = () => app.electron.evaluate(() => (globalThis as { openedPath?: string }).openedPath ?? '')
  await expect.poll(opened).toMatch(/harbour-vote\.txt$/)
  expect(readFileSync(await opened(), 'utf8')).toContain('LANTERN BAY')
  await app.quit()
})
