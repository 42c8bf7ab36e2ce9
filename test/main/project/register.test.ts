import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Annotation } from '../../../model/record/annotation.ts'
import { type Change, invertChange, makeChange } from '../../../model/change/change.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { ProjectService } from '../../../main/project/project-service.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { findProblems } from '../../../main/project/inspect-project.ts'
import { openForWriting } from '../../../main/store/sqlite/sqlite.ts'
import { mergeEntities, removeEntity, splitEntity } from '../../../model/acts/entity-pointer-acts.ts'
import type { SessionState } from '../../../renderer/session/project/state.ts'
import { annotate, NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { importText } from '../../support/import.ts'

const me = { id: 'annotator-0001', name: 'Ada' }
const TEXTS = ['Ada Lind spoke. Later Lind left.', 'Mayor Lind votes. Tom Berg waits.']
const ENTITIES = ['Ada Lind', 'Mayor Lind', 'Tom Berg', 'Lind'].map(
  (name, i): Entity => ({
    kind: 'entity',
    id: `entity-${i}`,
    name,
    type: 'person',
    aliases: i === 3 ? ['L.'] : [],
    wikidata: i === 2 ? 'Q7' : null,
    attributes: i % 2 ? { party: `p${i}`, [`own${i}`]: 'x' } : {},
  }),
)

let number = 0
const newId = (): string => `made-${String(++number).padStart(6, '0')}`
const clock = { newId, now: () => NOW }

/** A project on disk with two articles, four entries, mentions in both articles, and relations that lead to entries. */
function project() {
  const folder = temporaryFolder()
  const path = join(folder, 'p.standoff')
  const service = createProjectService()
  onTestFinished(() => void service.close())
  valueOf(service.create(path, { name: 'Register', annotator: me }))
  const articles = TEXTS.map((text, i) => {
    const file = join(folder, `${i}.txt`)
    writeFileSync(file, text)
    const imported = valueOf(importText(service, file))
    if (imported.kind !== 'imported') throw new Error('Not imported')
    return imported.article.id
  })
  const mentions = articles.flatMap((article, a) =>
    [0, 4, 9, 16].map((start, i): Annotation => {
      const made = annotate(TEXTS[a] ?? '', article, 'entity', [{ start, end: start + 3 }], `m-${a}-${i}`)
      const entity = ENTITIES[(a * 2 + i) % ENTITIES.length]?.id
      return entity && i < 3 ? Object.assign(made, { attributes: { ...made.attributes, entity } }) : made
    }),
  )
  const quotes = articles.map((article, a) =>
    annotate(TEXTS[a] ?? '', article, 'quote', [{ start: 0, end: 14 }], `q-${a}`),
  )
  const relations = quotes.flatMap((quote, a) =>
    [0, 1, 2].map((i): Relation => {
      const target = { entity: ENTITIES[(a + i) % ENTITIES.length]?.id ?? '' }
      return {
        kind: 'relation',
        id: `r-${a}-${i}`,
        article: quote.article,
        role: i === 2 ? 'addressee' : 'speaker',
        source: quote.id,
        target,
        attributes: {},
        annotator: me.id,
        createdAt: NOW,
        updatedAt: NOW,
      }
    }),
  )
  const save = (change: Change, of: string | null = null): void => {
    valueOf(service.save({ change, origin: of === null ? 'user' : 'undo', of }))
  }
  save(makeChange(newId(), 'Tag', { added: [...ENTITIES, ...mentions, ...quotes, ...relations] }))
  return { path, service, articles, save }
}

/** All that the register is about, as it is stored. */
function stored(service: ProjectService, articles: readonly string[]) {
  const { entities } = valueOf(service.overview())
  const annotations = articles.flatMap((id) => valueOf(service.annotationPage(id, 0, 100)).annotations)
  const relations = articles.flatMap((id) => valueOf(service.openArticle(id)).relations)
  return { entities, annotations, relations }
}

const stateOf = (entities: readonly Entity[]) => ({ entities, codebook: newsAttribution }) as unknown as SessionState

/** Nothing points to an entry that is not there; counts are what one counts by hand; no relation is there twice. */
function expectSound(service: ProjectService, articles: readonly string[]): void {
  const { entities, annotations, relations } = stored(service, articles)
  const ids = new Set(entities.map(({ id }) => id))
  const named = annotations.flatMap(({ attributes }) => attributes.entity ?? [])
  const led = relations.flatMap(({ target }) => ('entity' in target ? target.entity : []))
  for (const id of [...named, ...led]) expect(ids).toContain(id)
  const keys = relations.map(({ source, role, target }) => `${source} ${role} ${JSON.stringify(target)}`)
  expect(new Set(keys).size).toBe(keys.length)
  const uses = new Map(valueOf(service.entityUses()).map((use) => [use.entity, use]))
  for (const id of ids) {
    expect(uses.get(id)?.mentions ?? 0).toBe(named.filter((entity) => entity === id).length)
    expect(uses.get(id)?.relations ?? 0).toBe(led.filter((entity) => entity === id).length)
    const listed = valueOf(service.entityMentions(id, 0, 100)).mentions.map(({ annotation }) => annotation)
    const own = annotations.filter(({ attributes }) => attributes.entity === id).map((item) => item.id)
    expect(listed).toEqual(own)
  }
}

const act = fc.oneof(
  fc.record({
    kind: fc.constant('merge' as const),
    keep: fc.nat(5),
    merged: fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('split' as const),
    from: fc.nat(5),
    which: fc.array(fc.nat(8), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat(5) }),
)

describe('laws of the register, over all articles of a real project', () => {
  test('merge, split and remove leave nothing pointing to nothing; undone they leave everything as it was', () => {
    const { path, service, articles, save } = project()
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 4 }), (acts) => {
        const before = stored(service, articles)
        const done: Change[] = []
        for (const step of acts) {
          const { entities, annotations } = stored(service, articles)
          const at = (i: number): string => entities[i % Math.max(1, entities.length)]?.id ?? ''
          const state = stateOf(entities)
          const pointers = (...ids: string[]) => valueOf(service.entityPointers(ids))
          let change: Change | null = null
          if (step.kind === 'merge') {
            const keep = at(step.keep)
            const merged = step.merged.map(at).filter((id) => id !== keep)
            const made = mergeEntities(state, keep, merged, pointers(keep, ...merged), clock)
            if (made.ok) change = made.value
          } else if (step.kind === 'split') {
            const chosen = step.which.flatMap((i) => annotations[i]?.id ?? [])
            const made = splitEntity(state, at(step.from), chosen, 'Split off', pointers(at(step.from)), clock)
            if (made.ok) change = made.value.change
          } else {
            const made = removeEntity(state, at(step.which), pointers(at(step.which)), clock)
            if (made.ok) change = made.value
          }
          if (!change) continue
          expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)
          save(change)
          done.push(change)
          expectSound(service, articles)
        }
        for (const change of done.toReversed()) save(invertChange(change, newId()), change.id)
        const after = stored(service, articles)
        const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
        expect(after.annotations.toSorted(byId)).toEqual(before.annotations.toSorted(byId))
        expect(after.relations.toSorted(byId)).toEqual(before.relations.toSorted(byId))
        expect(after.entities.toSorted(byId)).toEqual(before.entities.toSorted(byId))
      }),
      { numRuns: 25 },
    )
    valueOf(service.close())
    // The log, replayed from the start, is what is stored.
    expect(valueOf(findProblems(path))).toEqual([])
  })

  test('merging and splitting the moved mentions off again gives the mentions back', () => {
    const { service, articles, save } = project()
    const before = stored(service, articles)
    const moved = before.annotations.filter(({ attributes }) => attributes.entity === 'entity-1')
    expect(moved.length).toBeGreaterThan(0)
    const groups = () => {
      const { annotations } = stored(service, articles)
      const kept = annotations.filter(({ attributes }) => attributes.entity === 'entity-0').map(({ id }) => id)
      const entity = annotations.find(({ id }) => id === moved[0]?.id)?.attributes.entity
      return { kept, off: annotations.filter(({ attributes }) => attributes.entity === entity).map(({ id }) => id) }
    }
    const first = groups()
    const merge = valueOf(
      mergeEntities(
        stateOf(before.entities),
        'entity-0',
        ['entity-1'],
        valueOf(service.entityPointers(['entity-0', 'entity-1'])),
        clock,
      ),
    )
    save(merge)
    expect(groups().kept).toHaveLength(first.kept.length + first.off.length)
    const { entities } = stored(service, articles)
    const split = valueOf(
      splitEntity(
        stateOf(entities),
        'entity-0',
        moved.map(({ id }) => id),
        'Mayor Lind',
        valueOf(service.entityPointers(['entity-0'])),
        clock,
      ),
    )
    save(split.change)
    expect(groups()).toEqual(first)
    expectSound(service, articles)
  })

  test('a merged entry leaves its names, its item and its attributes with the kept one', () => {
    const { service, articles, save } = project()
    const ids = ['entity-0', 'entity-2', 'entity-3']
    const state = stateOf(ENTITIES)
    const merge = valueOf(mergeEntities(state, 'entity-0', ids.slice(1), valueOf(service.entityPointers(ids)), clock))
    save(merge)
    expect(stored(service, articles).entities.find(({ id }) => id === 'entity-0')).toMatchObject({
      name: 'Ada Lind',
      aliases: ['Tom Berg', 'Lind', 'L.'],
      wikidata: 'Q7',
      attributes: { party: 'p3', own3: 'x' },
    })
    expect(merge.title).toBe('Merge “Tom Berg”, “Lind” into “Ada Lind”')
  })
})

