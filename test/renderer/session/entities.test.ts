import { describe, expect, test } from 'vitest'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { fail } from '../../../model/value/result.ts'
import type { Workbench } from '../../../preload/contract/contract.ts'
import { setNote } from '../../../model/acts/annotation-acts.ts'
import { perform } from '../../../renderer/session/project/perform.ts'
import { addEntity, editEntity, makeEntityOf, setEntity } from '../../../model/acts/entity-acts.ts'
import { mergeEntities } from '../../../model/acts/entity-pointer-acts.ts'
import {
  pickable,
  proposalsFor,
  linkMention,
  shownProposals,
} from '../../../renderer/session/entities/entity-proposals.ts'
import { mergeInto, removeEverywhere, splitOff } from '../../../renderer/session/entities/entity-tasks.ts'
import { entityUses, type EntityUses, usageOf } from '../../../renderer/session/entities/entity-uses.ts'
import { createSession, type Session } from '../../../renderer/session/project/session.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import {
  annotate,
  countingIds,
  type FakeProject,
  fakeWorkbench,
  makeArticle,
  NOW,
  overviewOf,
} from '../../support/fake-workbench.ts'

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

const linked = (annotation: Annotation, to: string, at = NOW): Annotation => ({
  ...annotation,
  attributes: { ...annotation.attributes, entity: to },
  updatedAt: at,
})

const MINISTER = annotate('a', 'entity', 'minister')
const QUOTE = annotate('a', 'quote', '“We will not be rushed,”')
const ADA = annotate('a', 'entity', 'Ada Lind')
const FAR = { ...annotate('b', 'entity', 'Ada Lind'), id: 'far' }
const NO_USES: EntityUses = new Map()

async function openProject(project: Partial<FakeProject> = {}, replace: Partial<Workbench> = {}) {
  const whole: FakeProject = {
    articles: [makeArticle('a'), makeArticle('b')],
    annotations: [MINISTER, QUOTE, ADA, FAR],
    ...project,
  }
  const fake = fakeWorkbench(whole, replace)
  const session = createSession(overviewOf(whole), {
    workbench: fake.workbench,
    newId: countingIds('n'),
    now: () => NOW,
  })
  valueOf(await session.openArticle('a'))
  return { ...fake, session }
}

const held = (session: Session, id: string): string | undefined =>
  session.getState().open?.index.get(id)?.attributes.entity

/** What G does. */
function pressG(session: Session, annotation: string, uses: EntityUses = NO_USES): string {
  const current = session.getState().open?.index.get(annotation)
  if (!current) throw new Error('No such annotation')
  const act = valueOf(linkMention(session.getState(), current, uses, session.port))
  valueOf(session.dispatch(act.change))
  return act.says
}

