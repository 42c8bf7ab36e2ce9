import { allRecords } from '../../../main/store/sqlite/tables.ts'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Change, invertChange, makeChange } from '../../../model/change/change.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { BatchStep } from '../../../main/store/batch-step.ts'
import { saveBatch, undoOrRedoBatch } from '../../../main/store/sqlite/batch.ts'
import { checkProject } from '../../../main/doctor/run-checks.ts'
import { readLog } from '../../../main/store/sqlite/change-log.ts'
import { readHistory } from '../../../main/store/sqlite/history.ts'
import { createSpool, readSpool } from '../../../main/store/spool.ts'
import type { ReadHandle } from '../../../main/store/sqlite/sqlite.ts'
import { createBodyCache, findOriginal } from '../../../main/store/sqlite/texts.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { annotate, ANNOTATOR, article, NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { newChangeId, type StoreInTest, storeWith } from '../../support/store.ts'

const FROM = { annotator: ANNOTATOR, at: NOW }
const second = article('Another text. It has more.', 2)

/** A text, its article, and annotations of both articles, in changes of one record each. */
function steps(store: StoreInTest): BatchStep[] {
  const change = (...added: Change['added']): BatchStep => ({
    kind: 'change',
    change: makeChange(newChangeId(), 'Import', { added }),
  })
  const { text, article: first } = store.tagged
  return [
    { kind: 'text', body: second.body },
    change(second.article),
    change(annotate(second.text, second.article.id, 'claim', [{ start: 0, end: 7 }], 'imported-1')),
    change(annotate(text, first.id, 'entity', [{ start: 0, end: 3 }], 'imported-2')),
  ]
}

const save = (store: StoreInTest, list: readonly BatchStep[], interrupt?: (records: number) => null | Stop) =>
  saveBatch(store.db, createBodyCache(store.db), list.map(ok), FROM, interrupt)

type Stop = ReturnType<typeof fail>['failure']

const move = (store: StoreInTest, direction: 'undo' | 'redo', id: string): Result<null> =>
  undoOrRedoBatch(store.db, createBodyCache(store.db), direction, id, FROM, newChangeId)

const recordsOf = (db: ReadHandle): string[] => [...allRecords(db)].map((record) => JSON.stringify(record)).toSorted()

