import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { backupsOf } from '../../../main/backups/list-backups.ts'
import type { Result } from '../../../model/value/result.ts'
import type { BackupList } from '../../../preload/contract/contract.ts'
import { valueOf } from '../../support/result.ts'
import { runningApp } from '../../support/running-app.ts'

const app = runningApp()

describe('backups', () => {
  test('one stands beside the settings before the first change of a day, and one that fails is told', async () => {
    const path = await app.makeProject('Mine.standoff')
    await app.startImporting(path, 'a.txt', 'A\n\nFirst.')
    await app.quit()
    await app.startImporting(path, 'b.txt', 'B\n\nSecond.')
    await app.quit()
    expect(backupsOf(app.at('settings/backups'), path)).toMatchObject([{ articles: 1, reason: 'first-change' }])
    rmSync(app.at('settings/backups'), { recursive: true })
    writeFileSync(app.at('settings/backups'), 'in the way')
    await app.startImporting(path, 'c.txt', 'C\n\nThird.')
    await vi.waitFor(() => expect(app.fake.names()).toContain('failed'), 10_000)
    const message: unknown = expect.stringContaining('No backup could be made.')
    expect(app.fake.events).toContainEqual(['failed', expect.objectContaining({ message })])
  })
})

describe('an earlier state', () => {
  const list = async (of: string | null = null): Promise<BackupList> =>
    valueOf((await app.fake.request('backups', of)) as Result<BackupList>)

  test('is looked at for reading only, with a way back, and restored under a new name', async () => {
    const path = await app.makeProject('Mine.standoff')
    await app.startImporting(path, 'a.txt', 'A\n\nFirst.')
    valueOf((await app.fake.request('makeBackup')) as Result<null>)
    writeFileSync(app.at('b.txt'), 'B\n\nSecond.')
    valueOf((await app.fake.request('importDropped', [app.at('b.txt')])) as Result<unknown>)
    const { backups, isOpen, project, all } = await list()
    expect({ isOpen, project }).toEqual({ isOpen: true, project: 'Mine' })
    expect(backups).toMatchObject([{ articles: 1, reason: 'asked', elsewhere: null }])
    expect(all.count).toBe(1)
    const id = backups[0]?.id ?? ''
    valueOf((await app.fake.request('lookAtBackup', id)) as Result<null>)
    const looking: unknown = expect.objectContaining({
      title: expect.stringContaining('“Mine” as it was today') as string,
      back: 'Mine',
    })
    expect(app.fake.events).toContainEqual(['looking', looking])
    const state = await app.loadPage()
    expect(state.project).toMatchObject({
      readOnly: expect.stringContaining('only looked at') as string,
      articles: [{ title: 'A' }],
    })
    expect(state.recents.map(({ name }) => name)).toEqual(['Mine'])
    expect(await app.fake.request('importDropped', [app.at('b.txt')])).toMatchObject({
      failure: { code: 'read-only-project' },
    })
    // The list is that of the project to go back to, and the same backup can be looked at again.
    expect(await list()).toMatchObject({ isOpen: false, backups: [{ id }] })
    valueOf((await app.fake.request('leaveLook')) as Result<null>)
    expect((await app.loadPage()).project).toMatchObject({ readOnly: null, articles: [{}, {}] })
    app.fake.answers.save = app.at('Again.standoff')
    expect(await app.fake.request('restoreBackup', id)).toMatchObject({ ok: true, value: true })
    expect((await app.loadPage()).project).toMatchObject({ readOnly: null, fileName: 'Again.standoff', articles: [{}] })
    expect(await app.fake.request('restoreBackup', id)).toMatchObject({ failure: { code: 'project-exists' } })
  })

  test('is offered where the project does not open', async () => {
    const path = await app.makeProject('Mine.standoff')
    await app.startImporting(path, 'a.txt', 'A\n\nFirst.')
    valueOf((await app.fake.request('makeBackup')) as Result<null>)
    await app.fake.request('closeProject')
    writeFileSync(path, 'broken')
    app.fake.answers.open = [path]
    const failed = (await app.fake.request('openProject')) as Result<null>
    expect(failed).toMatchObject({
      failure: {
        code: 'not-a-project',
        offers: [
          {
            kind: 'backups',
            text: expect.stringMatching(/^There is one backup of “Mine.standoff”; .* today/) as string,
          },
          { kind: 'salvage', file: 'Mine.standoff' },
        ],
      },
    })
    const [offer] = failed.ok ? [] : (failed.failure.offers ?? [])
    const offered = offer?.kind === 'backups' ? offer.project : undefined
    const { backups, isOpen } = await list(offered)
    expect(isOpen).toBe(false)
    valueOf((await app.fake.request('lookAtBackup', backups[0]?.id)) as Result<null>)
    expect((await app.loadPage()).looking).toMatchObject({ back: null })
    valueOf((await app.fake.request('leaveLook')) as Result<null>)
    expect((await app.loadPage()).project).toBeNull()
  })
})
