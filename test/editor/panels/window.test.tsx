import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok } from '../../../model/value/result.ts'
import type { Workbench } from '../../../preload/contract/contract.ts'
import { makeArticle, NOW, SAMPLE_TEXT } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow } from './window-in-test.tsx'
import { exportReport } from '../../support/export.ts'
import {
  ENTITY,
  QUOTE,
  CLAIM,
  PROJECT,
  placeOf,
  option,
  annotationList,
  articleList,
  announced,
} from './small-project.ts'

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe('the list of annotations', () => {
  test('names type, quote, attributes, note and status of each', async () => {
    await showWindow(PROJECT)
    await expect.element(option(/^Entity minister Name$/)).toBeVisible()
    await expect.element(option(/^Quote “We will not be rushed,” Direct Has a note disputed$/)).toBeVisible()
  })

  test('arrows select, Enter goes to the inspector, Escape to the text', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/minister/).click()
    expect(session().getState().selected).toBe(ENTITY.id)
    await userEvent.keyboard('{ArrowDown}')
    expect(session().getState().selected).toBe(QUOTE.id)
    await expect.element(annotationList()).toHaveFocus()
    const active = () => document.activeElement?.getAttribute('aria-activedescendant') ?? ''
    await expect.poll(() => document.getElementById(active())?.textContent).toContain('rushed')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('radio', { name: 'Direct' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement?.closest('[data-pane="text"]')).not.toBeNull()
  })

  test('Enter goes to the form of what was just selected, not to the one that is still shown', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/minister/).click()
    await expect.element(page.getByRole('form', { name: 'Inspector: Entity' })).toBeVisible()
    // Both in one task: no frame comes between them.
    for (const key of ['n', 'Enter']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      if (key === 'n') document.querySelector<HTMLElement>('.article-text')?.focus()
    }
    expect(session().getState().selected).toBe(QUOTE.id)
    await expect.element(page.getByRole('radio', { name: 'Direct' })).toHaveFocus()
  })

  test('Delete removes and keeps the place; undo brings it back and says so', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/rushed/).click()
    await userEvent.keyboard('{Delete}')
    await expect.element(option(/rushed/)).not.toBeInTheDocument()
    expect(session().getState().selected).toBe(CLAIM.id)
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(option(/rushed/)).toBeVisible()
    await expect.element(announced(/Undone: Remove quote/)).toBeVisible()
  })

  test('of 60,000 only those in view are drawn, and End reaches the last', async () => {
    const text = `${'word '.repeat(100).trim()}\n\n`.repeat(600)
    const annotations = Array.from({ length: 60_000 }, (_, i) => ({
      ...ENTITY,
      id: `x${String(i).padStart(6, '0')}`,
      fragments: [{ ...placeOf(i), quote: 'word', prefix: '', suffix: '' }],
    }))
    const { session } = await showWindow({ articles: [makeArticle('a')], annotations, texts: { a: text } })
    await expect.element(page.getByText('60,000 annotations').last()).toBeVisible()
    annotationList().element().querySelector<HTMLElement>('[data-row]')?.click()
    annotationList().element().focus()
    await userEvent.keyboard('{End}')
    expect(session().getState().selected).toBe('x059999')
    await expect.poll(() => annotationList().element().querySelectorAll('[role=option]').length).toBeLessThan(60)
    const active = () => annotationList().element().getAttribute('aria-activedescendant') ?? ''
    await expect.poll(() => document.getElementById(active())?.getAttribute('aria-posinset')).toBe('60000')
  })

  test('quotes out of place are listed with a way to them', async () => {
    const { session } = await showWindow({ ...PROJECT, problems: [{ annotation: CLAIM.id, fragments: [0] }] })
    await page.getByRole('button', { name: /^Claim: “40 percent/ }).click()
    expect(session().getState().selected).toBe(CLAIM.id)
    await expect.element(page.getByText('The text at this place is not this quote any more.')).toBeVisible()
  })
})

