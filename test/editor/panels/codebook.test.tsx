import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Relation } from '../../../model/record/relation.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { polnear } from '../../../model/presets/polnear.ts'
import { fail, ok } from '../../../model/value/result.ts'
import { annotate, makeArticle, NOW } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const ENTITY = annotate('a', 'entity', 'minister')
const QUOTE = annotate('a', 'quote', '“We will not be rushed,”')
const OTHER = annotate('b', 'quote', 'the vote would wait', { attributes: { mode: 'indirect', attitude: 'belief' } })
const SPEAKER: Relation = {
  kind: 'relation',
  id: 'relation-1',
  article: 'a',
  role: 'speaker',
  source: QUOTE.id,
  target: { annotation: ENTITY.id },
  attributes: {},
  annotator: 'me',
  createdAt: NOW,
  updatedAt: NOW,
}
const PROJECT = {
  articles: [makeArticle('a', { title: 'Harbour vote delayed' }), makeArticle('b')],
  annotations: [ENTITY, QUOTE, OTHER],
  relations: [SPEAKER],
}

const dialog = () => page.getByRole('dialog', { name: /^Codebook/ })
const tree = () => page.getByRole('tree', { name: 'Codebook' })
const item = (name: string | RegExp) => tree().getByRole('treeitem', { name })
const field = (name: string) => page.getByRole('textbox', { name, exact: true })

/** Opens the editor as a person does. */
async function openEditor(...window: Parameters<typeof showWindow>) {
  const shown = await showWindow(...window)
  await expect.element(page.getByRole('option', { name: /minister/ })).toBeVisible()
  await userEvent.keyboard('{Control>}{Shift>}b{/Shift}{/Control}')
  await expect.element(tree()).toHaveFocus()
  return shown
}

beforeEach(() => page.viewport(1200, 800))
afterEach(() => {
  closeWindow()
})

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('in the editor, for the codebook, a type, an attribute and a role', async () => {
    await openEditor(PROJECT)
    expect(await violations(), 'codebook').toEqual([])
    for (const name of [/^Quote/, /^Mode/, /^Speaker/]) {
      await item(name).click()
      expect(await violations(), String(name)).toEqual([])
    }
  })

  test('in the editor, for a value, and where a key is refused', async () => {
    await openEditor(PROJECT)
    await item(/^Mode/).click()
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    await expect.element(page.getByRole('heading', { name: 'Value: Quote, Mode: Direct' })).toBeVisible()
    expect(await violations(), 'value').toEqual([])
    await item(/^Quote/).click()
    await field('Key').fill('N')
    await expect.element(page.getByText(/N is the key of the command “Next annotation”/)).toBeVisible()
    expect(await violations(), 'refusal').toEqual([])
  })

  test('in the summary, in the question before leaving, and in a small window', async () => {
    await openEditor(PROJECT)
    await item(/^Quote/).click()
    await userEvent.keyboard('{Delete}')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(page.getByRole('heading', { name: 'Removed, but in use' })).toBeVisible()
    expect(await violations(), 'summary').toEqual([])
    await page.getByRole('button', { name: 'Back' }).click()
    await page.viewport(760, 520)
    expect(await violations(), 'small').toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.element(page.getByRole('alertdialog')).toBeVisible()
    expect(await violations(), 'leaving').toEqual([])
  })

  test('in the choice of a codebook for a new project, and in a read-only project', async () => {
    const { window } = await showWindow({ ...PROJECT, readOnly: 'It is open elsewhere.' })
    window.openDialog('new-project')
    await expect.element(page.getByRole('dialog', { name: 'New project' })).toBeVisible()
    expect(await violations(), 'new project').toEqual([])
    window.openDialog('codebook')
    await expect.element(page.getByText(/Nothing can be changed/)).toBeVisible()
    expect(await violations(), 'read-only').toEqual([])
  })
})

