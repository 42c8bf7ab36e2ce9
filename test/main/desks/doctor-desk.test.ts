import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../../model/value/result.ts'
import type { DoctorReport, RepairedProject } from '../../../preload/contract/contract.ts'
import { damage, projectToDamage } from '../../support/damaged-project.ts'
import { valueOf } from '../../support/result.ts'
import { runningApp } from '../../support/running-app.ts'

const app = runningApp()

describe('the doctor', () => {
  const check = async (of: string | null) =>
    valueOf((await app.fake.request('checkProject', of)) as Result<DoctorReport>)
  const repair = async (of: string, named: string | null) =>
    valueOf((await app.fake.request('repairProject', of, named)) as Result<RepairedProject | null>)
  const foundIn = ({ findings }: DoctorReport): string[] => findings.map(({ id }) => id)

  test('checks the open project, repairs it safely, and opens it again', async () => {
    const path = projectToDamage()
    damage(path, 'UPDATE annotations SET start = 0, "end" = 1')
    await app.start(path)
    await app.loadPage()
    const report = await check(null)
    expect(report).toMatchObject({ file: 'news.standoff', findings: [{ id: 'columns', severity: 'wrong' }] })
    expect(report.sound.length).toBeGreaterThan(40)
    expect(JSON.stringify(report)).not.toContain(path)
    expect(app.fake.events).toContainEqual(['doctorProgress', expect.objectContaining({ what: 'annotations' })])
    expect(app.fake.events.at(-1)).toEqual(['doctorProgress', null])
    const done = await repair(report.of, null)
    expect(done).toMatchObject({ kept: 'news.before-repair.standoff', notOpened: null, report: { findings: [] } })
    const kept = new DatabaseSync(path.replace('.standoff', '.before-repair.standoff'), { readOnly: true })
    expect(kept.prepare('SELECT DISTINCT start FROM annotations').all()).toEqual([{ start: 0 }])
    kept.close()
    expect((await app.loadPage()).project).toMatchObject({ readOnly: null, articles: [{}, {}] })
    expect(foundIn(await check(null))).toEqual([])
  })

  test('asks before a repair that loses something', async () => {
    const path = projectToDamage()
    damage(path, "INSERT INTO originals VALUES ('none', CAST('nobody knows it' AS BLOB))")
    await app.start(path)
    await app.loadPage()
    const report = await check(null)
    expect(report.repairs).toMatchObject([{ id: 'orphans', isSafe: false, isUndoable: false }])
    app.fake.answers.button = 0
    expect(await repair(report.of, 'orphans')).toBeNull()
    expect(foundIn(await check(null))).toEqual(foundIn(report))
    app.fake.answers.button = 1
    expect((await repair(report.of, 'orphans'))?.report.findings).toEqual([])
  })

  test('is offered where a project does not open, and opens it when it is repaired', async () => {
    const path = projectToDamage()
    damage(path, 'DELETE FROM project')
    await app.start()
    await app.loadPage()
    app.fake.answers.open = [path]
    const failed = (await app.fake.request('openProject')) as Result<null>
    const offers = failed.ok ? [] : (failed.failure.offers ?? [])
    expect(offers.map(({ kind }) => kind)).toEqual(['doctor', 'salvage'])
    const [offer] = offers
    const report = await check(offer?.kind === 'doctor' ? offer.project : null)
    expect(foundIn(report)).toContain('project')
    expect(await repair(report.of, null)).toMatchObject({ notOpened: null })
    expect((await app.loadPage()).project).toMatchObject({ fileName: 'news.standoff', readOnly: null })
  })

  test('knows no project by its path', async () => {
    const path = projectToDamage()
    await app.start()
    await app.loadPage()
    for (const name of ['checkProject', 'repairProject']) {
      const answer = await app.fake.request(name, path, ...(name === 'checkProject' ? [] : [null]))
      expect(answer).toMatchObject({ ok: false, failure: { code: 'not-found' } })
    }
    expect(await app.fake.request('checkProject', null)).toMatchObject({ failure: { code: 'no-project' } })
  })
})