describe('the entry of a mention by one key', () => {
  test('a new entry with the words and the kind of the mention, then the same one again', async () => {
    const typed = { ...ADA, attributes: { ...ADA.attributes, type: 'organization' } }
    const { session, saved } = await openProject({ annotations: [typed, { ...MINISTER, id: 'other' }] })
    expect(pressG(session, ADA.id)).toBe('New entry “Ada Lind” (organization).')
    const [entry] = session.getState().entities
    expect(entry).toMatchObject({ name: 'Ada Lind', type: 'organization' })
    expect(held(session, ADA.id)).toBe(entry?.id)
    // One act: entry and mention go and come together.
    expect(saved).toHaveLength(1)
    valueOf(await session.undo())
    expect(session.getState().entities).toEqual([])
    expect(held(session, ADA.id)).toBeUndefined()
    valueOf(await session.redo())
    expect(held(session, ADA.id)).toBe(entry?.id)
    failureOf(
      linkMention(session.getState(), session.getState().open!.index.get(ADA.id)!, NO_USES, session.port),
      'conflict',
    )
  })

  test('the one used last of several with this name; again takes the others in turn', async () => {
    const entities = [
      entity('1', 'ada  lind'),
      entity('2', 'Other', { aliases: ['Áda Lind'] }),
      entity('3', 'ADA LIND'),
    ]
    const { session } = await openProject({ entities })
    const uses: EntityUses = new Map([['2', { entity: '2', mentions: 1, relations: 0, lastUsed: NOW }]])
    expect(pressG(session, ADA.id, uses)).toMatch(/Linked to the entry “Other” \(person\)\. 3 entries/)
    const seen = [held(session, ADA.id)]
    for (let i = 0; i < 3; i++) {
      pressG(session, ADA.id, uses)
      seen.push(held(session, ADA.id))
    }
    expect(new Set(seen)).toEqual(new Set(['1', '2', '3']))
    expect(seen[3]).toBe(seen[0])
  })

  test('what only resembles is proposed, never taken', async () => {
    const { session } = await openProject({ entities: [entity('1', 'Mayor Ada Lind')] })
    const state = session.getState()
    expect(shownProposals(state, ADA, NO_USES).map(({ because }) => because)).toEqual(['end of the name'])
    expect(pressG(session, ADA.id)).toBe('New entry “Ada Lind” (other). Similar: “Mayor Ada Lind” (end of the name).')
    expect(shownProposals(session.getState(), session.getState().open!.index.get(ADA.id)!, NO_USES)).toEqual([])
  })

  test('a mention of many words gives a name of its beginning', async () => {
    const text = `${'🏛 Harbour\n\nCouncil '.repeat(5_000)}’s`
    const long = {
      ...ADA,
      id: 'long',
      fragments: [{ start: 0, end: text.length, quote: text, prefix: '', suffix: '' }],
    }
    const { session } = await openProject({ annotations: [long] })
    const { entity: made } = valueOf(makeEntityOf(session.getState(), 'long', null, session.port))
    expect(made.name).toMatch(/^🏛 Harbour Council 🏛.+…$/u)
    expect([...made.name]).toHaveLength(201)
  })

  test('only annotations whose type has such an attribute can name an entry', async () => {
    const { session } = await openProject({ entities: [entity('1', 'Ada Lind')] })
    const state = session.getState()
    failureOf(setEntity(state, QUOTE.id, '1', session.port), 'invalid-record')
    failureOf(setEntity(state, ADA.id, 'none', session.port), 'conflict')
    failureOf(setEntity(state, 'none', '1', session.port), 'conflict')
    failureOf(makeEntityOf(state, ADA.id, '  ', session.port), 'invalid-record')
    perform(session, setEntity(state, ADA.id, '1', session.port))
    expect(held(session, ADA.id)).toBe('1')
    expect(session.getState().undoTitle).toBe('Link to entry “Ada Lind”')
    perform(session, setEntity(session.getState(), ADA.id, null, session.port))
    expect(held(session, ADA.id)).toBeUndefined()
  })
})

describe('editing an entry', () => {
  test('name, aliases and item; refused where they cannot be', async () => {
    const { session } = await openProject({ entities: [entity('1', 'Ada Lind')] })
    const edit = (fields: Parameters<typeof editEntity>[2]) => editEntity(session.getState(), '1', fields, session.port)
    failureOf(edit({ name: ' ' }), 'invalid-record')
    failureOf(edit({ wikidata: 'X1' }), 'invalid-record')
    failureOf(editEntity(session.getState(), 'none', {}, session.port), 'conflict')
    const renamed = valueOf(edit({ name: ' Ada L. ', aliases: ['Ada L.', ' Lind ', ''], wikidata: 'Q1' }))
    expect(renamed.title).toBe('Rename entry “Ada Lind” to “Ada L.”')
    valueOf(session.dispatch(renamed))
    expect(session.getState().entities).toEqual([entity('1', 'Ada L.', { aliases: ['Lind'], wikidata: 'Q1' })])
    failureOf(addEntity(session.getState(), ' ', session.port), 'invalid-record')
    expect(valueOf(addEntity(session.getState(), ' Tom ', session.port)).entity).toMatchObject({
      name: 'Tom',
      type: 'other',
    })
  })
})