describe('the outline', () => {
  test('is walked, folded and searched by keys, and names what is what', async () => {
    await openEditor(PROJECT)
    await expect.element(item(/^News attribution/)).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(item('Entity')).toHaveAttribute('aria-selected', 'true')
    await expect.element(item('Entity')).toHaveAttribute('aria-level', '2')
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(item('Entity')).toHaveAttribute('aria-expanded', 'false')
    await expect.element(item('Mention attribute')).not.toBeInTheDocument()
    await userEvent.keyboard('s')
    await expect.element(item('Speaker role')).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(item('Quote')).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await expect.element(item('Direct value')).toBeVisible()
    await expect.element(item('Mode attribute')).toHaveAttribute('aria-selected', 'true')
    const active = tree().element().getAttribute('aria-activedescendant') ?? ''
    expect(document.getElementById(active)?.textContent).toContain('Mode')
    await userEvent.keyboard('{Enter}')
    await expect.element(field('Name')).toHaveFocus()
    await userEvent.keyboard('{F6}')
    expect(document.activeElement?.closest('[aria-label="Preview"]')).not.toBeNull()
    await userEvent.keyboard('{F6}')
    await expect.element(tree()).toHaveFocus()
  })

  test('reorders, removes and takes back', async () => {
    await openEditor(PROJECT)
    const names = () =>
      [...tree().element().querySelectorAll('[aria-level="2"] .outline-name')].map(({ textContent }) => textContent)
    await userEvent.keyboard('{ArrowDown}{Alt>}{ArrowDown}{/Alt}')
    expect(names().slice(0, 2)).toEqual(['Quote', 'Entity'])
    await userEvent.keyboard('{Delete}')
    expect(names()).toEqual(['Quote', 'Claim', 'Stance', 'Cue'])
    await expect.element(item('Claim')).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}')
    expect(names()).toEqual(['Entity', 'Quote', 'Claim', 'Stance', 'Cue'])
    await page.getByRole('button', { name: 'Redo' }).click()
    expect(names().slice(0, 2)).toEqual(['Quote', 'Entity'])
  })
})

describe('editing', () => {
  test('a new type with attribute, values and role is made by keys, and shown as it will look', async () => {
    const { session, saved } = await openEditor(PROJECT)
    await field('New type').click()
    await userEvent.keyboard('Source of data{Enter}')
    await expect.element(field('Name')).toHaveFocus()
    await expect.element(field('Name')).toHaveValue('Source of data')
    await expect.element(field('Id in files')).toHaveValue('source-of-data')
    // S, O, U: the first letter of the name that is free.
    await expect.element(field('Key')).toHaveValue('O')
    await page.getByRole('radio', { name: 'Red' }).click()
    await field('Examples').fill('a survey of 1,000 voters')
    const preview = page.getByRole('region', { name: 'Preview' })
    await expect.element(preview.getByText('a survey of 1,000 voters')).toHaveClass('starts-red')
    await expect.element(preview.getByText('a survey of 1,000 voters')).toHaveAttribute('data-chips', 'O')

    await field('New attribute').click()
    await userEvent.keyboard('KIND{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Attribute: Source of data, KIND' })).toBeVisible()
    await field('New value').click()
    await userEvent.keyboard('Survey{Enter}Register{Enter}')
    await expect.element(preview.getByRole('radio', { name: 'Register' })).toBeVisible()
    await item('Source of data').click()
    await field('New role').click()
    await userEvent.keyboard('Publisher{Enter}')
    await page.getByRole('checkbox', { name: 'Entity' }).click()
    await page.getByRole('checkbox', { name: 'Source of data' }).click()

    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await expect.element(page.getByText('Type “Source of data” was added.')).toBeVisible()
    await page.getByRole('button', { name: 'Save version 2' }).click()
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(session().getState().codebook).toMatchObject({ id: 'news-attribution', version: 2 })
    expect(session().getState().codebook.types.at(-1)).toEqual({
      id: 'source-of-data',
      name: 'Source of data',
      key: 'O',
      color: 'red',
      description: '',
      examples: ['a survey of 1,000 voters'],
      spanless: false,
      attributes: [
        {
          id: 'KIND',
          name: 'KIND',
          input: 'choice',
          values: [
            { id: 'survey', name: 'Survey' },
            { id: 'register', name: 'Register' },
          ],
        },
      ],
      roles: [{ id: 'publisher', name: 'Publisher', key: 'P', toEntity: true, toTypes: ['entity'] }],
    })
    await session().settled()
    expect(saved).toHaveLength(1)
    expect(saved[0]?.change.updated).toHaveLength(1)
    await session().undo()
    expect(session().getState().codebook).toEqual(newsAttribution)
  })

  test('keys that clash are refused with the name of the other; leaving brings the old one back', async () => {
    await openEditor(PROJECT)
    await item('Claim').click()
    await field('Key').fill('Q')
    await expect.element(page.getByText(/Q is the key of “Quote”/)).toBeVisible()
    await userEvent.tab()
    await expect.element(field('Key')).toHaveValue('C')
    await item('Cue role').click()
    await field('Key').fill('S')
    await expect.element(page.getByText(/S is the key of “Speaker”/)).toBeVisible()
    await item('Quote').click()
    await field('Name').fill('claim')
    await expect.element(page.getByText(/There is a type “Claim” already/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^Save…/ })).toBeDisabled()
  })

  test('the id of what is new can be chosen, that of what is saved cannot', async () => {
    await openEditor(PROJECT)
    await item('Quote').click()
    await expect.element(field('Id in files')).toHaveAttribute('readonly')
    await field('New role').fill('Listener')
    await userEvent.keyboard('{Enter}')
    await field('Id in files').fill('not good')
    await userEvent.tab()
    await expect.element(page.getByText(/This id cannot be used in files/)).toBeVisible()
    await field('Id in files').fill('HEARER')
    await userEvent.tab()
    await expect.element(page.getByText(/This id cannot be used/)).not.toBeInTheDocument()
    // The focus went on to the next field, and the form is still the one of this part.
    expect(document.activeElement).not.toBe(document.body)
    await expect.element(page.getByRole('heading', { name: 'Role: Quote, Listener' })).toBeVisible()
  })

  test('what is not saved is asked about; a read-only codebook can be read', async () => {
    const { window } = await openEditor(PROJECT)
    await userEvent.keyboard('{ArrowDown}{Delete}{Escape}')
    await expect.element(page.getByRole('alertdialog')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
    expect(window.getState().dialog).toBe('codebook')
    await userEvent.keyboard('{Escape}')
    await page.getByRole('button', { name: 'Leave' }).click()
    await expect.element(dialog()).not.toBeInTheDocument()
    closeWindow()
    await openEditor({ ...PROJECT, readOnly: 'It is open elsewhere.' })
    await userEvent.keyboard('{ArrowDown}{Delete}')
    await expect.element(item('Entity')).toBeVisible()
    await expect.element(field('Name')).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    await expect.element(dialog()).not.toBeInTheDocument()
  })
})

