import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createProjectFile } from '../../../main/store/sqlite/life/create-file.ts'
import { IN_MEMORY } from '../../../main/store/sqlite/project-file.ts'
import { annotationsOf } from '../../../main/store/sqlite/annotations.ts'
import { createSqliteStore } from '../../../main/store/sqlite/sqlite-store.ts'
import { query } from '../../../main/store/sqlite/sqlite.ts'
import { makeChange } from '../../../model/change/change.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { PlacePage } from '../../../main/store/project-store.ts'
import type { PartPage } from '../../../model/codebook/part-page.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { annotate, ANNOTATOR, article, NOW } from '../../support/article.ts'
import { personOf } from '../../support/stored-project.ts'
import { valueOf } from '../../support/result.ts'

const TEXT = article('One two three four five six seven eight nine ten.', 1)
const COUNT = 12

const lie = query(
  'lie',
  'UPDATE annotations SET start = CAST(?2 AS INTEGER), "end" = CAST(?3 AS INTEGER) WHERE id = ?1',
)
const spoil = query('spoil', "UPDATE annotations SET fragments = '{' WHERE id = ?")

/** A store whose annotations stand, by their columns, where `columns` says; those in `broken` cannot be read. */
function lyingStore(columns: readonly (readonly [bigint, bigint])[], broken: ReadonlySet<number>) {
  const file = valueOf(createProjectFile(IN_MEMORY, { now: NOW }))
  const store = createSqliteStore(file)
  const annotations = columns.map((_, i) => ({
    ...annotate(TEXT.text, TEXT.article.id, 'entity', [{ start: i * 4, end: i * 4 + 3 }], `annotation-${100 + i}`),
    attributes: { entity: 'lind' },
  }))
  const change = makeChange('start', 'Start', {
    added: [
      { kind: 'project', id: 'project', name: 'P', description: '', createdAt: NOW },
      { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' },
      newsAttribution,
      personOf('lind', 'Lind'),
      TEXT.article,
      ...annotations,
    ],
    texts: [TEXT.body],
  })
  valueOf(store.commit(change, { origin: 'system', of: null, annotator: ANNOTATOR, at: NOW }))
  file.db.exec('PRAGMA ignore_check_constraints = ON')
  for (const [i, [start, end]] of columns.entries())
    file.db.run(lie, `annotation-${100 + i}`, String(start), String(end))
  for (const i of broken) file.db.run(spoil, `annotation-${100 + i}`)
  return { store, db: file.db, readable: annotations.filter((_, i) => !broken.has(i)) }
}

/** All items of a list of pages; stops where there are more pages than rows. */
function allPages<T, At>(first: At, read: (at: At) => { readonly items: readonly T[]; readonly next: At | null }): T[] {
  const items: T[] = []
  let pages = 0
  for (let at: At | null = first; at !== null; ) {
    const page: { readonly items: readonly T[]; readonly next: At | null } = read(at)
    items.push(...page.items)
    at = page.next
    if (++pages > COUNT + 1) throw new Error('There is no end to the pages.')
  }
  return items
}

const byId = (annotations: readonly Annotation[]): Annotation[] =>
  annotations.toSorted((a, b) => (a.id < b.id ? -1 : 1))

it('law: whatever the columns say, pages come to an end, and hold each record once, as its fragments say', () => {
  const place = fc.oneof(fc.bigInt({ min: -3n, max: 60n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place), { minLength: COUNT, maxLength: COUNT }),
      fc.uniqueArray(fc.nat(COUNT - 1), { maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      (columns, broken, limit) => {
        const { store, db, readable } = lyingStore(columns, new Set(broken))
        const { id } = TEXT.article
        const reads: readonly (() => readonly Annotation[])[] = [
          () => allPages(0, (at): PlacePage<Annotation> => store.annotationsFrom(id, at, limit)),
          () => allPages(0, (at): PlacePage<Annotation> => store.mentionsFrom('lind', ['entity'], at, limit)),
          () => allPages(0, (at): PlacePage<Annotation> => store.mentionsFrom('lind', ['other', 'entity'], at, limit)),
          () =>
            allPages(
              '',
              (at): PartPage<Annotation> => store.annotationsWithParts([{ kind: 'type', type: 'entity' }], at, limit),
            ),
          () => [...annotationsOf(db, id)],
          () => store.mentionsOf(['lind'], ['entity']),
          () => [...store.all('annotation')],
        ]
        for (const read of reads) expect(byId(read())).toEqual(readable)
        valueOf(store.close())
      },
    ),
    { numRuns: 30 },
  )
})