describe('a batch', () => {
  it('is many lines of the log and one step; taken back it leaves every record as it was', () => {
    const store = storeWith('Ada said: "No."')
    const before = recordsOf(store.db)
    const saved = valueOf(save(store, steps(store)))
    expect(saved).toMatchObject({ changes: 3, records: 3 })
    const after = recordsOf(store.db)
    expect(after).toHaveLength(before.length + 3)
    const id = saved.id ?? ''
    expect(readHistory(store.db, ANNOTATOR, 10).undo).toEqual([{ id, title: 'Import', stored: true, batch: true }])
    valueOf(move(store, 'undo', id))
    expect(recordsOf(store.db)).toEqual(before)
    valueOf(move(store, 'redo', id))
    expect(recordsOf(store.db)).toEqual(after)
    expect([...readLog(store.db)].map(({ origin }) => origin)).toEqual([
      'system',
      ...['import', 'undo', 'redo'].flatMap((origin) => [origin, origin, origin]),
    ])
    expect(checkProject(store.db)).toEqual([])
  })

  it('keeps the text as the original where the file it was read from is not there', () => {
    const store = storeWith('Ada said: "No."')
    const hash = 'ab'.repeat(32)
    const odd = { ...second.article, source: { ...second.article.source, sha256: hash } }
    const list: BatchStep[] = [
      { kind: 'text', body: second.body },
      { kind: 'change', change: makeChange(newChangeId(), 'Import', { added: [odd] }) },
    ]
    valueOf(save(store, list))
    expect(findOriginal(store.db, hash)).toBeNull()
    expect(
      String(findOriginal(store.db, odd.textSha256) && Buffer.from(findOriginal(store.db, odd.textSha256) ?? [])),
    ).toBe(second.text)
    expect(checkProject(store.db)).toEqual([])
  })

  it('that fails in the middle, or is stopped, leaves nothing', () => {
    const store = storeWith('Ada said: "No."')
    const before = recordsOf(store.db)
    const twice = steps(store)
    failureOf(save(store, [...twice, ...twice.slice(1, 2)]), 'conflict')
    const stop = fail('cancelled', 'The import was cancelled.', 'Nothing was changed.').failure
    failureOf(
      save(store, steps(store), (records) => (records === 2 ? stop : null)),
      'cancelled',
    )
    failureOf(
      saveBatch(store.db, createBodyCache(store.db), [...steps(store).map(ok), { ok: false, failure: stop }], FROM),
      'cancelled',
    )
    expect(recordsOf(store.db)).toEqual(before)
    expect(readHistory(store.db, ANNOTATOR, 10)).toEqual({ undo: [], redo: [] })
  })

  it('without a change is no step', () => {
    const store = storeWith('Ada said: "No."')
    expect(valueOf(save(store, []))).toEqual({ id: null, changes: 0, records: 0 })
    expect(readHistory(store.db, ANNOTATOR, 10).undo).toEqual([])
  })

  it('is undone in its turn only, as a whole only, and is forgotten by a fresh act after its undo', () => {
    const store = storeWith('Ada said: "No."')
    const id = valueOf(save(store, steps(store))).id ?? ''
    const own = store.add(annotate(store.tagged.text, store.tagged.article.id, 'cue', [{ start: 4, end: 8 }], 'own'))
    failureOf(move(store, 'undo', id), 'conflict')
    valueOf(store.save(invertChange(own, newChangeId()), 'undo', own.id))
    const line = [...readLog(store.db)].find(({ change }) => change.id === id)
    if (!line) throw new Error('The batch is not in the log')
    failureOf(store.save(invertChange(line.change, newChangeId()), 'undo', id), 'conflict')
    valueOf(move(store, 'undo', id))
    store.add(annotate(store.tagged.text, store.tagged.article.id, 'cue', [{ start: 4, end: 8 }], 'other'))
    failureOf(move(store, 'redo', id), 'not-found')
    expect(checkProject(store.db)).toEqual([])
  })

  it('passes through a spool as it is', () => {
    const store = storeWith('Ada said: "No."')
    const path = join(temporaryFolder(), 'spool')
    const list = steps(store)
    const spool = createSpool(path)
    for (const step of list) spool.write(step)
    spool.close()
    const read = [...readSpool(path)].map(valueOf)
    expect(read.map((step) => ('json' in step ? { kind: step.kind, change: step.change } : step))).toEqual(list)
    valueOf(saveBatch(store.db, createBodyCache(store.db), readSpool(path), FROM))
    expect(checkProject(store.db)).toEqual([])
  })

  it('from a spool that was altered is refused', () => {
    const path = join(temporaryFolder(), 'spool')
    writeFileSync(
      path,
      `C${JSON.stringify({ id: 'a', title: 'x', added: [{ kind: 'annotation' }], updated: [], removed: [] })}\n`,
    )
    failureOf([...readSpool(path)][0] ?? ok(null), 'invalid-record')
  })

  it('of a process that is killed in the middle has not happened', () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const store = storeWith('Ada said: "No."', path)
    const before = recordsOf(store.db)
    valueOf(store.file.close())
    const child = `
      import { openProjectFile } from '${resolve('main/store/sqlite/project-file.ts')}'
      import { saveBatch } from '${resolve('main/store/sqlite/batch.ts')}'
      import { createBodyCache } from '${resolve('main/store/sqlite/texts.ts')}'
      const file = openProjectFile(${JSON.stringify(path)}, { now: '${NOW}' }).value
      const added = (n) => ({ kind: 'entity', id: 'e' + n, name: 'E', type: 'person', aliases: [], wikidata: null, attributes: {} })
      function* steps() {
        for (let n = 0; n < 5000; n++) {
          if (n === 4000) process.kill(process.pid, 'SIGKILL')
          yield { ok: true, value: { kind: 'change', change: { id: 'c' + n, title: 'Import', added: [added(n)], updated: [], removed: [], edits: [], texts: [] } } }
        }
      }
      saveBatch(file.db, createBodyCache(file.db), steps(), { annotator: '${ANNOTATOR}', at: '${NOW}' })
    `
    const died = spawnSync(process.execPath, ['--input-type=module', '-e', child], { encoding: 'utf8' })
    expect(died.signal).toBe('SIGKILL')
    const again = valueOf(openProjectFile(path, { now: NOW }))
    expect(recordsOf(again.db)).toEqual(before)
    expect(checkProject(again.db)).toEqual([])
    valueOf(again.close())
  })
})