describe('saving', () => {
  test('what is removed and in use is counted over all articles, kept as retired or mapped', async () => {
    const { session, saved } = await openEditor(PROJECT)
    await item('Mode attribute').click()
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{Delete}')
    await expect.element(item('Indirect value')).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{Delete}')
    await item('Attitude attribute').click()
    await userEvent.keyboard('{Delete}')
    await item('Cue').click()
    await userEvent.keyboard('{Delete}')
    await page.getByRole('button', { name: /^Save…/ }).click()
    const direct = page.getByLabelText('Value “Quote, Mode: Direct”, in 1 annotation')
    await expect.element(direct).toHaveValue('')
    await expect.element(page.getByLabelText('Value “Quote, Mode: Indirect”, in 1 annotation')).toBeVisible()
    await expect.element(page.getByLabelText('Attribute “Quote, Attitude”, in 1 annotation')).toBeVisible()
    // Nothing is a cue, so it goes without a question.
    expect(page.getByLabelText(/^Type “Cue”/).query()).toBeNull()
    await expect.element(page.getByText('Type “Cue” was removed.')).toBeVisible()
    await page.getByLabelText('Value “Quote, Mode: Indirect”, in 1 annotation').selectOptions('Map it onto “Mixed”')
    await page.getByRole('button', { name: 'Save version 2' }).click()
    await expect.element(dialog()).not.toBeInTheDocument()

    const { codebook } = session().getState()
    expect(codebook.types.map(({ id }) => id)).toEqual(['entity', 'quote', 'claim', 'stance'])
    expect(codebook.types[1]?.attributes).toMatchObject([
      { id: 'mode', values: [{ id: 'direct', retired: true }, { id: 'mixed' }] },
      { id: 'attitude', retired: true },
    ])
    await session().settled()
    const updated = saved[0]?.change.updated.slice(1)
    expect(updated).toMatchObject([
      [{ attributes: OTHER.attributes }, { attributes: { mode: 'mixed', attitude: 'belief' }, codebookVersion: 2 }],
    ])
    await expect.element(page.getByText(/The codebook is version 2 now, 1 annotation or relation mapped/)).toBeVisible()

    // What is retired is marked where an annotation holds it, and offered nowhere else.
    await page.getByRole('option', { name: /rushed/ }).click()
    await expect.element(page.getByRole('radio', { name: 'Direct (retired)' })).toBeChecked()
    await page.getByRole('radio', { name: 'Mixed' }).click()
    await expect.element(page.getByRole('radio', { name: 'Direct (retired)' })).not.toBeInTheDocument()
  })

  test('a type is mapped with its annotations and relations; undo brings everything back', async () => {
    const { session } = await openEditor(PROJECT)
    await item('Quote').click()
    await userEvent.keyboard('{Delete}')
    await page.getByRole('button', { name: /^Save…/ }).click()
    await page.getByLabelText('Type “Quote”, in 2 annotations').selectOptions('Map it onto “Claim”')
    await page.getByRole('button', { name: 'Save version 2' }).click()
    await expect.element(dialog()).not.toBeInTheDocument()
    const { codebook, open, counts } = session().getState()
    expect(codebook.types.map(({ id }) => id)).not.toContain('quote')
    expect(open?.index.get(QUOTE.id)).toMatchObject({ type: 'claim', attributes: { mode: 'direct' } })
    expect(counts).toMatchObject({ a: { claim: 1, quote: 0 }, b: { claim: 1, quote: 0 } })
    const claim = codebook.types.find(({ id }) => id === 'claim')
    expect(claim?.attributes.find(({ id }) => id === 'mode')?.retired).toBe(true)
    expect(claim?.roles.find(({ id }) => id === 'speaker')?.retired).toBe(true)
    await session().undo()
    expect(session().getState().codebook).toEqual(newsAttribution)
    expect(session().getState().open?.index.get(QUOTE.id)).toEqual(QUOTE)
    expect(session().getState().counts).toMatchObject({ a: { quote: 1 }, b: { quote: 1 } })
  })

  test('a codebook of a file goes through the same questions; a bad file is told line by line', async () => {
    const answers = [
      fail('invalid-record', '"bad.json": This codebook has one place that is not as expected.', 'Correct it.', [
        'codebook.types[0].key: this should be one capital letter from A to Z.',
      ]),
      ok({ fileName: 'polnear.codebook.json', codebook: polnear }),
    ]
    const { session } = await openEditor(PROJECT, {
      openCodebookFile: () => Promise.resolve(answers.shift() ?? ok(null)),
    })
    await page.getByRole('button', { name: 'Import…' }).click()
    await page.getByText('Details').click()
    await expect.element(page.getByText(/codebook\.types\[0\]\.key: this should be one capital letter/)).toBeVisible()
    await page.getByRole('button', { name: 'Import…' }).click()
    await expect.element(item('Content')).toBeVisible()
    await page.getByRole('button', { name: /^Save…/ }).click()
    await expect.element(page.getByLabelText('Type “Quote”, in 2 annotations')).toBeVisible()
    await page.getByLabelText('Type “Entity”, in 1 annotation').selectOptions('Map it onto “Source”')
    await page.getByRole('button', { name: 'Save version 2' }).click()
    await expect.element(dialog()).not.toBeInTheDocument()
    const { codebook, undoTitle } = session().getState()
    expect(codebook).toMatchObject({ id: 'news-attribution', name: 'PolNeAR attribution', version: 2 })
    expect(codebook.types.map(({ id, retired }) => [id, retired ?? false])).toEqual([
      ['content', false],
      ['source', false],
      ['quote', true],
      ['cue', false],
    ])
    expect(undoTitle).toBe('Import codebook from polnear.codebook.json')
  })

  test('a key that the window has for itself stops a codebook from elsewhere until it is changed', async () => {
    const strange = { ...polnear, types: polnear.types.map((type, i) => (i === 0 ? { ...type, key: 'N' } : type)) }
    const { window, session } = await openEditor(PROJECT, {
      openCodebookFile: () => Promise.resolve(ok({ fileName: 'n.json', codebook: strange })),
    })
    await page.getByRole('button', { name: 'Import…' }).click()
    await page.getByRole('button', { name: /^Save…/ }).click()
    await expect
      .element(page.getByText(/The key N of “Content” is the key of the command “Next annotation”/))
      .toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Save version 2' })).toBeDisabled()
    expect(window.getState().dialog).toBe('codebook')
    expect(session().getState().codebook.version).toBe(1)
  })
})