describe('the service', () => {
  test('gives mentions in pages with their sentences, article by article', () => {
    const { service, articles } = project()
    const first = valueOf(service.entityMentions('entity-2', 0, 1))
    expect(first.mentions).toEqual([
      { annotation: 'm-0-2', article: articles[0], type: 'entity', before: 'Ada Lind ', quote: 'spo', after: 'ke.' },
    ])
    const second = valueOf(service.entityMentions('entity-2', first.next ?? 0, 1))
    expect(second.mentions).toMatchObject([{ annotation: 'm-1-0', article: articles[1], quote: 'May' }])
    failureOf(service.entityMentions('none', 0, 10), 'not-found')
  })

  test('does not save a mention or a removal that would leave something pointing to nothing', () => {
    const { service, articles } = project()
    const { annotations, entities } = stored(service, articles)
    const mention = annotations.find(({ attributes }) => attributes.entity !== undefined)
    if (!mention) throw new Error('No mention')
    const after = { ...mention, attributes: { ...mention.attributes, entity: 'none' } }
    const change = makeChange(newId(), 'Set', { updated: [[mention, after]] })
    failureOf(service.save({ change, origin: 'user', of: null }), 'invalid-record')
    for (const entity of entities) {
      const removal = makeChange(newId(), 'Remove', { removed: [entity] })
      const failure = failureOf(service.save({ change: removal, origin: 'user', of: null }), 'invalid-record')
      expect(failure.details?.length).toBeGreaterThan(0)
    }
  })

  test('finds mentions under an attribute of another name, without the index', () => {
    const { service, articles, save } = project()
    const { annotations } = stored(service, articles)
    const types = newsAttribution.types.map((type) =>
      type.id === 'claim'
        ? { ...type, attributes: [...type.attributes, { id: 'about', name: 'About', input: 'entity' as const }] }
        : type,
    )
    const codebook = { ...newsAttribution, version: 2, types }
    const claim = annotate(TEXTS[0] ?? '', articles[0] ?? '', 'claim', [{ start: 0, end: 8 }], 'claim-1')
    const about = { ...claim, attributes: { ...claim.attributes, about: 'entity-3' }, codebookVersion: 2 }
    const mentioned = annotations.filter(({ attributes }) => attributes.entity === 'entity-3').length
    save(makeChange(newId(), 'Codebook', { updated: [[newsAttribution, codebook]] }))
    save(makeChange(newId(), 'Tag', { added: [about] }))
    expect(valueOf(service.entityUses()).find(({ entity }) => entity === 'entity-3')?.mentions).toBe(mentioned + 1)
    const listed = valueOf(service.entityMentions('entity-3', 0, 10)).mentions
    expect(listed.map(({ annotation }) => annotation)).toContain('claim-1')
    const pointers = valueOf(service.entityPointers(['entity-3']))
    expect(pointers.annotations).toHaveLength(mentioned + 1)
    const state = { ...stateOf(ENTITIES), codebook }
    save(valueOf(removeEntity(state, 'entity-3', pointers, clock)))
    const { annotations: left } = stored(service, articles)
    expect(left.find(({ id }) => id === 'claim-1')?.attributes).not.toHaveProperty('about')
  })

  test('a check names a mention of an entry that is not there', () => {
    const { path, service } = project()
    valueOf(service.close())
    const db = openForWriting(path)
    db.exec("PRAGMA foreign_keys = OFF; DELETE FROM entities WHERE id = 'entity-2'")
    db.close()
    const messages = valueOf(findProblems(path)).map(({ message }) => message)
    expect(messages).toContain('Annotation m-0-2 names entity-2, which is not in the register.')
  })
})
