import { copyFileSync, readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { examineProject } from '../../../main/doctor/examine-project.ts'
import { repairProject, type RepairReport } from '../../../main/doctor/repair-project.ts'
import { REPAIRS } from '../../../main/doctor/repairs/index.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'
import { allRecords } from '../../../main/store/sqlite/tables.ts'
import { NOW } from '../../support/article.ts'
import { folderForFile, temporaryFolder } from '../../support/folder.ts'
import { makeSoundProject, TAGS } from '../../support/sound-project.ts'
import { valueOf } from '../../support/result.ts'

const SOUND = `${folderForFile()}/sound.standoff`
beforeAll(() => makeSoundProject(SOUND))

let ids = 0
const CONTEXT = { now: NOW, newId: () => `repair-${++ids}` }
const E1 = TAGS['e1']?.id ?? ''
const Q1 = TAGS['q1']?.id ?? ''

interface Repaired {
  readonly path: string
  readonly report: RepairReport
  /** Ids of the checks that still find something. */
  readonly left: readonly string[]
}

/** A copy of the sound project after some SQL, and repaired: by all safe repairs, or by those that are named. */
function repaired(sql: string, named: readonly string[] | null = null): Repaired {
  const path = `${temporaryFolder()}/news.standoff`
  copyFileSync(SOUND, path)
  const db = openForWriting(path)
  db.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${sql}`)
  db.close()
  const report = valueOf(repairProject(path, named, CONTEXT))
  const left = report.remaining.filter(({ count, unfinished }) => count > 0 || unfinished !== null).map(({ id }) => id)
  expect(
    valueOf(examineProject(path, { now: NOW }))
      .filter(({ count }) => count > 0)
      .map(({ id }) => id),
  ).toEqual(left)
  return { path, report, left }
}

function recordsOf(path: string): string[] {
  const file = valueOf(openProjectFile(path, { now: NOW }))
  const records = [...allRecords(file.db)].map((record) => JSON.stringify(record)).toSorted()
  valueOf(file.close())
  return records
}

const ofOne = (id: string): string => `WHERE id = '${id}'`

/** What safe repairs make whole again, to the last record. */
const HEALED: readonly string[] = [
  `UPDATE annotations SET fragments = '[[1' ${ofOne(E1)}`,
  `UPDATE annotations SET note = 'altered' ${ofOne(E1)}`,
  `UPDATE annotations SET start = 0, "end" = 1 ${ofOne(E1)}`,
  `UPDATE annotations SET attributes = '{"entity":"nobody"}' ${ofOne(E1)}`,
  `DELETE FROM rejections`,
  `DELETE FROM project`,
  `DELETE FROM annotations ${ofOne(Q1)}`,
  `INSERT INTO annotators VALUES ('mallory', 'Mallory', 'human')`,
  `UPDATE codebooks SET current = 0`,
  `INSERT INTO codebooks SELECT 'x', id, 2, 1, content FROM codebooks`,
  `UPDATE articles SET text_length = 3`,
  `UPDATE history SET undone = 1 WHERE sequence = 1`,
]

describe('repairs', () => {
  it.each(HEALED)('bring back what was saved: %s', (sql) => {
    const { path, report, left } = repaired(sql)
    expect(report.repairs.length).toBeGreaterThan(0)
    expect(left.filter((id) => id !== 'codebook-content')).toEqual([])
    expect(recordsOf(path)).toEqual(recordsOf(SOUND))
  })

  it('keep the project as it was beside it, byte for byte, and nothing else', () => {
    const { path, report } = repaired(`DELETE FROM rejections`)
    const folder = path.slice(0, path.lastIndexOf('/'))
    expect(report.kept).toBe(`${folder}/news.before-repair.standoff`)
    expect(readdirSync(folder).toSorted()).toEqual(['news.before-repair.standoff', 'news.standoff'])
  })

  it('change nothing where nothing is wrong', () => {
    expect(repaired('').report).toMatchObject({ repairs: [], kept: null })
  })

  it('set aside what cannot be read and what nobody knows of', () => {
    const { path, left } = repaired(
      `UPDATE change_log SET payload = '{' WHERE sequence = 4; UPDATE relations SET attributes = 'x'`,
    )
    expect(left).not.toContain('readable-relations')
    const db = openForWriting(path)
    expect(db.all(query('kept', 'SELECT origin FROM quarantine'))).toEqual([{ origin: 'relations' }])
    db.close()
  })

  it('do not trust a log that was altered', () => {
    const { report } = repaired(
      `UPDATE change_log SET payload = replace(payload, 'minister', 'sinister') WHERE sequence = 2;
       UPDATE annotations SET note = 'altered' ${ofOne(E1)}`,
      ['records-from-log'],
    )
    expect(report.repairs).toMatchObject([
      { id: 'records-from-log', count: 0, refused: expect.stringContaining('log') },
    ])
  })

  it('begin the log anew when asked to, and keep the old one', () => {
    const { path, left } = repaired(`UPDATE change_log SET payload = '{' WHERE sequence = 2`, ['log-from-records'])
    expect(left).toEqual([])
    expect(recordsOf(path)).toEqual(recordsOf(SOUND))
  })

  it('remove relations that lead to nothing by a change of their own', () => {
    const { left, path } = repaired(
      `UPDATE change_log SET payload = replace(payload, '"note":""', '"note":"x"') WHERE sequence = 2;
       DELETE FROM annotations ${ofOne(Q1)}`,
      ['relations'],
    )
    expect(left).not.toContain('relations')
    expect(recordsOf(path).some((json) => json.includes('"kind":"relation"'))).toBe(false)
  })

  it('divide a text anew whose blocks do not fit', () => {
    const { left } = repaired(`UPDATE bodies SET blocks = '[{"start":0,"end":9999,"kind":"paragraph"}]'`)
    expect(left).toEqual([])
  })

  it('seal a log and remove orphans only when they are named', () => {
    const sql = `UPDATE change_log SET hash = 'x' WHERE sequence = 2; INSERT INTO originals VALUES ('${'0'.repeat(64)}', x'00')`
    expect(repaired(sql).left).toEqual(['originals', 'orphaned-originals', 'log-hashes'])
    expect(repaired(sql, ['seal-log', 'orphans']).left).toEqual([])
  })

  it('have ids of their own and name checks that exist', () => {
    expect(new Set(REPAIRS.map(({ id }) => id)).size).toBe(REPAIRS.length)
    const checks = valueOf(examineProject(SOUND)).map(({ id }) => id)
    for (const { cures } of REPAIRS) expect(checks).toEqual(expect.arrayContaining([...cures]))
  })

  it('are refused by name where there is none', () => {
    const result = repairProject(SOUND, ['nothing'], CONTEXT)
    expect(result.ok ? null : result.failure.code).toBe('not-found')
  })
})