describe('a new project', () => {
  test('asks for its codebook, by keys; the usual one is chosen', async () => {
    const { calls } = await showWindow(PROJECT, {}, { project: null, recents: [] })
    await page.getByRole('button', { name: /^New project/ }).click()
    await expect.element(page.getByRole('radio', { name: /^News attribution/ })).toBeChecked()
    await expect.element(page.getByRole('radio', { name: /^News attribution/ })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect
      .poll(() => calls.filter(({ name }) => name === 'newProject'))
      .toEqual([{ name: 'newProject', args: [polnear] }])
  })

  test('can take one from a file', async () => {
    const { calls } = await showWindow(
      PROJECT,
      {
        openCodebookFile: () => Promise.resolve(ok({ fileName: 'mine.json', codebook: { ...polnear, name: 'Mine' } })),
      },
      { project: null, recents: [] },
    )
    await userEvent.keyboard('{Control>}{Shift>}n{/Shift}{/Control}')
    await page.getByRole('button', { name: 'Codebook from a file…' }).click()
    await expect.element(page.getByRole('radio', { name: /^Mine From mine.json/ })).toBeChecked()
    await page.getByRole('button', { name: 'Create…' }).last().click()
    await expect.poll(() => calls.find(({ name }) => name === 'newProject')?.args).toMatchObject([{ name: 'Mine' }])
  })
})
