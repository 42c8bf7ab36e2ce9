import { allRecords, currentCodebook } from '../../../main/store/sqlite/tables.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { type Change, invertChange, makeChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { noRecords, type Records } from '../../../model/change/view.ts'
import { differenceOf } from '../../../model/past/difference.ts'
import { removePart } from '../../../model/codebook/codebook-edit.ts'
import { codebookMigration } from '../../../model/codebook/codebook-migration.ts'
import { partKey } from '../../../model/codebook/codebook-part.ts'
import { reviewCodebook } from '../../../model/codebook/codebook-review.ts'
import { choicesIn } from '../../../model/codebook/codebook-usage.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import { normaliseSpan } from '../../../model/text/span.ts'
import { annotationsWithParts, codebookUsage, relationsWithRoles } from '../../../main/store/sqlite/codebook-usage.ts'
import { undoOrRedoBatch, saveBatch } from '../../../main/store/sqlite/batch.ts'
import { checkProject } from '../../../main/doctor/run-checks.ts'
import { readLog } from '../../../main/store/sqlite/change-log.ts'
import { goBack } from '../../../main/store/sqlite/go-back.ts'
import { readHistory } from '../../../main/store/sqlite/history.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import type { ReadHandle } from '../../../main/store/sqlite/sqlite.ts'
import { createBodyCache } from '../../../main/store/sqlite/texts.ts'
import { ok } from '../../../model/value/result.ts'
import { annotate, ANNOTATOR, NOW } from '../../support/article.ts'
import { partsOf } from '../../support/codebook.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { valueOf } from '../../support/result.ts'
import { newChangeId, type StoreInTest, storeWith } from '../../support/store.ts'

const TEXT = 'Zoë 🙂 said: "No." Nobody – not one – agreed.\n\nThe <e1>minister</e1> left.'

type Act =
  | { readonly kind: 'add'; readonly from: number; readonly length: number; readonly note: string }
  | { readonly kind: 'addAll'; readonly letter: string }
  | { readonly kind: 'predict'; readonly from: number; readonly note: string }
  | { readonly kind: 'reject'; readonly from: number }
  | { readonly kind: 'edit'; readonly which: number; readonly note: string }
  | { readonly kind: 'remove'; readonly which: number }
  | { readonly kind: 'codebook'; readonly gone: number; readonly picks: number }
  | { readonly kind: 'batch'; readonly letters: readonly string[] }
  | { readonly kind: 'undo' | 'redo' }

const AT = { annotator: ANNOTATOR, at: NOW }

const note = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text))
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), from: fc.nat(50), length: fc.integer({ min: 1, max: 30 }), note }),
    fc.record({ kind: fc.constant('addAll' as const), letter: fc.constantFrom('o', 'e', 'N', '🙂') }),
    fc.record({ kind: fc.constant('predict' as const), from: fc.nat(50), note }),
    fc.record({ kind: fc.constant('reject' as const), from: fc.nat(50) }),
    fc.record({ kind: fc.constant('edit' as const), which: fc.nat(5), note }),
    fc.record({ kind: fc.constant('remove' as const), which: fc.nat(5) }),
    fc.record({ kind: fc.constant('codebook' as const), gone: fc.nat(60), picks: fc.nat(5) }),
    fc.record({
      kind: fc.constant('batch' as const),
      letters: fc.array(fc.constantFrom('o', 'e', 'N', '🙂', 'i'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }),
  ),
  { maxLength: 25 },
)

const sorted = (records: Iterable<ProjectRecord>): ProjectRecord[] =>
  [...records].sort((a, b) => (recordKey(a) < recordKey(b) ? -1 : 1))

/** What the change log makes when it is applied from the start. */
function replayLog(db: ReadHandle): Records {
  let records: Records = noRecords
  for (const { change } of readLog(db)) records = valueOf(applyToRecords(records, change))
  return records
}

const byKey = (db: ReadHandle): Records =>
  RecordMap.from([...allRecords(db)].map((record) => [recordKey(record), record] as const))