describe('acts over all articles', () => {
  const ENTITIES = [entity('1', 'Ada Lind'), entity('2', 'Lind'), entity('3', 'Tom Berg')]
  const PROJECT = {
    entities: ENTITIES,
    annotations: [linked(MINISTER, '1'), linked(ADA, '2'), linked(FAR, '2'), QUOTE],
  }

  test('merging follows into the article that is not open; counts follow at once, and back', async () => {
    const { session, saved } = await openProject(PROJECT)
    const uses = entityUses(session)
    await uses.ready()
    const counts = () => ['1', '2', '3'].map((id) => usageOf(uses.getState(), id).mentions)
    expect(counts()).toEqual([1, 2, 0])
    valueOf(await mergeInto(session, '1', ['2']))
    expect(counts()).toEqual([3, 0, 0])
    const updated = saved.at(-1)?.change.updated.map(([, after]) => after.id)
    expect(updated).toEqual(expect.arrayContaining(['far', ADA.id, '1']))
    expect(held(session, ADA.id)).toBe('1')
    expect(session.getState().entities.map(({ id }) => id)).toEqual(['1', '3'])
    valueOf(await session.undo())
    expect(counts()).toEqual([1, 2, 0])
    valueOf(await session.redo())
    expect(counts()).toEqual([3, 0, 0])
  })

  test('mentions are split off, and an entry is removed without what was tagged', async () => {
    const { session } = await openProject(PROJECT)
    const uses = entityUses(session)
    await uses.ready()
    const made = valueOf(await splitOff(session, '2', ['far'], 'Another Lind'))
    expect(usageOf(uses.getState(), made).mentions).toBe(1)
    expect(usageOf(uses.getState(), '2').mentions).toBe(1)
    valueOf(await removeEverywhere(session, '2'))
    expect(held(session, ADA.id)).toBeUndefined()
    expect(session.getState().open?.index.get(ADA.id)).toBeDefined()
    expect(usageOf(uses.getState(), '2').mentions).toBe(0)
    failureOf(await removeEverywhere(session, '2'), 'conflict')
    failureOf(await splitOff(session, '1', ['none'], 'x'), 'invalid-record')
    failureOf(await mergeInto(session, '1', ['1']), 'invalid-record')
  })

  test('what is done while the answer is on its way is not overwritten', async () => {
    const fake = await openProject(PROJECT)
    const { session, workbench } = fake
    let asked = 0
    const late: Workbench['entityPointers'] = async (ids) => {
      const answer = await workbench.entityPointers(ids)
      if (asked++ === 0) perform(session, setNote(session.getState(), ADA.id, 'New.', session.port))
      return answer
    }
    Object.assign(session.port, { workbench: { ...workbench, entityPointers: late } })
    valueOf(await mergeInto(session, '1', ['2']))
    expect(asked).toBe(2)
    expect(session.getState().open?.index.get(ADA.id)).toMatchObject({ note: 'New.', attributes: { entity: '1' } })
  })

  test('nothing is done while changes cannot be saved', async () => {
    const { session } = await openProject(PROJECT, {
      save: () => Promise.resolve(fail('disk-full', 'The disk is full.', 'Free some space.')),
    })
    perform(session, setNote(session.getState(), ADA.id, 'x', session.port))
    failureOf(await mergeInto(session, '1', ['2']), 'disk-full')
    expect(session.getState().entities).toHaveLength(3)
  })

  test('relations that would be there twice become one', () => {
    const relation = (id: string, to: string) => ({
      kind: 'relation' as const,
      id,
      role: 'speaker',
      article: QUOTE.article,
      source: QUOTE.id,
      target: { entity: to },
      attributes: {},
      annotator: 'me',
      createdAt: NOW,
      updatedAt: NOW,
    })
    const relations = [relation('r1', '1'), relation('r2', '2'), { ...relation('r3', '2'), role: 'addressee' }]
    const state = { ...overviewOf({ articles: [], entities: ENTITIES }) } as unknown as Parameters<
      typeof mergeEntities
    >[0]
    const context = { newId: countingIds(), now: () => NOW }
    const change = valueOf(mergeEntities(state, '1', ['2'], { annotations: [], relations }, context))
    expect(change.removed.map(({ id }) => id)).toEqual(['r2', '2'])
    expect(change.updated.map(([, after]) => after.id)).toEqual(['r3', '1'])
  })

  test('uses are read again when another codebook is in use', async () => {
    const { session, calls: _calls } = await openProject(PROJECT)
    const uses = entityUses(session)
    await uses.ready()
    const next = { ...newsAttribution, version: 2 }
    valueOf(
      session.dispatch({
        id: 'c',
        title: 'Codebook',
        added: [],
        updated: [[newsAttribution, next]],
        removed: [],
        edits: [],
        texts: [],
      }),
    )
    await uses.ready()
    expect(usageOf(uses.getState(), '2').mentions).toBe(2)
  })

  test('a picker lists what was used last, then what fits', () => {
    const uses: EntityUses = new Map([['3', { entity: '3', mentions: 1, relations: 0, lastUsed: NOW }]])
    const listed = (text: string, without: string | null = null) =>
      pickable(ENTITIES, text, uses, without, 9).map(({ id }) => id)
    expect(listed('')).toEqual(['3', '1', '2'])
    expect(listed('', '3')).toEqual(['1', '2'])
    expect(listed('lind')).toEqual(['2', '1'])
  })

  test('proposals are there for 5,000 entries', async () => {
    const entities = Array.from({ length: 5_000 }, (_, i) => entity(`e${i}`, `Person ${i} Lind`))
    const { session } = await openProject({ entities: [...entities, entity('x', 'Ada Lind')] })
    expect(proposalsFor(session.getState(), ADA, NO_USES)[0]?.entity.id).toBe('x')
  })
})
