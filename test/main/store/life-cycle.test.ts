import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { findProblems, inspectProject } from '../../../main/project/inspect-project.ts'
import { createProjectFile } from '../../../main/store/sqlite/life/create-file.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { createSqliteStore } from '../../../main/store/sqlite/sqlite-store.ts'
import { makeChange } from '../../../model/change/change.ts'
import { NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { annotator, openService } from '../../support/service.ts'

const VERSION_5 = join(import.meta.dirname, 'fixtures/version-5.standoff')
const OPTIONS = { now: NOW }
const tagged = (path: string): number => valueOf(inspectProject(path)).annotations

/** A project with `tags` annotations, as a kill leaves it: with a log beside it. */
function killedProject(tags: number) {
  const service = openService()
  for (let i = 0; i < tags; i++) service.tag(4 * i, 4 * i + 3)
  const path = join(temporaryFolder(), 'news.standoff')
  for (const ending of ['', '-wal', '-lock']) copyFileSync(service.path + ending, path + ending)
  return { path, service }
}

/** A project as an older version of the program left it when it was killed while it closed: in the middle of a transaction. */
function hotProject(): string {
  const folder = temporaryFolder()
  const path = join(folder, 'news.standoff')
  copyFileSync(VERSION_5, path)
  const db = new DatabaseSync(path)
  // A cache of one page: what is written goes to the file before the transaction is over.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM change_log')
  const copy = join(temporaryFolder(), 'news.standoff')
  copyFileSync(path, copy)
  copyFileSync(`${path}-journal`, `${copy}-journal`)
  db.exec('ROLLBACK')
  db.close()
  return copy
}

describe('what a kill has left beside a project', () => {
  it('is put in order when it is opened: a rollback journal of an older version', () => {
    const path = hotProject()
    const file = valueOf(openProjectFile(path, OPTIONS))
    expect(file.writable).toBe(true)
    valueOf(file.close())
    expect(readdirSync(join(path, '..'))).toEqual(['news.backup-v5.standoff', 'news.standoff'])
    expect(valueOf(findProblems(path))).toEqual([])
    copyFileSync(VERSION_5, join(path, '../plain.standoff'))
    valueOf(valueOf(openProjectFile(join(path, '../plain.standoff'), OPTIONS)).close())
    expect(tagged(path)).toBe(tagged(join(path, '../plain.standoff')))
  })

  it('is taken in by whoever only looks at it, too', () => {
    const { path } = killedProject(3)
    expect(tagged(path)).toBe(3)
    expect(readdirSync(join(path, '..'))).toEqual(['news.standoff'])
    expect(tagged(path)).toBe(3)
  })

  it('is not mixed with a file that was put in its place', () => {
    const { path, service } = killedProject(3)
    const backup = join(temporaryFolder(), 'backup.standoff')
    valueOf(service.open.saveCopy(backup))
    for (const other of [backup, openService().path]) {
      copyFileSync(other, path)
      const before = readFileSync(path)
      for (const opened of [openProjectFile(path, OPTIONS), inspectProject(path)]) {
        expect(failureOf(opened, 'side-files').message).toContain('news.standoff-wal')
      }
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(existsSync(`${path}-wal`)).toBe(true)
    }
    writeFileSync(path, '')
    failureOf(openProjectFile(path, OPTIONS), 'side-files')
    renameSync(`${path}-wal`, `${path}.set-aside`)
    copyFileSync(backup, path)
    expect(tagged(path)).toBe(3)
  })

  it('is told from an older state of the same file', () => {
    const service = openService()
    service.tag(0, 3)
    valueOf(service.open.close())
    const earlier = readFileSync(service.path)
    const open = createProjectService()
    onTestFinished(() => void open.close())
    const { project } = valueOf(open.open(service.path, { annotator }))
    const rename = (name: string, id: string) =>
      valueOf(
        open.save({
          change: makeChange(id, 'Rename', { updated: [[project, { ...project, name }]] }),
          origin: 'user',
          of: null,
        }),
      )
    rename('Renamed', 'rename-1')
    open.tidy()
    valueOf(
      open.save({
        change: makeChange('rename-2', 'Rename', {
          updated: [
            [
              { ...project, name: 'Renamed' },
              { ...project, name: 'Again' },
            ],
          ],
        }),
        origin: 'user',
        of: null,
      }),
    )
    const path = join(temporaryFolder(), 'news.standoff')
    copyFileSync(`${service.path}-wal`, `${path}-wal`)
    writeFileSync(path, earlier)
    failureOf(openProjectFile(path, OPTIONS), 'side-files')
    copyFileSync(service.path, path)
    expect(valueOf(inspectProject(path)).name).toBe('Again')
  })

  it('is named where another project is to be made or copied there', () => {
    const { path, service } = killedProject(1)
    renameSync(path, `${path}.moved`)
    failureOf(createProjectFile(path, OPTIONS), 'project-exists')
    failureOf(service.open.saveCopy(path), 'project-exists')
    expect(existsSync(path)).toBe(false)
  })

  it('is left alone beside a file that is none of ours', () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const db = new DatabaseSync(path)
    db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)')
    db.close()
    writeFileSync(`${path}-wal`, 'x'.repeat(10_000))
    const before = readFileSync(path)
    failureOf(openProjectFile(path, OPTIONS), 'not-a-project')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('x'.repeat(10_000))
  })
})

