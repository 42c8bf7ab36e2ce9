import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok } from '../../../model/value/result.ts'
import type { DoctorReport, RepairedProject } from '../../../preload/contract/contract.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'
import { PROJECT } from './small-project.ts'

const REPORT: DoctorReport = {
  of: 'id-1',
  file: 'news.standoff',
  findings: [
    {
      id: 'columns',
      title: 'Columns',
      severity: 'wrong',
      means: 'A column says something else than its record.',
      count: 7,
      first: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => `Annotation ${id} begins at 0.`),
      unfinished: null,
    },
  ],
  sound: ['Texts', 'Quotes'],
  repairs: [
    { id: 'columns', title: 'Compute columns', does: 'Computes.', isSafe: true, isUndoable: true, refused: null },
    { id: 'orphans', title: 'Remove orphans', does: 'Deletes.', isSafe: false, isUndoable: false, refused: null },
    { id: 'log', title: 'Seal the log', does: 'Seals.', isSafe: true, isUndoable: false, refused: 'It is whole.' },
  ],
}
const REPAIRED: RepairedProject = {
  outcomes: [{ title: 'Compute columns', count: 7, refused: null }],
  kept: 'news.before-repair.standoff',
  report: { ...REPORT, findings: [], repairs: [] },
  notOpened: null,
}

beforeEach(() => page.viewport(760, 520))
afterEach(() => {
  closeWindow()
})

test('a check says what was found, repairs it by keys alone, and says what remains', async () => {
  await useTheme('dark')
  const answers = [fail('disk-full', 'The disk is full.', 'Free some space.'), ok(REPAIRED)]
  const asked: unknown[] = []
  const { window, emit } = await showWindow(PROJECT, {
    checkProject: () => Promise.resolve(ok(REPORT)),
    repairProject(...args) {
      asked.push(args)
      return Promise.resolve(answers.shift() ?? ok(null))
    },
  })
  window.openDoctor(null)
  const dialog = page.getByRole('dialog', { name: 'Check of “news.standoff”' })
  await expect.element(dialog).toBeVisible()
  await expect.element(dialog.getByRole('heading', { name: /^Wrong \(7 places\): A column says/ })).toBeVisible()
  await expect.element(dialog.getByText('Check: Columns')).toBeVisible()
  await expect.element(dialog.getByText('and 2 others')).toBeInTheDocument()
  await expect.element(dialog.getByText('2 checks found nothing')).toBeInTheDocument()
  await expect.element(dialog.getByText('Not possible here: It is whole.')).toBeInTheDocument()
  expect(await violations()).toEqual([])
  await userEvent.click(dialog.getByRole('button', { name: 'Remove orphans…' }))
  await expect.element(dialog.getByText('The disk is full.')).toBeVisible()
  await expect.element(dialog.getByRole('group', { name: 'Check of “news.standoff”' })).toHaveFocus()
  const safe = dialog.getByRole('button', { name: 'Repair what can be repaired safely' })
  safe.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog.getByText('Compute columns: 7 things repaired')).toBeVisible()
  await expect.element(dialog.getByRole('group', { name: 'Check of “news.standoff”' })).toHaveFocus()
  expect(asked).toEqual([
    ['id-1', 'orphans'],
    ['id-1', null],
  ])
  await expect.element(dialog.getByText('Nothing is wrong: all 2 checks found nothing.')).toBeVisible()
  expect(await violations()).toEqual([])
  // Closing and opening the project does not take away what is said about it.
  emit('projectClosed', { recents: [] })
  await expect.element(dialog).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
})

test('a check that runs says how far it is, and Escape ends it', async () => {
  const { window, emit, calls } = await showWindow(PROJECT, { checkProject: () => new Promise(() => undefined) })
  window.openDoctor(null)
  await expect.element(page.getByRole('progressbar', { name: 'Check' })).toBeVisible()
  emit('doctorProgress', { what: 'annotations', rows: 1_200 })
  await expect.element(page.getByText('Reading annotations: 1,200 rows')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(calls.map(({ name }) => name)).toContain('cancelCheck')
})
