import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type DatasetChoices, type Destination, USUAL_CHOICES } from '../../../model/dataset/dataset-vocabulary.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { ok } from '../../../model/value/result.ts'
import type { DatasetCount, DatasetLook, DatasetPlan, DatasetPreview } from '../../../preload/contract/contract.ts'
import { makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const ARTICLES = [makeArticle('a', { title: 'Harbour vote' })]
const count = (added: number, rest: Partial<DatasetCount> = {}): DatasetCount => ({
  added,
  present: 0,
  different: 0,
  leftOut: 0,
  ...rest,
})

const preview = (choices: DatasetChoices = USUAL_CHOICES): DatasetPreview => {
  const chosen = choices.types.find(([name]) => name === 'PER')?.[1]
  const to: Destination = chosen ?? { kind: 'existing', id: 'entity', set: { type: 'person' } }
  return {
    id: 'd',
    name: 'news.jsonl',
    format: { id: 'doccano', title: 'doccano' },
    formats: [
      { id: 'doccano', title: 'doccano' },
      { id: 'spacy', title: 'spaCy' },
    ],
    choices,
    counts: {
      articles: count(2, { present: 1 }),
      annotations: count(choices.relocate ? 11 : 10, { leftOut: choices.relocate ? 0 : 1 }),
      relations: count(0),
      entities: count(0),
      annotators: count(1),
      suggestions: choices.predictions === 'suggest' ? count(3) : count(0, { leftOut: 3 }),
    },
    types: [
      {
        type: { name: 'PER', count: 7, wholeArticle: 0 },
        to,
        becomes: to.kind === 'existing' ? to.id : null,
        attributes: [
          {
            attribute: { name: 'kind', count: 7, values: [], moreValues: false, longest: 4, entities: 0 },
            to: { kind: 'existing', id: 'mention' },
          },
        ],
        roles: [],
      },
    ],
    codebook: newsAttribution,
    codebookChanges: ['The attribute "kind" is new in "Entity".'],
    mayTakeOver: false,
    misplaced: {
      total: 1,
      items: [{ place: 'line 3', article: 'Vote', type: 'PER', quote: 'Ann', instead: 'nn ', distance: -1 }],
    },
    problems: { total: 1, items: [{ path: 'news.jsonl', line: 4, message: 'The line is not valid JSON.' }] },
  }
}

const read = (choices?: DatasetChoices) => ok<DatasetLook>({ kind: 'read', preview: preview(choices) })
const unread = ok<DatasetLook>({
  kind: 'unread',
  dataset: {
    id: 'd',
    name: 'news.dat',
    format: null,
    formats: preview().formats,
    failure: {
      code: 'unknown-format',
      message: '"news.dat" is no dataset of a format that can be read.',
      action: 'Choose its format yourself, if it is one of: doccano (doccano), spacy (spaCy).',
    },
  },
})

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

const dialog = () => page.getByRole('dialog', { name: 'Import dataset' })

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('a dataset, with everything open, wide and narrow', async () => {
    const { window } = await showWindow({ articles: ARTICLES }, { chooseDataset: () => Promise.resolve(read()) })
    await window.openDataset('file')
    await expect.element(dialog()).toBeVisible()
    for (const summary of ['Which', '1 problem', '1 change of the codebook', 'kind']) {
      await dialog().getByText(summary, { exact: true }).click()
    }
    expect(await violations()).toEqual([])
    await page.viewport(720, 480)
    expect(await violations()).toEqual([])
  })
})

