import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Entity } from '../../../model/record/entity.ts'
import { annotate, makeArticle } from '../../support/fake-workbench.ts'
import { closeWindow, showWindow, useTheme, violations } from './window-in-test.tsx'

const entity = (id: string, name: string, edit: Partial<Entity> = {}): Entity => ({
  kind: 'entity',
  id,
  name,
  type: 'person',
  aliases: [],
  wikidata: null,
  attributes: {},
  ...edit,
})

const ARTICLES = [makeArticle('a', { title: 'Harbour vote delayed' }), makeArticle('b', { title: 'Bridge opens' })]
const ADA = annotate('a', 'entity', 'Ada Lind')
const MINISTER = annotate('a', 'entity', 'minister')
const FAR = annotate('b', 'entity', 'Ada Lind', { id: 'far' })
const linked = (annotation: typeof ADA, to: string) => ({
  ...annotation,
  attributes: { ...annotation.attributes, entity: to },
})
const ENTITIES = [
  entity('1', 'Ada Lind', { aliases: ['The mayor'], attributes: { party: 'Harbour list' } }),
  entity('2', 'Lind, A.'),
  entity('3', 'Harbour Union', { type: 'organization' }),
]
const PROJECT = { articles: ARTICLES, annotations: [MINISTER, linked(ADA, '1'), linked(FAR, '1')], entities: ENTITIES }

const field = () => page.getByRole('group', { name: 'Register entry' })
const dialog = () => page.getByRole('dialog', { name: 'Entities' })
const entries = () => dialog().getByRole('listbox', { name: 'Entries', exact: true })

beforeEach(() => page.viewport(1200, 800))
afterEach(() => closeWindow())

