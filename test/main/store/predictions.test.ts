import { describe, expect, it } from 'vitest'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { invertChange, makeChange } from '../../../model/change/change.ts'
import { predictedRule, type Prediction } from '../../../model/record/prediction.ts'
import { annotationCount } from '../../../main/store/sqlite/annotations.ts'
import { checkProject } from '../../../main/doctor/run-checks.ts'
import { MIGRATIONS } from '../../../main/store/sqlite/migrations/index.ts'
import { hasPredictions, predictionsOf } from '../../../main/store/sqlite/predictions.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { query } from '../../../main/store/sqlite/sqlite.ts'
import { ANNOTATOR, NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { makeOldProject } from '../../support/old-project.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { newChangeId, type StoreInTest, storeWith } from '../../support/store.ts'

const TEXT = 'The minister said: "We 🙂 agree", and left.'

const prediction = ({ tagged }: StoreInTest, edit: Partial<Prediction> = {}): Prediction => ({
  kind: 'prediction',
  id: 'prediction-0001',
  article: tagged.article.id,
  type: 'quote',
  fragments: [makeFragment(tagged.text, { start: 19, end: 22 }), makeFragment(tagged.text, { start: 23, end: 31 })],
  attributes: { mode: 'direct' },
  links: [{ role: 'speaker', target: 'prediction-0002' }],
  source: 'Label Studio: ner-3',
  score: 0.75,
  note: '🙂 perhaps',
  createdAt: NOW,
  ...edit,
})

describe('predictions', () => {
  it('are stored as they are, are no annotations, and go when they are undone', () => {
    const store = storeWith(TEXT)
    const made = prediction(store)
    const whole = prediction(store, { id: 'prediction-0002', type: 'stance', fragments: [], score: null, links: [] })
    expect(hasPredictions(store.db)).toBe(false)
    const change = store.add(made, whole)
    expect(predictionsOf(store.db, made.article)).toEqual([made, whole])
    expect(predictionsOf(store.db, 'other')).toEqual([])
    expect(hasPredictions(store.db)).toBe(true)
    expect(annotationCount(store.db)).toBe(0)
    expect(checkProject(store.db)).toEqual([])
    valueOf(store.save(invertChange(change, newChangeId()), 'undo', change.id))
    expect(predictionsOf(store.db, made.article)).toEqual([])
  })

  it('must be of an article, with quotes of its text', () => {
    const store = storeWith(TEXT)
    const saved = (edit: Partial<Prediction>) =>
      store.save(makeChange(newChangeId(), 'Import', { added: [prediction(store, edit)] }))
    failureOf(saved({ article: 'other' }), 'invalid-record')
    const elsewhere = { ...makeFragment(store.tagged.text, { start: 19, end: 22 }), start: 20, end: 23 }
    expect(failureOf(saved({ fragments: [elsewhere] }), 'quote-mismatch').details).toEqual(['prediction-0001'])
    const half = makeFragment(store.tagged.text, { start: 23, end: 24 })
    failureOf(saved({ fragments: [half] }), 'invalid-record')
  })

  it('go with their article, and not after it', () => {
    const store = storeWith(TEXT)
    const made = prediction(store)
    store.add(made)
    const { article } = store.tagged
    const alone = makeChange(newChangeId(), 'Remove', { removed: [article] })
    expect(failureOf(store.save(alone), 'invalid-record').details).toEqual(['1 suggestion'])
    valueOf(store.save(makeChange(newChangeId(), 'Remove', { removed: [made, article] })))
  })

  it('of the whole article can be rejected', () => {
    const store = storeWith(TEXT)
    const spans = { rule: predictedRule('stance'), spans: [] }
    store.add({
      kind: 'rejection',
      id: 'rejection-0001',
      article: store.tagged.article.id,
      annotator: ANNOTATOR,
      createdAt: NOW,
      ...spans,
    })
    expect(checkProject(store.db)).toEqual([])
  })

  it('whose quotes are not in the text any more are found by a check', () => {
    const store = storeWith(TEXT)
    store.add(prediction(store))
    store.db.run(query('break', 'UPDATE predictions SET fragments = ?'), '[[0,3,"the","",""]]')
    expect(checkProject(store.db)).toEqual(
      expect.arrayContaining([
        { subject: 'quotes', message: 'Suggestion prediction-0001: "the" is not what stands at its place.' },
      ]),
    )
  })

  it('are found through an index', () => {
    const { db } = storeWith(TEXT)
    const plan = db.all(
      query('plan', 'EXPLAIN QUERY PLAN SELECT * FROM predictions WHERE article = ? ORDER BY id'),
      'x',
    )
    expect(plan.map((row) => row.detail)).toEqual(['SEARCH predictions USING INDEX predictions_of_article (article=?)'])
  })

  it('come to a project that was made before there were any', () => {
    const path = `${temporaryFolder()}/old.standoff`
    const before = MIGRATIONS.findIndex(({ sql }) => sql.includes('predictions'))
    makeOldProject(path, before)
    const file = valueOf(openProjectFile(path, { now: NOW }))
    expect(predictionsOf(file.db, 'article-0001')).toEqual([])
    valueOf(file.close())
  })
})
