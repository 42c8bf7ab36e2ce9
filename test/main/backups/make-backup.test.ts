import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allBackups } from '../../../main/backups/backup-folder.ts'
import { pathOf } from '../../../main/backups/shelved-backup.ts'
import { backupsOf } from '../../../main/backups/list-backups.ts'
import { makeBackup } from '../../../main/backups/make-backup.ts'
import { readyToOpen, restoreBackup } from '../../../main/backups/restore-backup.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { findProblems, inspectProject } from '../../../main/project/inspect-project.ts'
import type { BackupReason } from '../../../model/past/backup.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { valueOf } from '../../support/result.ts'
import { annotator, openService } from '../../support/service.ts'

const order = (project: string, root: string, reason: BackupReason, now = new Date().toISOString()) => ({
  project,
  root,
  reason,
  now,
  mostBytes: 1e9,
})
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString()

test('a backup holds the state before the change, while the project is open and goes on', async () => {
  const { path, tag } = openService()
  const root = join(temporaryFolder(), 'backups')
  tag(0, 8)
  const made = valueOf(await makeBackup(order(path, root, 'first-change', tomorrow()), () => tag(9, 15)))
  expect(made).toMatchObject({ articles: 1, annotations: 1, reason: 'first-change', path, project: { name: 'News' } })
  const [backup] = allBackups(root)
  expect(backup).toMatchObject(made ?? {})
  const copy = backup ? pathOf(backup) : ''
  expect(valueOf(inspectProject(copy)).annotations).toBe(1)
  expect(valueOf(inspectProject(path)).annotations).toBe(2)
  expect(valueOf(findProblems(copy))).toEqual([])
  expect(readdirSync(backup?.folder ?? '').toSorted()).toEqual([made?.file, 'backups.json'])
})

test('nothing is backed up twice without a change in between, nor on a day that has its backup', async () => {
  const { path, tag } = openService()
  const root = temporaryFolder()
  const make = async (reason: BackupReason, now?: string) => valueOf(await makeBackup(order(path, root, reason, now)))
  tag(0, 8)
  expect(await make('first-change')).not.toBeNull()
  expect(await make('first-change', tomorrow())).toBeNull()
  expect(await make('dataset')).toBeNull()
  tag(9, 15)
  expect(await make('first-change')).toBeNull()
  expect(await make('dataset')).toMatchObject({ annotations: 2 })
  tag(20, 22)
  expect(await make('first-change', tomorrow())).toMatchObject({ annotations: 3 })
  expect(await make('asked')).toMatchObject({ annotations: 3 })
  expect(allBackups(root)).toHaveLength(4)
})

test('a project in which nobody has done anything needs none', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'new.standoff')
  const service = createProjectService()
  valueOf(service.create(path, { name: 'New', annotator }))
  expect(valueOf(await makeBackup(order(path, join(folder, 'b'), 'first-change')))).toBeNull()
  valueOf(service.close())
})

test('the list is made again from the files where it is lost; damaged and foreign files are not on it', async () => {
  const { path, tag } = openService()
  const root = temporaryFolder()
  tag(0, 8)
  const made = valueOf(await makeBackup(order(path, root, 'asked')))
  const folder = allBackups(root)[0]?.folder ?? ''
  rmSync(join(folder, 'backups.json'))
  writeFileSync(join(folder, 'News 2026-01-01 10.00.00.standoff'), 'no database')
  writeFileSync(join(folder, 'Mine.standoff'), 'mine')
  expect(allBackups(root)).toMatchObject([
    { file: made?.file, reason: 'found', articles: 1, annotations: 1, state: made?.state },
  ])
  expect(existsSync(join(folder, 'Mine.standoff'))).toBe(true)
})

test('the backups of a project are found by what it is, and by where it was when it cannot be opened', async () => {
  const { folder, path, open, tag } = openService()
  const root = temporaryFolder()
  tag(0, 8)
  valueOf(await makeBackup(order(path, root, 'asked')))
  valueOf(open.close())
  const moved = join(folder, 'moved.standoff')
  renameSync(path, moved)
  expect(backupsOf(root, moved)).toHaveLength(1)
  expect(backupsOf(root, path)).toHaveLength(1)
  writeFileSync(path, 'broken')
  expect(backupsOf(root, path)).toHaveLength(1)
  expect(backupsOf(root, join(folder, 'other.standoff'))).toEqual([])
})

test('what was kept when a project was brought up to date is among its backups, and can be looked at', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'Old.standoff')
  copyFileSync(join(import.meta.dirname, '../store/fixtures/version-5.standoff'), path)
  const service = createProjectService()
  valueOf(service.open(path, { annotator }))
  valueOf(service.close())
  const [kept] = backupsOf(join(folder, 'none'), path)
  expect(kept).toMatchObject({
    reason: 'migration',
    file: expect.stringMatching(/^Old\.backup-v\d\.standoff$/) as string,
  })
  const ready = valueOf(await readyToOpen(kept ? pathOf(kept) : '', temporaryFolder()))
  expect(valueOf(findProblems(ready))).toEqual([])
})

test('a folder that cannot be written is a failure, and nothing is left behind', async () => {
  const { path, tag } = openService()
  const root = temporaryFolder()
  tag(0, 8)
  writeFileSync(join(root, 'file'), '')
  const failed = await makeBackup(order(path, join(root, 'file'), 'asked'))
  expect(failed).toMatchObject({ ok: false })
  if (process.getuid?.() === 0) return
  chmodSync(root, 0o500)
  expect(await makeBackup(order(path, root, 'asked'))).toMatchObject({ ok: false, failure: { code: 'not-permitted' } })
  chmodSync(root, 0o700)
  expect(readdirSync(root)).toEqual(['file'])
})

test('restoring gives a project that opens under a new name, and never replaces a file', async () => {
  const { path, tag } = openService()
  const folder = temporaryFolder()
  tag(0, 8)
  valueOf(await makeBackup(order(path, folder, 'asked')))
  tag(9, 15)
  const [backup] = allBackups(folder)
  const out = join(folder, 'Again.standoff')
  expect(valueOf(await restoreBackup(backup ? pathOf(backup) : '', out))).toMatchObject({ annotations: 1 })
  expect(await restoreBackup(path, out)).toMatchObject({ ok: false, failure: { code: 'project-exists' } })
  const service = createProjectService()
  expect(valueOf(service.open(out, { annotator })).readOnly).toBeNull()
  valueOf(service.close())
  expect(valueOf(findProblems(out))).toEqual([])
})
