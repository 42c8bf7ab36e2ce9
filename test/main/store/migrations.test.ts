import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLog } from '../../../main/store/sqlite/change-log.ts'
import { checkProject } from '../../../main/doctor/run-checks.ts'
import { readHistory } from '../../../main/store/sqlite/history.ts'
import { MIGRATIONS } from '../../../main/store/sqlite/migrations/index.ts'
import { openAsItIs, openProjectFile, openSnapshot } from '../../../main/store/sqlite/project-file.ts'
import { openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'
import { TABLES } from '../../../main/store/sqlite/tables.ts'
import { NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'

/* A project that the program made before relations had an article, people undo steps of their own, and copies names. */

function migrated() {
  const folder = temporaryFolder()
  const path = join(folder, 'harbour.standoff')
  copyFileSync(join(import.meta.dirname, 'fixtures/version-5.standoff'), path)
  return { folder, path, file: valueOf(openProjectFile(path, { now: NOW })) }
}

describe('a project of version 5', () => {
  it('opens with a copy of itself beside it, and is sound', () => {
    const { folder, path, file } = migrated()
    expect(checkProject(file.db)).toEqual([])
    valueOf(file.close())
    expect(readdirSync(folder).toSorted()).toEqual(['harbour.backup-v5.standoff', 'harbour.standoff'])
    const again = valueOf(openProjectFile(path, { now: NOW }))
    expect(again.writable).toBe(true)
    expect(again.db.get(query('version', 'PRAGMA user_version'))).toEqual({ user_version: MIGRATIONS.length })
    valueOf(again.close())
  })

  it('is brought up to date where a line of its log cannot be read, which is named afterwards', () => {
    const path = join(temporaryFolder(), 'harbour.standoff')
    for (const payload of [
      '{"added":[],"kind":"relation"',
      '"relation"',
      '{"added":[null],"removed":[],"updated":[]}',
    ]) {
      copyFileSync(join(import.meta.dirname, 'fixtures/version-5.standoff'), path)
      const raw = openForWriting(path)
      const damage = query('damage', `UPDATE change_log SET payload = ? || ' "kind":"relation"' WHERE sequence = 3`)
      raw.run(damage, payload)
      raw.close()
      const file = valueOf(openProjectFile(path, { now: NOW }))
      expect(checkProject(file.db).map(({ subject }) => subject)).toContain('log-lines')
      valueOf(file.close())
    }
  })

  it('can be looked at, and exported, as it is: a copy of it is brought up to date', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'harbour.standoff')
    copyFileSync(join(import.meta.dirname, 'fixtures/version-5.standoff'), path)
    const before = readFileSync(path)
    const snapshot = valueOf(openSnapshot(path))
    expect(checkProject(snapshot)).toEqual([])
    snapshot.close()
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['harbour.standoff'])
    failureOf(openAsItIs(path), 'conflict')
  })

  it('has relations in the article of their source, in the log, too', () => {
    const { db, close } = migrated().file
    const articles = new Map([...TABLES.annotation.all(db)].map(({ id, article }) => [id, article]))
    const relations = [...TABLES.relation.all(db)]
    expect(relations).toHaveLength(3)
    for (const { source, article } of relations) expect(article).toBe(articles.get(source))
    const known = new Set([...TABLES.article.all(db)].map(({ id }) => id))
    const logged = [...readLog(db)].flatMap(({ change }) => change.added.concat(change.removed))
    const inLog = logged.filter((record) => record.kind === 'relation')
    // Two of them are of an annotation that is gone again.
    expect(inLog).toHaveLength(5)
    for (const { article } of inLog) expect(known.has(article)).toBe(true)
    valueOf(close())
  })

  it('has a log that says which file wrote each line, and what it follows', () => {
    const { db, close } = migrated().file
    const entries = [...readLog(db)]
    expect(new Set(entries.map(({ replica }) => replica)).size).toBe(1)
    expect(entries.map(({ parent }) => parent)).toEqual([null, ...entries.slice(0, -1).map(({ change }) => change.id)])
    valueOf(close())
  })

  it('leaves the steps of undo to the annotator who made them', () => {
    const { db, close } = migrated().file
    const titles = (annotator: string) => {
      const { undo, redo } = readHistory(db, annotator, 100)
      return [undo.map(({ title }) => title), redo.map(({ title }) => title)]
    }
    expect(titles('ada')).toEqual([['Tag', 'Link', 'Tag and link', 'Remove', 'Edit codebook'], ['Note']])
    expect(titles('bo')).toEqual([[], []])
    valueOf(close())
  })

  it('keeps both versions of its codebook, known by their content', () => {
    const { db, close } = migrated().file
    const rows = db.all(
      query('codebooks', 'SELECT version, current, length(sha256) AS length FROM codebooks ORDER BY 1'),
    )
    expect(rows).toEqual([
      { version: 1, current: 0, length: 64 },
      { version: 2, current: 1, length: 64 },
    ])
    valueOf(close())
  })
})