describe('a dataset', () => {
  test('that nobody recognises can be read as what a person says it is, by keyboard', async () => {
    const plans: DatasetPlan[] = []
    const { window } = await showWindow(
      { articles: ARTICLES },
      {
        chooseDataset: () => Promise.resolve(unread),
        planDataset: (plan) => {
          plans.push(plan)
          return Promise.resolve(read(plan.choices))
        },
      },
    )
    await window.openDataset('file')
    const told = dialog().getByRole('alert').getByText('If you know what it is, choose its format.')
    await expect.element(told).toBeVisible()
    expect(
      dialog()
        .getByRole('button', { name: /^Import/ })
        .elements(),
    ).toEqual([])
    const readAs = dialog().getByLabelText('Read as')
    await expect.element(readAs).toHaveFocus()
    await expect.element(readAs).toHaveDisplayValue('Choose a format…')
    expect(await violations()).toEqual([])
    await readAs.selectOptions('doccano')
    await expect.element(dialog().getByRole('button', { name: 'Import 10 annotations, 3 suggestions' })).toBeEnabled()
    expect(plans).toMatchObject([{ id: 'd', format: 'doccano' }])
    expect(dialog().getByRole('alert').elements()).toEqual([])
    // Nothing takes the focus away while it is read.
    await expect.element(readAs).toHaveFocus()
  })

  test('keeps every answer that is given while it is still being read', async () => {
    const plans: DatasetPlan[] = []
    const answers: (() => void)[] = []
    const { window } = await showWindow(
      { articles: ARTICLES },
      {
        chooseDataset: () => Promise.resolve(read()),
        planDataset: (plan) => {
          plans.push(plan)
          return new Promise((answer) => answers.push(() => answer(read(plan.choices))))
        },
      },
    )
    await window.openDataset('file')
    await dialog().getByLabelText('Type PER becomes').selectOptions('Leave out')
    await expect.element(dialog().getByLabelText('Type PER becomes')).toHaveDisplayValue('Leave out')
    await dialog()
      .getByRole('checkbox', { name: /Take them where/ })
      .click()
    await expect.poll(() => answers.length).toBe(2)
    expect(plans[1]?.choices).toMatchObject({ relocate: true, types: [['PER', { kind: 'leave-out' }]] })
    answers[1]?.()
    await expect.element(dialog().getByRole('button', { name: 'Import 11 annotations, 3 suggestions' })).toBeEnabled()
    answers[0]?.()
    await expect.element(dialog().getByRole('button', { name: 'Import 11 annotations, 3 suggestions' })).toBeEnabled()
  })

  test('is planned anew with every answer, then imported with all of them', async () => {
    const plans: DatasetPlan[] = []
    const imports: unknown[] = []
    const { window } = await showWindow(
      { articles: ARTICLES },
      {
        chooseDataset: () => Promise.resolve(read()),
        planDataset: (plan) => {
          plans.push(plan)
          return Promise.resolve(read(plan.choices))
        },
        importDataset: (plan) => {
          imports.push(plan)
          const { name, counts, types, codebookChanges, misplaced, problems } = preview(plan.choices)
          return Promise.resolve(
            ok({ name, counts, relocated: 1, lost: 0, types, codebookChanges, misplaced, problems, milliseconds: 40 }),
          )
        },
      },
    )
    await window.openDataset('file')
    await dialog()
      .getByRole('checkbox', { name: /Take them where/ })
      .click()
    await expect.element(dialog().getByRole('button', { name: 'Import 11 annotations, 3 suggestions' })).toBeVisible()
    await dialog().getByRole('radio', { name: 'Leave out' }).click()
    await expect.element(dialog().getByRole('button', { name: 'Import 11 annotations', exact: true })).toBeVisible()
    expect(plans.at(-1)?.choices.predictions).toBe('leave-out')
    await dialog().getByLabelText('Type PER becomes').selectOptions('Leave out')
    await expect
      .poll(() => plans.at(-1)?.choices)
      .toMatchObject({
        relocate: true,
        types: [['PER', { kind: 'leave-out' }]],
      })
    await dialog().getByLabelText('Type PER becomes').selectOptions('Entity')
    await dialog().getByText('kind', { exact: true }).click()
    await dialog().getByLabelText('Attribute kind becomes').selectOptions('New attribute')
    await expect.poll(() => plans.at(-1)?.choices.attributes).toEqual([['PER', 'kind', { kind: 'new' }]])
    await dialog().getByLabelText('Read as').selectOptions('spaCy')
    await expect.poll(() => plans.at(-1)?.format).toBe('spacy')
    await dialog().getByRole('button', { name: 'Import 11 annotations' }).click()
    await expect.element(page.getByRole('dialog', { name: 'Dataset imported' })).toBeVisible()
    expect(imports).toMatchObject([{ id: 'd', choices: { relocate: true } }])
    await userEvent.keyboard('{Escape}')
    expect(window.getState().dialog).toBeNull()
  })

  test('that is let go of is said to the main process', async () => {
    const { window, calls } = await showWindow({ articles: ARTICLES }, { chooseDataset: () => Promise.resolve(read()) })
    await window.openDataset('folder')
    await expect.element(dialog()).toBeVisible()
    await userEvent.keyboard('{Escape}')
    expect(calls.map(({ name }) => name)).toContain('cancelDataset')
  })
})
