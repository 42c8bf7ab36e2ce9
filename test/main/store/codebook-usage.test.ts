import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartPage } from '../../../model/codebook/part-page.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { type PartRef, partKey } from '../../../model/codebook/codebook-part.ts'
import { type AttributePath, type CodebookUsage, MOST_VALUES, usesOf } from '../../../model/codebook/codebook-usage.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import type { Relation } from '../../../model/record/relation.ts'
import {
  annotationsWithParts,
  codebookUsage,
  PAGED_QUERIES,
  relationsWithRoles,
} from '../../../main/store/sqlite/codebook-usage.ts'
import { query, type ReadHandle } from '../../../main/store/sqlite/sqlite.ts'
import { ANNOTATOR, annotate, idOf, NOW } from '../../support/article.ts'
import { countUsage } from '../../support/codebook-usage.ts'
import { newChangeId, storeWith } from '../../support/store.ts'
import { makeChange } from '../../../model/change/change.ts'
import { valueOf } from '../../support/result.ts'

const TEXT = 'The minister said the vote would wait.'
const TYPES = ['entity', 'quote', 'claim', 'stance'] as const
const WORDS = ['direct', 'a "b" \\ c', '', 'ñ 🙂', 'null', '1', 'mixed']
const KEYS = ['mode', 'kind', 'topic', 'odd "key"', '$.a']

const tagged = fc.record({
  type: fc.constantFrom(...TYPES),
  whole: fc.boolean(),
  attributes: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...WORDS), { maxKeys: 4 }),
})
const links = fc.array(
  fc.record({
    source: fc.nat(20),
    target: fc.nat(20),
    role: fc.constantFrom('speaker', 'cue', 'holder'),
    entity: fc.boolean(),
  }),
  { maxLength: 12 },
)

/** A store with these annotations and relations in it. */
function filled(
  rows: readonly { type: string; whole: boolean; attributes: Record<string, string> }[],
  ends: readonly { source: number; target: number; role: string; entity: boolean }[],
) {
  const store = storeWith(TEXT)
  const { article, text } = store.tagged
  const annotations = rows.map(({ type, whole, attributes }, i): Annotation => {
    const spans = whole && type === 'stance' ? [] : [{ start: 4, end: 12 }]
    return { ...annotate(text, article.id, type, spans, idOf('annotation', i)), attributes: { ...attributes } }
  })
  const entity = {
    kind: 'entity',
    id: 'entity-1',
    name: 'Lee',
    type: '',
    aliases: [],
    wikidata: null,
    attributes: {},
  } as const
  const relations = ends.flatMap(({ source, target, role, entity: toEntity }, i): Relation[] => {
    const [from, to] = [annotations[source], annotations[target]]
    if (!from || !to || relationProblem(newsAttribution, { role }, from, toEntity ? null : to) !== null) return []
    const end = toEntity ? { entity: entity.id } : { annotation: to.id }
    // The store refuses what the codebook does not allow.
    if (relationProblem(newsAttribution, { role }, from, toEntity ? null : to) !== null) return []
    const times = { article: from.article, annotator: ANNOTATOR, createdAt: NOW, updatedAt: NOW }
    return [{ kind: 'relation', id: idOf('relation', i), role, source: from.id, target: end, attributes: {}, ...times }]
  })
  valueOf(store.save(makeChange(newChangeId(), 'Tag', { added: [entity, ...annotations, ...relations] })))
  return { db: store.db, annotations, relations, close: () => valueOf(store.file.close()) }
}

const sorted = <T>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
const inOrder = ({ types, attributes, values, roles }: CodebookUsage): CodebookUsage => ({
  types: sorted(types),
  attributes: sorted(attributes),
  values: sorted(values),
  roles: sorted(roles),
})

/** All pages of a query. */
function pages<T>(
  read: (after: string, limit: number) => PartPage<T>,
  idOfItem: (item: T) => string,
  limit: number,
): T[] {
  const all: T[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { items, next }: PartPage<T> = read(after, limit)
    all.push(...items)
    if (next !== null) expect(next).toBe(idOfItem(items[items.length - 1] as T))
    after = next
  }
  return all
}

const planOf = (db: ReadHandle, sql: string, ...values: (string | number)[]): string[] =>
  db.all(query('plan', `EXPLAIN QUERY PLAN ${sql}`), ...values).map((row) => String(row.detail))

