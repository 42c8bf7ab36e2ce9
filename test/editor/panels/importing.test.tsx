import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ok } from '../../../model/value/result.ts'
import type {
  ImportDecision,
  ImportPreview,
  PreviewedArticle,
  RereadChoice,
} from '../../../preload/contract/contract.ts'
import { importReport, makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const ARTICLES = [
  makeArticle('a', { title: 'Harbour vote', metadata: { outlet: 'The Herald', desk: 'town' } }),
  makeArticle('b', { title: 'Minister resigns', status: 'done', metadata: { outlet: 'The Herald' } }),
  makeArticle('c', { title: 'Bridge opens' }),
]

const found = (title: string, edit: Partial<PreviewedArticle> = {}): PreviewedArticle => ({
  part: null,
  title,
  language: null,
  metadata: {},
  length: 1200,
  encoding: 'windows-1252',
  normalised: [{ what: 'line ends made "\\n"', count: 3 }],
  warnings: [],
  duplicateOf: null,
  beginning: 'How it begins.',
  ...edit,
})

const PREVIEW: ImportPreview = {
  id: 'p',
  files: [
    {
      fileName: 'guess.txt',
      importer: 'text',
      format: 'Plain text',
      encodings: [
        { encoding: 'windows-1252', confidence: 0.4, sample: 'Zoë' },
        { encoding: 'iso-8859-2', confidence: 0.3, sample: 'Zoë naďve' },
      ],
      table: null,
      articles: [found('Guessed', { warnings: ['The encoding is a guess.'] })],
      unread: [],
    },
    {
      fileName: 'rows.csv',
      importer: 'csv',
      format: 'Table (CSV, TSV)',
      encodings: [],
      table: { columns: ['headline', 'body', 'desk'], mapping: { text: 'body', title: 'headline' } },
      articles: [found('Row one', { part: 'row 2' }), found('Row two', { part: 'row 3', duplicateOf: 'a' })],
      unread: [{ part: 'row 4', failure: { code: 'no-text', message: 'Row 4 holds no text.', action: 'Leave it.' } }],
    },
  ],
}

const rows = () => page.getByRole('listbox', { name: 'Articles found' })
const row = (name: RegExp) => rows().getByRole('option', { name })

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('a preview, wide and narrow, and progress', async () => {
    const { emit } = await showWindow({ articles: ARTICLES })
    emit('importStaged', PREVIEW)
    await expect.element(page.getByRole('dialog', { name: 'Import articles' })).toBeVisible()
    await expect.element(row(/Guessed/)).toBeVisible()
    expect(await violations()).toEqual([])
    await page.viewport(720, 480)
    await row(/Row one/).click()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}')
    emit('importProgress', { phase: 'reading', files: 1200, articles: 1190, total: null })
    await expect.element(page.getByText('1,200 files · 1,190 articles')).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('details of articles, and the tools of their list', async () => {
    const { window } = await showWindow({ articles: ARTICLES })
    window.mark(new Set(['a', 'c']))
    window.openDialog('article-details')
    await expect.element(page.getByRole('dialog', { name: 'Details of 2 articles' })).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await page.getByLabelText('Groups of articles').selectOptions('By outlet')
    await expect.element(page.getByText('No outlet')).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

/** Shows the preview; what is decided in it goes into the list. */
async function showPreview(): Promise<readonly ImportDecision[]> {
  const decisions: ImportDecision[] = []
  const { emit } = await showWindow(
    { articles: ARTICLES },
    {
      importStaged: (decision) => {
        decisions.push(decision)
        return Promise.resolve(ok(importReport({})))
      },
    },
  )
  emit('importStaged', PREVIEW)
  await expect.element(row(/Guessed/)).toHaveAttribute('aria-selected', 'true')
  return decisions
}

describe('a preview', () => {
  test('by keyboard: leave out, correct, import', async () => {
    const decisions = await showPreview()
    // One is in the project already, and one cannot be read.
    await expect.element(page.getByRole('button', { name: 'Import 2 articles' })).toBeVisible()
    await rows().click({ position: { x: 100, y: 5 } })
    await userEvent.keyboard(' ')
    await expect.element(row(/Guessed/)).toHaveAttribute('aria-selected', 'false')
    await userEvent.keyboard('{ArrowDown}')
    await page.getByLabelText('Title').first().fill('Better title')
    await page.getByRole('textbox', { name: 'Outlet' }).fill('Coast Daily')
    await page.getByRole('checkbox', { name: /Also import 1 article/ }).click()
    await page.getByRole('button', { name: 'Import 2 articles' }).click()
    await expect
      .poll(() => decisions)
      .toEqual([
        {
          id: 'p',
          leaveOut: [[0, 0]],
          edits: [{ file: 1, article: 0, title: 'Better title', language: null, metadata: { outlet: 'Coast Daily' } }],
          allowDuplicates: true,
        },
      ])
  })

  test('is imported by Enter in its list, which leaves nothing out', async () => {
    const decisions = await showPreview()
    await expect.element(rows()).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => decisions.map(({ leaveOut }) => leaveOut)).toEqual([[]])
  })

  test('reads a file again with another encoding or other columns', async () => {
    const asked: (readonly [number, RereadChoice])[] = []
    const { emit } = await showWindow(
      { articles: ARTICLES },
      {
        rereadImport: (_id, file, choice) => {
          asked.push([file, choice])
          const before = PREVIEW.files[file]!
          const articles = [found('Read again', { beginning: 'Zoë naďve' })]
          return Promise.resolve(ok({ ...before, encodings: [], articles }))
        },
      },
    )
    emit('importStaged', PREVIEW)
    await page.getByRole('radio', { name: /iso-8859-2/ }).click()
    await expect.element(row(/Read again/)).toBeVisible()
    // What there was to choose from is still there.
    await expect.element(page.getByRole('radio', { name: /windows-1252/ })).toBeVisible()
    await row(/Row two/).click()
    await page.getByLabelText('Text', { exact: true }).selectOptions('desk')
    await expect
      .poll(() => asked)
      .toMatchObject([
        [0, { encoding: 'iso-8859-2' }],
        [1, { columns: { text: 'desk', title: 'headline' } }],
      ])
  })
})

describe('articles that are marked', () => {
  const list = () => page.getByRole('listbox', { name: 'Articles of this project' })

  test('are marked by keyboard and mouse and edited together, in one step', async () => {
    const { session } = await showWindow({ articles: ARTICLES })
    await expect.element(list()).toBeVisible()
    await list()
      .getByRole('option', { name: /Harbour/ })
      .click({ modifiers: ['Control'] })
    await list()
      .getByRole('option', { name: /Bridge/ })
      .click({ modifiers: ['Shift'] })
    await expect.element(page.getByText('3 articles marked')).toBeVisible()
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
    await expect.element(page.getByText('2 articles marked')).toBeVisible()
    await userEvent.keyboard('{Shift>}{F2}{/Shift}')
    const dialog = page.getByRole('dialog', { name: 'Details of 2 articles' })
    await dialog.getByLabelText('Author').fill('Ida Holm')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() =>
        session()
          .getState()
          .articles.map(({ metadata }) => [metadata.author, metadata.desk]),
      )
      .toEqual([
        ['Ida Holm', 'town'],
        ['Ida Holm', undefined],
        [undefined, undefined],
      ])
    void session().undo()
    await expect.poll(() => session().getState().articles[0]?.metadata.author).toBeUndefined()
  })

  test('the list is filtered and says when nothing is left', async () => {
    await showWindow({ articles: ARTICLES })
    await page.getByLabelText('Filter articles').fill('herald minister')
    await expect.element(page.getByText('1 of 3')).toBeVisible()
    await page.getByLabelText('Filter articles').fill('zzz')
    await expect.element(page.getByText('No article holds these words.')).toBeVisible()
  })
})