/** Removes a part from the codebook; what holds it is kept, or mapped onto the part beside it. */
function editCodebook(db: ReadHandle, gone: number, picks: number): Pick<Change, 'updated'> | null {
  const before = currentCodebook(db)
  const parts = before ? partsOf(before) : []
  const part = parts[gone % Math.max(1, parts.length)]
  if (!before || !part) return null
  const draft = valueOf(removePart(before, part))
  const usage = codebookUsage(db, choicesIn([before, draft]))
  const { questions } = reviewCodebook(before, draft, usage)
  const decisions = new Map(
    questions.flatMap((question) => {
      const target = question.targets.filter(({ refusal }) => refusal === null)[picks]
      return target ? [[partKey(question.part), target.id] as const] : []
    }),
  )
  const mapping = codebookMigration({ before, draft, usage, questions, decisions, now: NOW })
  mapping.addAnnotations(annotationsWithParts(db, mapping.parts, '', 1000).items)
  mapping.addRelations(relationsWithRoles(db, mapping.parts, '', 1000).items)
  return { updated: mapping.finish('', '').change.updated }
}

/** A step of undo: a change, or the changes of a batch by the id of the last. */
type Step = Change | { readonly batch: string; readonly changes: readonly Change[] }

const asStored = (step: Step) =>
  'batch' in step ? { id: step.batch, title: 'Import', stored: true, batch: true } : step

/** Does what a person might do, and keeps the model's own idea of the state beside the store's. */
function perform(store: StoreInTest, list: readonly Act[]): Records {
  let state = byKey(store.db)
  const bodies = createBodyCache(store.db)
  const undo: Step[] = []
  const redo: Step[] = []
  const annotations = (): Annotation[] =>
    sorted(state.values()).filter((record): record is Annotation => record.kind === 'annotation')
  const save = (change: Change, origin: 'user' | 'undo' | 'redo', of: string | null): void => {
    valueOf(store.save(change, origin, of))
    state = valueOf(applyToRecords(state, change))
  }
  const act = (title: string, parts: Parameters<typeof makeChange>[2]): void => {
    const change = makeChange(newChangeId(), title, parts)
    save(change, 'user', null)
    undo.push(change)
    redo.length = 0
  }
  const { text, article } = store.tagged
  for (const step of list) {
    if (step.kind === 'add') {
      const span = normaliseSpan(text, { start: step.from, end: step.from + step.length })
      if (span)
        act('Tag', { added: [{ ...annotate(text, article.id, 'quote', [span], newChangeId()), note: step.note }] })
    } else if (step.kind === 'addAll') {
      const spans = [...text.matchAll(new RegExp(step.letter, 'gu'))].map(({ index }) => ({
        start: index,
        end: index + step.letter.length,
      }))
      act('Tag all', { added: spans.map((span) => annotate(text, article.id, 'entity', [span], newChangeId())) })
    } else if (step.kind === 'predict') {
      const span = normaliseSpan(text, { start: step.from, end: step.from + 7 })
      const fragments = span ? [makeFragment(text, span)] : []
      const said = { source: 'ner-3', score: step.from / 50, note: step.note, createdAt: NOW }
      const made = { article: article.id, type: 'stance', fragments, attributes: { topic: 'vote' }, links: [], ...said }
      act('Import', { added: [{ kind: 'prediction', id: newChangeId(), ...made }] })
    } else if (step.kind === 'reject') {
      const spans = [{ start: step.from, end: step.from + 1 }]
      const made = { article: article.id, rule: 'quotes', spans, annotator: ANNOTATOR, createdAt: NOW }
      act('Reject', { added: [{ kind: 'rejection', id: newChangeId(), ...made }] })
    } else if (step.kind === 'edit' || step.kind === 'remove') {
      const found = annotations()[step.which]
      if (!found) continue
      if (step.kind === 'remove') act('Remove', { removed: [found] })
      else act('Edit', { updated: [[found, { ...found, note: step.note, updatedAt: NOW }]] })
    } else if (step.kind === 'batch') {
      const changes = step.letters.map((letter) => {
        const start = text.indexOf(letter)
        const span = { start, end: start + letter.length }
        return makeChange(newChangeId(), 'Import', {
          added: [annotate(text, article.id, 'entity', [span], newChangeId())],
        })
      })
      const steps = changes.map((change) => ok({ kind: 'change' as const, change }))
      const { id } = valueOf(saveBatch(store.db, bodies, steps, AT))
      for (const change of changes) state = valueOf(applyToRecords(state, change))
      undo.push({ batch: id ?? '', changes })
      redo.length = 0
    } else if (step.kind === 'codebook') {
      const change = editCodebook(store.db, step.gone, step.picks)
      if (change) act('Edit codebook', change)
    } else {
      const [from, to] = step.kind === 'undo' ? [undo, redo] : [redo, undo]
      const change = from.pop()
      if (!change) continue
      if ('batch' in change) {
        valueOf(undoOrRedoBatch(store.db, bodies, step.kind, change.batch, AT, newChangeId))
        const { changes } = change
        for (const item of step.kind === 'undo' ? changes.toReversed() : changes) {
          state = valueOf(applyToRecords(state, step.kind === 'undo' ? invertChange(item, '') : item))
        }
        to.push(change)
        continue
      }
      const id = newChangeId()
      save(step.kind === 'undo' ? invertChange(change, id) : { ...change, id }, step.kind, change.id)
      to.push(change)
    }
  }
  expect(readHistory(store.db, ANNOTATOR, 200)).toEqual({ undo: undo.map(asStored), redo: redo.map(asStored) })
  return state
}