describe('what annotations use of the codebook', () => {
  it('law: SQL counts what is there, over all articles', () => {
    fc.assert(
      fc.property(fc.array(tagged, { maxLength: 20 }), links, (rows, ends) => {
        const { db, annotations, relations, close } = filled(rows, ends)
        const all: AttributePath[] = TYPES.flatMap((type) => KEYS.map((key): AttributePath => [type, key]))
        expect(inOrder(codebookUsage(db, all))).toEqual(inOrder(countUsage(annotations, relations)))
        const only = codebookUsage(db, [['quote', 'mode']]).values
        expect(only.every(({ type, attribute }) => type === 'quote' && attribute === 'mode')).toBe(true)
        expect(codebookUsage(db, []).values).toEqual([])
        close()
      }),
      { numRuns: 40 },
    )
  })

  it('law: pages hold every annotation and relation with a part, once, as it is stored', () => {
    const part = fc.oneof(
      fc.record({ kind: fc.constant('type' as const), type: fc.constantFrom(...TYPES) }),
      fc.record({
        kind: fc.constant('attribute' as const),
        type: fc.constantFrom(...TYPES),
        attribute: fc.constantFrom(...KEYS),
      }),
      fc.record({
        kind: fc.constant('value' as const),
        type: fc.constantFrom(...TYPES),
        attribute: fc.constantFrom(...KEYS),
        value: fc.constantFrom(...WORDS),
      }),
      fc.record({
        kind: fc.constant('role' as const),
        type: fc.constantFrom(...TYPES),
        role: fc.constantFrom('speaker', 'cue'),
      }),
    )
    fc.assert(
      fc.property(
        fc.array(tagged, { maxLength: 20 }),
        links,
        fc.array(part, { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        (rows, ends, parts, limit) => {
          const { db, annotations, relations, close } = filled(rows, ends)
          const holds = ({ type, attributes }: Annotation): boolean =>
            parts.some((item) => {
              if (item.kind === 'role' || item.type !== type) return false
              if (item.kind === 'type') return true
              const value = attributes[item.attribute]
              return value !== undefined && (item.kind === 'attribute' || item.value === value)
            })
          const found = pages(
            (after, size) => annotationsWithParts(db, parts, after, size),
            ({ id }) => id,
            limit,
          )
          expect(found).toEqual(annotations.filter(holds))
          const typeOf = new Map(annotations.map(({ id, type }) => [id, type]))
          const keys = new Set(parts.map((item: PartRef) => partKey(item)))
          const wanted = relations.flatMap((relation) => {
            const type = typeOf.get(relation.source) ?? ''
            return keys.has(partKey({ kind: 'role', type, role: relation.role })) ? [[type, relation]] : []
          })
          const linked = pages(
            (after, size) => relationsWithRoles(db, parts, after, size),
            ([, { id }]) => id,
            limit,
          )
          expect(linked).toEqual(wanted)
          close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('counts at most so many different values of an attribute, the frequent ones first', () => {
    const rows = Array.from({ length: MOST_VALUES + 50 }, (_, i) => {
      return { type: 'claim', whole: false, attributes: { topic: i < 20 ? 'often' : `text ${i}` } }
    })
    const { db } = filled(rows, [])
    const usage = codebookUsage(db, [['claim', 'topic']])
    expect(usage.values).toHaveLength(MOST_VALUES + 1)
    expect(usage.values[0]).toEqual({ type: 'claim', attribute: 'topic', value: 'often', count: 20 })
    expect(usesOf(usage, { kind: 'attribute', type: 'claim', attribute: 'topic' })).toBe(MOST_VALUES + 50)
  })

  it('pages go on through the ids, so that reading them all is one pass', () => {
    const { db } = storeWith(TEXT)
    const annotations = planOf(db, PAGED_QUERIES.holders.sql, '', '[]', 10)
    expect(annotations[0]).toBe('SEARCH annotations USING INDEX sqlite_autoindex_annotations_1 (id>?)')
    expect(annotations.join()).not.toContain('TEMP B-TREE')
    const relations = planOf(db, PAGED_QUERIES.linked.sql, '', '[]', 10)
    expect(relations.slice(0, 2)).toEqual([
      'SEARCH relations USING INDEX sqlite_autoindex_relations_1 (id>?)',
      'SEARCH annotations USING INDEX sqlite_autoindex_annotations_1 (id=?)',
    ])
    expect(relations.join()).not.toContain('TEMP B-TREE')
  })
})