describe('a project that is being made', () => {
  it('has no name before its first records are in it', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'news.standoff')
    const made = createProjectFile(path, OPTIONS, (draft) => {
      expect(existsSync(path)).toBe(false)
      expect(draft.path).toMatch(/[/\\]\.standoff-[0-9a-f]{8}-\d+-[0-9a-f]{16}\.part$/)
      return { ok: false, failure: { code: 'disk-full', message: 'Full.', action: 'Free some space.' } }
    })
    failureOf(made, 'disk-full')
    expect(readdirSync(folder)).toEqual([])
  })

  it('does not take the place of what appears meanwhile', () => {
    const path = join(temporaryFolder(), 'news.standoff')
    const made = createProjectFile(path, OPTIONS, () => {
      writeFileSync(path, 'mine')
      return { ok: true, value: null }
    })
    failureOf(made, 'project-exists')
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })
})

describe('a migration', () => {
  it('keeps every project as it was, under a name that no other has', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'news.standoff')
    const backup = join(folder, 'news.backup-v5.standoff')
    writeFileSync(backup, 'another project')
    copyFileSync(VERSION_5, path)
    chmodSync(path, 0o640)
    valueOf(valueOf(openProjectFile(path, OPTIONS)).close())
    expect(readFileSync(backup, 'utf8')).toBe('another project')
    expect(readFileSync(join(folder, 'news.backup-v5-2.standoff')).equals(readFileSync(VERSION_5))).toBe(true)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(valueOf(findProblems(path))).toEqual([])
  })

  it('is not needed for looking at a project, which stays as it is', () => {
    const path = join(temporaryFolder(), 'news.standoff')
    copyFileSync(VERSION_5, path)
    expect(valueOf(findProblems(path))).toEqual([])
    expect(tagged(path)).toBeGreaterThan(0)
    expect(readFileSync(path).equals(readFileSync(VERSION_5))).toBe(true)
    expect(readdirSync(join(path, '..'))).toEqual(['news.standoff'])
  })

  it('goes through a link to the file that it leads to', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'real'))
    copyFileSync(VERSION_5, join(folder, 'real/news.standoff'))
    symlinkSync(join(folder, 'real/news.standoff'), join(folder, 'link.standoff'))
    valueOf(valueOf(openProjectFile(join(folder, 'link.standoff'), OPTIONS)).close())
    expect(readdirSync(folder)).toEqual(['link.standoff', 'real'])
    expect(readdirSync(join(folder, 'real'))).toEqual(['news.backup-v5.standoff', 'news.standoff'])
  })

  it('that was cut off is made once more, with one copy of the old project', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'news.standoff')
    copyFileSync(VERSION_5, path)
    // As a kill between the two names leaves it.
    linkSync(path, join(folder, 'news.backup-v5.standoff'))
    valueOf(valueOf(openProjectFile(path, OPTIONS)).close())
    expect(readdirSync(folder)).toEqual(['news.backup-v5.standoff', 'news.standoff'])
  })
})