describe.each(['light', 'dark'] as const)('axe finds nothing, %s theme:', (theme) => {
  beforeEach(() => useTheme(theme))

  test('the field of a linked mention, of one with proposals, and its open list', async () => {
    const plain = { ...PROJECT, annotations: [MINISTER, ADA, linked(FAR, '1')] }
    const { session } = await showWindow(plain)
    session().select(ADA.id)
    await expect.element(field().getByRole('button', { name: /Ada Lind same name/ })).toBeVisible()
    expect(await violations()).toEqual([])
    await field().getByRole('combobox').fill('lind')
    await expect.element(field().getByRole('option', { name: /Lind, A\./ })).toBeVisible()
    expect(await violations()).toEqual([])
    await userEvent.keyboard('{Escape}{Escape}g')
    await expect.element(field().getByText(/2 mentions/)).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('the register, with mentions, a merge and ticked mentions; and in a small window', async () => {
    const { window } = await showWindow(PROJECT)
    window.openDialog('entities')
    await expect.element(dialog().getByRole('heading', { name: '2 mentions' })).toBeVisible()
    await expect
      .element(
        dialog()
          .getByRole('button', { name: /told reporters/ })
          .first(),
      )
      .toBeVisible()
    expect(await violations()).toEqual([])
    await dialog().getByRole('checkbox').first().click()
    await dialog().getByRole('button', { name: 'Merge into…' }).click()
    await dialog().getByRole('combobox', { name: 'Merge “Ada Lind” into' }).fill('harb')
    expect(await violations()).toEqual([])
    await page.viewport(760, 520)
    expect(await violations()).toEqual([])
  })

  test('an empty register', async () => {
    const { window } = await showWindow({ articles: ARTICLES })
    window.openDialog('entities')
    await expect.element(dialog().getByText(/The register is empty/)).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

describe('the field in the inspector', () => {
  test('digits take a proposal, Shift+G takes it away again; letters in fields stay letters', async () => {
    const { session, saved } = await showWindow({ ...PROJECT, annotations: [MINISTER, ADA, linked(FAR, '1')] })
    session().select(ADA.id)
    await expect.element(field().getByRole('button', { name: /Lind, A\./ })).toBeVisible()
    await userEvent.keyboard('2')
    await expect.element(field().getByText('Lind, A.')).toBeVisible()
    await userEvent.keyboard('{Shift>}g{/Shift}')
    await expect.element(field().getByRole('button', { name: /Ada Lind same name/ })).toBeVisible()
    expect(saved).toHaveLength(2)
    await page.getByLabelText('Note').fill('gG12')
    expect(session().getState().open?.index.get(ADA.id)?.attributes.entity).toBeUndefined()
  })

  test('an entry is found by name with the keyboard, or made', async () => {
    const { session } = await showWindow(PROJECT)
    session().select(MINISTER.id)
    const picker = field().getByRole('combobox')
    await picker.fill('hu')
    await expect.element(field().getByRole('option').first()).toHaveTextContent('Harbour UnionOrganization · 0')
    await userEvent.keyboard('{Enter}')
    await expect.element(field().getByText(/Organization · 1 mention/)).toBeVisible()
    await picker.fill('Someone new')
    await expect.element(field().getByRole('option', { name: /New entry “Someone new”/ })).toBeVisible()
    await userEvent.keyboard('{ArrowUp}{Enter}')
    await expect.element(field().getByText(/Other · 1 mention/)).toBeVisible()
    expect(session().getState().entities.at(-1)?.name).toBe('Someone new')
    await field().getByRole('button', { name: 'Link to no entry' }).click()
    await expect.element(picker).toHaveFocus()
    await expect.element(field().getByRole('button', { name: /New entry from these words/ })).toBeVisible()
  })

  test('says where the entry has gone, and is closed where nothing can be changed', async () => {
    const { session } = await showWindow({
      ...PROJECT,
      annotations: [linked(ADA, 'gone')],
      readOnly: 'It is open elsewhere.',
    })
    session().select(ADA.id)
    await expect.element(field().getByText(/is not in the register/)).toBeVisible()
    await expect.element(field().getByRole('combobox')).toBeDisabled()
  })
})

describe('the register', () => {
  test('begins at the entry of the selected mention, filters, and edits', async () => {
    const { window, session } = await showWindow(PROJECT)
    session().select(ADA.id)
    await userEvent.keyboard('{Control>}{Shift>}r{/Shift}{/Control}')
    await expect.element(dialog().getByRole('region', { name: 'Entry: Ada Lind' })).toBeVisible()
    await expect.element(dialog().getByLabelText('Aliases, one a line')).toHaveValue('The mayor')
    await dialog().getByLabelText('Wikidata item').fill('nonsense')
    await expect.element(dialog().getByText('A Wikidata item is a Q and a number, such as Q42.')).toBeVisible()
    await dialog().getByLabelText('Wikidata item').fill('https://www.wikidata.org/wiki/Q42')
    await dialog().getByLabelText('Name of a new attribute').fill('office')
    await dialog().getByLabelText('Value of the new attribute').fill('Mayor')
    await userEvent.keyboard('{Enter}')
    await dialog().getByLabelText('Type').selectOptions('organization')
    const first = () => session().getState().entities[0]
    await expect.poll(() => first()?.attributes).toEqual({ party: 'Harbour list', office: 'Mayor' })
    await dialog().getByRole('button', { name: 'Remove party' }).click()
    await expect
      .poll(() => first())
      .toMatchObject({ wikidata: 'Q42', type: 'organization', attributes: { office: 'Mayor' } })
    await dialog().getByLabelText('Find by name').fill('union')
    await expect.element(dialog().getByRole('region', { name: 'Entry: Harbour Union' })).toBeVisible()
    await expect.element(entries().getByRole('option')).toHaveTextContent('Harbour UnionOrganization0 mentions')
    expect(window.getState().dialog).toBe('entities')
  })

  test('splits ticked mentions off, merges them back, removes, and takes all of it back by key', async () => {
    const { window, session } = await showWindow(PROJECT)
    window.openDialog('entities')
    await dialog().getByRole('checkbox', { name: 'Tick “Ada Lind”' }).last().click()
    await dialog().getByLabelText('Name of the entry that is split off').fill('Other Lind')
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog().getByRole('region', { name: 'Entry: Other Lind' })).toBeVisible()
    await expect.element(dialog().getByRole('heading', { name: '1 mention' })).toBeVisible()
    await dialog().getByRole('button', { name: 'Merge into…' }).click()
    await userEvent.keyboard('ada{Enter}')
    await expect.element(dialog().getByRole('region', { name: 'Entry: Ada Lind' })).toBeVisible()
    await expect.element(dialog().getByRole('heading', { name: '2 mentions' })).toBeVisible()
    await dialog().getByRole('button', { name: 'Remove entry' }).click()
    await expect
      .poll(() =>
        session()
          .getState()
          .entities.map(({ id }) => id),
      )
      .toEqual(['2', '3'])
    await expect.element(entries()).toHaveFocus()
    for (const left of [3, 4, 3]) {
      await userEvent.keyboard('{Control>}z{/Control}')
      await expect.poll(() => session().getState().entities.length).toBe(left)
    }
    expect(
      session()
        .getState()
        .entities.find(({ id }) => id === '1'),
    ).toEqual(ENTITIES[0])
  })

  test('leads to a mention in another article', async () => {
    const { window, session } = await showWindow(PROJECT)
    await expect.poll(() => session().getState().open?.article.id).toBe('a')
    window.openDialog('entities')
    await dialog()
      .getByRole('button', { name: /told reporters/ })
      .first()
      .click()
    await expect.poll(() => session().getState().selected).toBe(ADA.id)
    window.openDialog('entities')
    await dialog()
      .getByRole('button', { name: /told reporters/ })
      .last()
      .click()
    await expect.poll(() => session().getState().selected).toBe('far')
    expect(session().getState().open?.article.id).toBe('b')
    expect(window.getState().dialog).toBeNull()
    await expect.poll(() => document.activeElement?.closest('[data-pane="text"]')).not.toBeNull()
  })

  test('draws only the rows in view of 3,000 entries', async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => entity(`e${i}`, `Entry ${String(i).padStart(4, '0')}`))
    const { window } = await showWindow({ ...PROJECT, entities: many, annotations: [] })
    window.openDialog('entities')
    await expect.element(dialog().getByText('3,000 entries')).toBeVisible()
    expect(entries().getByRole('option').elements().length).toBeLessThan(80)
    await dialog().getByLabelText('Find by name').fill('2999')
    await expect.element(dialog().getByRole('region', { name: 'Entry: Entry 2999' })).toBeVisible()
  })
})
