import { describe, expect, it } from 'vitest'
import { invertChange, makeChange } from '../../../model/change/change.ts'
import type { Rejection } from '../../../model/record/rejection.ts'
import { MIGRATIONS } from '../../../main/store/sqlite/migrations/index.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { rejectionsOf } from '../../../main/store/sqlite/rejections.ts'
import { query } from '../../../main/store/sqlite/sqlite.ts'
import { ANNOTATOR, NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { makeOldProject } from '../../support/old-project.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { newChangeId, type StoreInTest, storeWith } from '../../support/store.ts'

const TEXT = 'The minister said: "We 🙂 agree", and left.'

const rejection = ({ tagged }: StoreInTest, edit: Partial<Rejection> = {}): Rejection => ({
  kind: 'rejection',
  id: 'rejection-0001',
  article: tagged.article.id,
  rule: 'quotes',
  spans: [
    { start: 19, end: 24 },
    { start: 26, end: 32 },
  ],
  annotator: ANNOTATOR,
  createdAt: NOW,
  ...edit,
})

describe('rejected suggestions', () => {
  it('are stored, and taken back', () => {
    const store = storeWith(TEXT)
    const made = rejection(store)
    const change = store.add(made)
    expect(rejectionsOf(store.db, made.article)).toEqual([made])
    expect(rejectionsOf(store.db, 'other')).toEqual([])
    valueOf(store.save(invertChange(change, newChangeId()), 'undo', change.id))
    expect(rejectionsOf(store.db, made.article)).toEqual([])
  })

  it('must be of an article, in its text, and by somebody known', () => {
    const store = storeWith(TEXT)
    const refused = (edit: Partial<Rejection>): void => {
      failureOf(store.save(makeChange(newChangeId(), 'Reject', { added: [rejection(store, edit)] })), 'invalid-record')
    }
    refused({ article: 'other' })
    refused({ annotator: 'nobody' })
    refused({ spans: [{ start: 0, end: 5_000 }] })
  })

  it('go with their article, and not after it', () => {
    const store = storeWith(TEXT)
    const made = rejection(store)
    store.add(made)
    const { article } = store.tagged
    const alone = makeChange(newChangeId(), 'Remove', { removed: [article] })
    expect(failureOf(store.save(alone), 'invalid-record').details).toEqual(['1 rejection'])
    valueOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [made, article] })))
  })

  it('are found through an index', () => {
    const { db } = storeWith(TEXT)
    const plan = db.all(query('plan', 'EXPLAIN QUERY PLAN SELECT * FROM rejections WHERE article = ? ORDER BY id'), 'x')
    expect(plan.map((row) => row.detail)).toEqual(['SEARCH rejections USING INDEX rejections_of_article (article=?)'])
  })

  it('come to a project that was made before there were any', () => {
    const path = `${temporaryFolder()}/old.standoff`
    const before = MIGRATIONS.findIndex(({ sql }) => sql.includes('rejections'))
    makeOldProject(path, before)
    const file = valueOf(openProjectFile(path, { now: NOW }))
    expect(rejectionsOf(file.db, 'article-0001')).toEqual([])
    valueOf(file.close())
  })
})