describe('the list of articles', () => {
  test('arrows and letters walk, Enter opens', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(option(/Harbour vote delayed The Herald · Feb 10, 2026 3 annotations/)).toBeVisible()
    articleList().element().focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(session().getState().open?.article.id).toBe('a')
    await userEvent.keyboard('b{Enter}')
    await expect.poll(() => session().getState().open?.article.id).toBe('c')
  })

  test('F2 renames, Escape leaves the title, status is set beside it', async () => {
    const { session } = await showWindow(PROJECT)
    await expect.element(articleList()).toBeVisible()
    articleList().element().focus()
    await userEvent.keyboard('{F2}')
    await page.getByLabelText(/^New title of/).fill('Vote put off')
    await userEvent.keyboard('{Enter}')
    expect(session().getState().articles[0]?.title).toBe('Vote put off')
    await expect.element(articleList()).toHaveFocus()
    await userEvent.keyboard('{F2}')
    await page.getByLabelText(/^New title of/).fill('Something else')
    await userEvent.keyboard('{Escape}')
    expect(session().getState().articles[0]?.title).toBe('Vote put off')
    await page.getByRole('radio', { name: 'Done' }).click()
    expect(session().getState().articles[0]?.status).toBe('done')
  })

  test('Delete removes the article, not the selected annotation', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/40 percent/).click()
    articleList().element().focus()
    await userEvent.keyboard('{Delete}')
    await expect.element(page.getByText('Choose an article from the list', { exact: false })).toBeVisible()
    expect(
      session()
        .getState()
        .articles.map(({ id }) => id),
    ).toEqual(['b', 'c'])
    expect(session().getState().undoTitle).toBe('Remove article “Harbour vote delayed”')
  })

  test('shows what was decided on import', async () => {
    await showWindow(PROJECT)
    await page.getByText('Source', { exact: true }).click()
    await expect.element(page.getByText('utf-8')).toBeVisible()
    await expect.element(page.getByText('abababababab…')).toBeVisible()
  })
})

describe('the window', () => {
  test('F6 visits the three panes; a hidden one is left out, and the inspector opens it again', async () => {
    const { window, session } = await showWindow(PROJECT)
    await option(/minister/).click()
    const pane = () => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane
    const visited: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      await userEvent.keyboard('{F6}')
      visited.push(pane())
    }
    expect(visited).toEqual(['articles', 'text', 'annotations'])
    await page.getByRole('button', { name: 'Annotations' }).click()
    expect(document.querySelector('[data-pane="annotations"]')).toBeNull()
    await userEvent.keyboard('{F6}{F6}')
    expect(pane()).toBe('text')
    expect(session().getState().selected).toBe(ENTITY.id)
    await userEvent.keyboard('{Enter}')
    await expect.poll(pane).toBe('annotations')
    expect(window.getState().panes.annotations).toBe(true)
  })

  test('a failed save says why and can be tried again', async () => {
    const answers = [fail('disk-full', 'The disk is full.', 'Free some space.')]
    await showWindow(PROJECT, { save: () => Promise.resolve(answers.shift() ?? ok({ sequence: 1 })) })
    await option(/minister/).click()
    await userEvent.keyboard('{Delete}')
    await expect
      .element(page.getByRole('alert').filter({ hasText: 'The disk is full. Free some space.' }))
      .toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(announced(/^Saved$/)).toBeVisible()
  })

  test('counts each type and names the selection', async () => {
    const { session } = await showWindow(PROJECT)
    const counts = page.getByRole('list', { name: 'Annotations of this article by type' })
    await expect.element(counts).toBeVisible()
    expect(counts.element().textContent).toBe('EEntity1QQuote1CClaim1SStance0KCue0')
    const start = SAMPLE_TEXT.indexOf('minister')
    session().setSelection({ start, end: start + 8 })
    await expect.element(page.getByText(`Selection ${start}–${start + 8} · 8 characters`)).toBeVisible()
  })

  test('dialogs keep their keys to themselves and give the focus back', async () => {
    const { session } = await showWindow(PROJECT)
    await option(/minister/).click()
    await userEvent.keyboard('{F1}')
    await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await userEvent.keyboard('{Delete}n')
    expect(session().getState().selected).toBe(ENTITY.id)
    expect(session().getState().open?.index.size).toBe(3)
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('dialog', { name: 'Keys' })).not.toBeInTheDocument()
    await expect.element(annotationList()).toHaveFocus()
  })

  test('files dropped on it are imported', async () => {
    const importDropped = vi.fn<Workbench['importDropped']>(() => Promise.resolve(ok(null)))
    await showWindow(PROJECT, { importDropped })
    await expect.element(option(/minister/)).toBeVisible()
    const transfer = new DataTransfer()
    const file = new File(['text'], 'a.txt')
    transfer.items.add(file)
    const target = document.querySelector('[data-pane="text"]') ?? document.body
    target.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer: transfer }))
    await expect.element(page.getByText('Drop the files to open them as articles')).toBeVisible()
    target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
    expect(importDropped).toHaveBeenCalledWith([file])
    await expect.element(page.getByText('Drop the files to open them as articles')).not.toBeInTheDocument()
  })

  test('separators are named and work by keyboard; the widths are remembered', async () => {
    await showWindow(PROJECT)
    const separator = page.getByRole('separator', { name: 'Width of the articles' })
    await expect.element(separator).toBeVisible()
    const pane = page.getByRole('region', { name: 'Articles' })
    const before = pane.element().getBoundingClientRect().width
    separator.element().focus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.poll(() => pane.element().getBoundingClientRect().width).toBeGreaterThan(before)
    expect(localStorage.getItem('layout:panes-true-true')).toContain('articles')
  })

  test('no part of it writes style elements', async () => {
    // Vite's server writes the style sheet of a part that is loaded late; in the built program it is a file.
    const written = () => document.querySelectorAll('style:not([data-vite-dev-id])').length
    const before = written()
    const { window } = await showWindow(PROJECT)
    window.openDialog('export')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await page.getByRole('button', { name: 'Undo' }).hover()
    await expect.element(page.getByRole('tooltip')).toBeVisible()
    expect(written()).toBe(before)
  })
})