describe('a project whose file is written over while it is open', () => {
  it.each([
    [
      'by another project',
      (path: string) => copyFileSync(openService('Quite another article.\n'.repeat(50)).path, path),
    ],
    ['by a text', (path: string) => writeFileSync(path, 'My article. '.repeat(10_000))],
    ['by nothing', (path: string) => writeFileSync(path, '')],
    ['by its own beginning', (path: string) => truncateSync(path, 8192)],
  ])('%s saves nothing more and leaves the bytes alone', (_what, overwrite) => {
    const service = openService()
    service.tag(0, 3)
    overwrite(service.path)
    const bytes = readFileSync(service.path)
    expect(() => service.tag(4, 7)).toThrow(/written over/)
    valueOf(service.open.close())
    expect(readFileSync(service.path).equals(bytes)).toBe(true)
    expect(existsSync(`${service.path}-wal`)).toBe(true)
    expect(openProjectFile(service.path, OPTIONS).ok).toBe(false)
    expect(readFileSync(service.path).equals(bytes)).toBe(true)
  })

  it('goes on when only its time was changed, or it comes back', () => {
    const service = openService()
    service.tag(0, 3)
    utimesSync(service.path, 1, 1)
    service.tag(4, 7)
    const bytes = readFileSync(service.path)
    writeFileSync(service.path, 'gone')
    expect(() => service.tag(8, 11)).toThrow(/written over/)
    writeFileSync(service.path, bytes)
    service.tag(12, 15)
    valueOf(service.open.close())
    expect(tagged(service.path)).toBe(3)
  })

  it('gives a copy of what is still there, or says that there is none', () => {
    const service = openService()
    service.tag(0, 3)
    writeFileSync(service.path, '')
    const copy = join(service.folder, 'copy.standoff')
    const saved = service.open.saveCopy(copy)
    if (saved.ok) expect(tagged(copy)).toBe(1)
    else expect(saved.failure.code).toBe('damaged-project')
    expect(existsSync(copy)).toBe(saved.ok)
  })
})

describe('a project with several names', () => {
  it('is one project by a link', () => {
    const service = openService()
    service.tag(0, 3)
    const link = join(temporaryFolder(), 'link.standoff')
    symlinkSync(service.path, link)
    const file = valueOf(openProjectFile(link, OPTIONS))
    expect(file.writable).toBe(false)
    valueOf(file.close())
    expect(tagged(link)).toBe(1)
  })

  it('is not opened by another name while its changes are kept under the first', () => {
    const { path, service } = killedProject(2)
    const live = join(service.folder, 'live.standoff')
    linkSync(service.path, live)
    failureOf(openProjectFile(live, OPTIONS), 'project-in-use')
    failureOf(inspectProject(live), 'project-in-use')
    const dead = join(path, '../dead.standoff')
    linkSync(path, dead)
    expect(failureOf(openProjectFile(dead, OPTIONS), 'project-in-use').message).toContain('news.standoff')
    valueOf(valueOf(openProjectFile(path, OPTIONS)).close())
    expect(tagged(dead)).toBe(2)
    const file = valueOf(openProjectFile(dead, OPTIONS))
    expect(file.writable).toBe(true)
    valueOf(createSqliteStore(file).close())
  })
})
