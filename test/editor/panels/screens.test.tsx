import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { fail, ok } from '../../../model/value/result.ts'
import { importReport, makeArticle, NOW } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'
import { exportReport } from '../../support/export.ts'
import { ARTICLES, CLAIM, PROJECT, option } from './small-project.ts'

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('welcome with recent projects and a failure', async () => {
    const recents = [{ id: '1', name: 'Ferry', folder: '/home/ada', openedAt: NOW }]
    const { emit } = await showWindow(PROJECT, {}, { project: null, recents })
    await expect.element(page.getByRole('heading', { name: 'Standoff' })).toBeVisible()
    emit('failed', { code: 'not-a-project', message: 'This is no project.', action: 'Choose another.' })
    await expect.element(page.getByText('This is no project.')).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('an article with the inspector', async () => {
    const { session } = await showWindow({ ...PROJECT, problems: [{ annotation: CLAIM.id, fragments: [0] }] })
    await expect.element(option(/40 percent/)).toBeVisible()
    session().select(CLAIM.id)
    await expect.element(page.getByRole('form', { name: 'Inspector: Claim' })).toBeVisible()
    await page.getByText('Source', { exact: true }).click()
    expect(await violations()).toEqual([])
  })

  test('a small window, read-only, without articles', async () => {
    await page.viewport(720, 480)
    const { window } = await showWindow({ articles: [], readOnly: 'It is open in another window.' })
    // The list of articles gives way to the text in a narrow window; it can be shown all the same.
    await expect.element(page.getByText('This project has no articles yet.')).toBeVisible()
    expect(page.getByText(/^No articles yet/).query()).toBeNull()
    expect(await violations()).toEqual([])
    window.showPane('articles', true)
    await expect.element(page.getByText(/^No articles yet/)).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('export: choices, failure and result', async () => {
    const answers = [fail('disk-full', 'The disk is full.', 'Free some space.', ['/tmp'])]
    const report = exportReport({ fileName: 'a.csv' })
    const { window } = await showWindow(PROJECT, {
      exportDataset: () => Promise.resolve(answers.shift() ?? ok(report)),
    })
    window.openDialog('export')
    await page.getByRole('radio', { name: /^CSV/ }).click()
    expect(await violations()).toEqual([])
    await page.getByRole('button', { name: 'Export…' }).last().click()
    await expect.element(page.getByText('The disk is full.')).toBeVisible()
    expect(await violations()).toEqual([])
    await page.getByRole('button', { name: 'Try again…' }).click()
    await expect.element(page.getByText('a.csv')).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('export running', async () => {
    const { window, emit } = await showWindow(PROJECT, { exportDataset: () => new Promise(() => undefined) })
    window.openDialog('export')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await page.getByRole('button', { name: 'Export…' }).last().click()
    emit('exportProgress', { articles: 1, articlesTotal: 3, annotations: 1, annotationsTotal: 3 })
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '33')
    expect(await violations()).toEqual([])
  })

  test('import report and keys', async () => {
    const { window, emit } = await showWindow(PROJECT)
    await page.viewport(720, 480)
    const report = importReport({
      imported: [
        {
          fileName: 'a.txt',
          part: null,
          article: ARTICLES[0] ?? makeArticle('a'),
          warnings: ['Read as Windows-1252.'],
        },
      ],
      skipped: [{ fileName: 'b.txt', part: null, article: 'b', reason: 'Its text is here already.' }],
      failed: [
        {
          fileName: 'c.bin',
          part: null,
          failure: { code: 'binary-file', message: 'No text.', action: 'Choose a text.' },
        },
      ],
      aside: '12 files that are no articles were left aside: 8 .jpg, 4 .css.',
    })
    // Of very many only the first are told one by one.
    emit('articlesImported', { ...report, counts: { ...report.counts, imported: 10_000 } })
    await expect.element(page.getByText('10,000 articles imported')).toBeVisible()
    await expect.element(page.getByText('and 9,999 others')).toBeInTheDocument()
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('left aside: 8 .jpg, 4 .css.')
    await expect.element(page.getByRole('dialog', { name: 'Import' })).toBeVisible()
    expect(await violations()).toEqual([])
    window.openDialog('keys')
    await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    expect(await violations()).toEqual([])
  })
})