describe('law: stored state = replay of the change log', () => {
  it('holds after any sequence of acts, undo and redo included', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const store = storeWith(TEXT)
        const state = perform(store, list)
        const replayed = replayLog(store.db)
        expect(sorted(allRecords(store.db))).toEqual(sorted(state.values()))
        expect(sorted(allRecords(store.db))).toEqual(sorted(replayed.values()))
        expect(checkProject(store.db)).toEqual([])
        store.file.close()
      }),
      { numRuns: 60 },
    )
  })

  it('holds in a file that is closed and opened again', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const path = `${temporaryFolder()}/p.standoff`
        const store = storeWith(TEXT, path)
        const state = perform(store, list)
        const history = readHistory(store.db, ANNOTATOR, 200)
        valueOf(store.file.close())
        const again = valueOf(openProjectFile(path, { now: NOW }))
        expect(sorted(allRecords(again.db))).toEqual(sorted(state.values()))
        expect(readHistory(again.db, ANNOTATOR, 200)).toEqual(history)
        expect(checkProject(again.db)).toEqual([])
        valueOf(again.close())
      }),
      { numRuns: 10 },
    )
  })
})

describe('law: going back gives what the log held then', () => {
  /** The state after a line of the log. */
  const replayUntil = (db: ReadHandle, line: number): Records => {
    let records: Records = noRecords
    for (const { sequence, change } of readLog(db)) {
      if (sequence <= line) records = valueOf(applyToRecords(records, change))
    }
    return records
  }

  it('for the records, whatever line it is, and leaves a sound project', () => {
    fc.assert(
      fc.property(acts, fc.nat(40), (list, back) => {
        const store = storeWith(TEXT)
        perform(store, list)
        const line = Math.max(1, [...readLog(store.db)].length - back)
        const then = replayUntil(store.db, line)
        goBack(store.db, line)
        expect(sorted(allRecords(store.db))).toEqual(sorted(then.values()))
        expect([...readLog(store.db)]).toHaveLength(line)
        store.file.close()
      }),
      { numRuns: 40 },
    )
  })

  it('the difference between now and then restores then as one change, and undoing it gives what was before', () => {
    fc.assert(
      fc.property(acts, fc.nat(40), (list, back) => {
        const store = storeWith(TEXT)
        const first = [...readLog(store.db)].length
        perform(store, list)
        const now = byKey(store.db)
        const then = replayUntil(store.db, Math.max(first, [...readLog(store.db)].length - back))
        const change = makeChange(newChangeId(), 'Restore', differenceOf(now, then))
        valueOf(store.save(change))
        expect(sorted(allRecords(store.db))).toEqual(sorted(then.values()))
        valueOf(store.save(invertChange(change, newChangeId()), 'undo', change.id))
        expect(sorted(allRecords(store.db))).toEqual(sorted(now.values()))
        store.file.close()
      }),
      { numRuns: 40 },
    )
  })
})