describe('export', () => {
  test('says what was chosen and what of it is not there, not that all of it was written', async () => {
    const losses = [{ kind: 'no-claim', what: 'Annotations that are no claims are left out.', count: 32, ids: ['a'] }]
    const report = exportReport({ articles: 1, annotations: 32, relations: 19, losses })
    const { window } = await showWindow(PROJECT, { exportDataset: () => Promise.resolve(ok(report)) })
    window.openDialog('export')
    await page.getByRole('button', { name: 'Export…' }).last().click()
    await expect.element(page.getByText('1 article, 32 annotations, 19 relations')).toBeVisible()
    await expect.element(page.getByText('What the format could not hold of what was chosen:')).toBeVisible()
  })

  test('asks for what was chosen; Cancel stops a running one', async () => {
    const { window, calls } = await showWindow(PROJECT, {
      exportDataset: (request) => {
        requests.push(request)
        return new Promise(() => undefined)
      },
    })
    const requests: unknown[] = []
    await expect.element(option(/minister/)).toBeVisible()
    window.openDialog('export')
    await page.getByRole('radio', { name: /^CSV/ }).click()
    await page.getByRole('radio', { name: 'For Excel' }).click()
    await page.getByLabelText('Offsets count').selectOptions('UTF-8 bytes')
    await page.getByRole('button', { name: 'Export…' }).last().click()
    await expect
      .poll(() => requests)
      .toMatchObject([{ format: 'csv', profile: 'excel', offsets: 'utf8', filter: { articles: ['a'] }, split: false }])
    await userEvent.keyboard('{Escape}')
    expect(calls.map(({ name }) => name)).toContain('cancelExport')
    expect(window.getState().dialog).toBe('export')
  })
})

describe('welcome', () => {
  test('opens, forgets and starts with the keys of every system', async () => {
    const recents = [{ id: '1', name: 'Ferry', folder: '/home/ada', openedAt: NOW }]
    const { calls } = await showWindow(PROJECT, {}, { project: null, recents })
    await page.getByRole('button', { name: /^Ferry/ }).click()
    await page.getByRole('button', { name: 'Look at the sample project' }).click()
    await userEvent.keyboard('{Control>}o{/Control}')
    await page.getByRole('button', { name: 'Forget Ferry' }).click()
    const named = calls.filter(({ name }) => name !== 'reportUnsaved')
    expect(named).toEqual([
      { name: 'openRecentProject', args: ['1'] },
      { name: 'openSampleProject', args: [] },
      { name: 'chooseArticles', args: ['files'] },
      { name: 'forgetRecentProject', args: ['1'] },
    ])
    await expect.element(page.getByText('Ferry')).not.toBeInTheDocument()
  })
})
