import { allRecords } from '../../../main/store/sqlite/tables.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeChange } from '../../../model/change/change.ts'
import { checkProject } from '../../../main/doctor/run-checks.ts'
import { schemaVersion } from '../../../main/store/sqlite/migrate.ts'
import { MIGRATIONS } from '../../../main/store/sqlite/migrations/index.ts'
import { lockPath, takeLock } from '../../../main/store/sqlite/project-lock.ts'
import { createProjectFile } from '../../../main/store/sqlite/life/create-file.ts'
import { openProjectFile, openSnapshot } from '../../../main/store/sqlite/project-file.ts'
import { guarded } from '../../../main/store/sqlite/store-failure.ts'
import { ok } from '../../../model/value/result.ts'
import { openForReading, openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'
import { NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { newChangeId, storeWith } from '../../support/store.ts'

const OPTIONS = { now: NOW }

/** A closed project with one article and one annotation. */
function projectOnDisk(): string {
  const path = join(temporaryFolder(), 'news.standoff')
  const store = storeWith('The <e1>minister</e1> said.', path)
  store.add(store.tagged.annotations.e1!)
  valueOf(store.file.close())
  return path
}

/** Opening must fail with a code and leave the file byte for byte as it was, without a lock behind. */
function refuses(path: string, code: Parameters<typeof failureOf>[1]): void {
  const before = readFileSync(path)
  failureOf(openProjectFile(path, OPTIONS), code)
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(existsSync(lockPath(path))).toBe(false)
}

describe('opening a project', () => {
  it('finds what was saved, and leaves one file when it is closed', () => {
    const path = projectOnDisk()
    expect(readdirSync(join(path, '..'))).toEqual(['news.standoff'])
    const file = valueOf(openProjectFile(path, OPTIONS))
    expect(file.writable).toBe(true)
    expect([...allRecords(file.db)]).toHaveLength(5)
    valueOf(file.close())
    valueOf(file.close())
    expect(readdirSync(join(path, '..'))).toEqual(['news.standoff'])
  })

  it('says what is wrong with a path', () => {
    const folder = temporaryFolder()
    failureOf(openProjectFile(join(folder, 'none.standoff'), OPTIONS), 'not-found')
    failureOf(openProjectFile(folder, OPTIONS), 'not-a-file')
    failureOf(createProjectFile(join(folder, 'none', 'p.standoff'), OPTIONS), 'not-found')
    writeFileSync(join(folder, 'there.standoff'), 'mine')
    failureOf(createProjectFile(join(folder, 'there.standoff'), OPTIONS), 'project-exists')
    expect(readFileSync(join(folder, 'there.standoff'), 'utf8')).toBe('mine')
  })

  it.each([
    ['text', 'This is an article and no project at all. '.repeat(40)],
    ['a few bytes', 'SQLite'],
  ])('refuses %s', (_what, content) => {
    const path = join(temporaryFolder(), 'p.standoff')
    writeFileSync(path, content)
    refuses(path, 'not-a-project')
  })

  it('refuses what was left of the making of a project, and says so', () => {
    const path = join(temporaryFolder(), 'p.standoff')
    writeFileSync(path, '')
    refuses(path, 'unfinished-project')
    const db = openForWriting(path)
    db.exec('PRAGMA journal_mode = WAL')
    db.close()
    refuses(path, 'unfinished-project')
  })

  it("refuses another program's SQLite file", () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const db = openForWriting(path)
    db.exec('CREATE TABLE notes (text TEXT); PRAGMA user_version = 1')
    db.close()
    refuses(path, 'not-a-project')
  })

  it('refuses a project of a newer version', () => {
    const path = projectOnDisk()
    const db = openForWriting(path)
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`)
    db.close()
    refuses(path, 'newer-project')
  })

  it('refuses a truncated project', () => {
    const path = projectOnDisk()
    truncateSync(path, 20_000)
    refuses(path, 'damaged-project')
  })

  it('refuses a project with a trigger of a stranger, or without a table', () => {
    const path = projectOnDisk()
    const db = openForWriting(path)
    db.exec("CREATE TRIGGER spy AFTER INSERT ON annotations BEGIN UPDATE project SET name = 'x'; END")
    db.close()
    refuses(path, 'damaged-project')
    const other = projectOnDisk()
    const handle = openForWriting(other)
    handle.exec('DROP TABLE history')
    handle.close()
    refuses(other, 'damaged-project')
  })

  it('tells damage inside the file as damage, not as an error of the program', () => {
    const path = projectOnDisk()
    const bytes = readFileSync(path)
    bytes.fill(0x5a, 8192)
    writeFileSync(path, bytes)
    const opened = openProjectFile(path, OPTIONS)
    const read = opened.ok
      ? guarded(path, () => {
          onTestFinished(() => void opened.value.close())
          return ok([...allRecords(opened.value.db)].length)
        })
      : opened
    failureOf(read, 'damaged-project')
  })

  it('tells a full disk and keeps what was there', () => {
    const store = storeWith('The <e1>minister</e1> said.', join(temporaryFolder(), 'full.standoff'))
    const pages = Number(store.db.get(query('pages', 'PRAGMA page_count'))?.page_count)
    store.db.exec(`PRAGMA max_page_count = ${pages}`)
    const large = { ...store.tagged.annotations.e1!, note: 'x'.repeat(1_000_000) }
    const change = makeChange(newChangeId(), 'Tag', { added: [large] })
    failureOf(store.save(change), 'disk-full')
    expect([...allRecords(store.db)]).toHaveLength(4)
    store.db.exec('PRAGMA max_page_count = 1000000')
    valueOf(store.save(change))
    expect(checkProject(store.db)).toEqual([])
  })
})

describe('the lock', () => {
  it('lets a second opener read, and says who writes', () => {
    const path = projectOnDisk()
    const first = valueOf(openProjectFile(path, OPTIONS))
    const second = valueOf(openProjectFile(path, OPTIONS))
    expect(second.writable).toBe(false)
    if (!second.writable) expect(second.reason).toContain(`on this computer (process ${process.pid})`)
    expect([...allRecords(second.db)]).toHaveLength(5)
    valueOf(second.close())
    expect(existsSync(lockPath(path))).toBe(true)
    valueOf(first.close())
    expect(existsSync(lockPath(path))).toBe(false)
    const third = valueOf(openProjectFile(path, OPTIONS))
    expect(third.writable).toBe(true)
    valueOf(third.close())
  })

  it('is free again when its holder was killed, and what was saved is there', async () => {
    const path = projectOnDisk()
    const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: join(import.meta.dirname, '../../..'),
    })
    await once(child.stdout, 'data')
    const meanwhile = valueOf(openProjectFile(path, OPTIONS))
    expect(meanwhile.writable).toBe(false)
    valueOf(meanwhile.close())
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(lockPath(path))).toBe(true)
    const after = valueOf(openProjectFile(path, OPTIONS))
    expect(after.writable).toBe(true)
    expect(after.db.get(query('name', 'SELECT name FROM project'))?.name).toBe('Renamed by the child')
    valueOf(after.close())
    expect(readdirSync(join(path, '..'))).toEqual(['news.standoff'])
  })

  it('takes over what is left under its name and is no lock', () => {
    const path = projectOnDisk()
    writeFileSync(lockPath(path), 'half a lock'.repeat(100))
    const lock = takeLock(path, NOW)
    expect(lock.kind).toBe('taken')
    if (lock.kind === 'taken') lock.lock.release()
    expect(existsSync(lockPath(path))).toBe(false)
  })

  it('of a project that was never made is removed by whoever opens another one there; a file of that name is not', () => {
    const path = projectOnDisk()
    const lock = takeLock(join(path, '../half.standoff'), NOW)
    const copy = readFileSync(join(path, '../half.standoff-lock'))
    if (lock.kind === 'taken') lock.lock.release()
    writeFileSync(join(path, '../half.standoff-lock'), copy)
    writeFileSync(join(path, '../empty.standoff-lock'), '')
    writeFileSync(join(path, '../mine.standoff-lock'), 'My notes on locks.')
    valueOf(valueOf(openProjectFile(path, OPTIONS)).close())
    expect(readdirSync(join(path, '..'))).toEqual(['mine.standoff-lock', 'news.standoff'])
  })

  it('says so where nothing can be written', () => {
    const path = join(temporaryFolder(), 'p.standoff')
    mkdirSync(`${path}-lock`)
    expect(takeLock(join(path, 'no', 'folder'), NOW).kind).toBe('unwritable')
  })
})

// Renames the project and waits to be killed, with its changes still in the side file.
const HOLDER = `
import { openProjectFile } from './main/store/sqlite/project-file.ts'
const opened = openProjectFile(process.argv[1], { now: '2025-01-01T00:00:00.000Z' })
opened.value.db.exec("UPDATE project SET name = 'Renamed by the child'")
process.stdout.write(opened.value.writable ? 'ready' : 'locked')
setInterval(() => {}, 1000)
`

describe('migrations', () => {
  const next = [...MIGRATIONS, { version: MIGRATIONS.length + 1, sql: 'ALTER TABLE entities ADD COLUMN colour TEXT' }]

  it('bring an older project up to date and keep a copy of it', () => {
    const path = projectOnDisk()
    const file = valueOf(openProjectFile(path, { ...OPTIONS, migrations: next }))
    expect(schemaVersion(file.db)).toBe(next.length)
    expect([...allRecords(file.db)]).toHaveLength(5)
    valueOf(file.close())
    const copy = valueOf(openProjectFile(join(path, '..', `news.backup-v${MIGRATIONS.length}.standoff`), OPTIONS))
    expect(schemaVersion(copy.db)).toBe(MIGRATIONS.length)
    expect(checkProject(copy.db)).toEqual([])
    valueOf(copy.close())
    refuses(path, 'newer-project')
  })

  it('change nothing when one of them fails', () => {
    const path = projectOnDisk()
    const broken = [
      ...next.slice(0, -1),
      { version: 2, sql: 'CREATE TABLE extra (id TEXT) STRICT; CREATE TABLE project (x)' },
    ]
    const before = readFileSync(path)
    expect(() => openProjectFile(path, { ...OPTIONS, migrations: broken })).toThrow(/already exists/)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(join(path, '..'))).toEqual(['news.standoff'])
    const file = valueOf(openProjectFile(path, OPTIONS))
    expect(schemaVersion(file.db)).toBe(MIGRATIONS.length)
    expect(checkProject(file.db)).toEqual([])
    valueOf(file.close())
  })

  it('are numbered without a gap', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, position) => position + 1))
  })
})

describe('a snapshot', () => {
  it('does not see what is saved while it is open', () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const store = storeWith('The <e1>minister</e1> said <q1>no</q1>.', path)
    store.add(store.tagged.annotations.e1!)
    const snapshot = valueOf(openSnapshot(path))
    snapshot.freeze()
    store.add(store.tagged.annotations.q1!)
    expect([...allRecords(snapshot)]).toHaveLength(5)
    expect([...allRecords(store.db)]).toHaveLength(6)
    snapshot.close()
  })

  it('can be closed after the writer', () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const store = storeWith('The <e1>minister</e1> said.', path)
    store.add(store.tagged.annotations.e1!)
    const snapshot = valueOf(openSnapshot(path))
    snapshot.freeze()
    valueOf(store.file.close())
    expect([...allRecords(snapshot)]).toHaveLength(5)
    snapshot.close()
    const file = valueOf(openProjectFile(path, OPTIONS))
    expect(checkProject(file.db)).toEqual([])
    valueOf(file.close())
    expect(readdirSync(join(path, '..'))).toEqual(['p.standoff'])
  })
})

describe('a connection', () => {
  it('reads a file whose name means something in a URI', () => {
    const path = join(temporaryFolder(), 'a%20b?c#d é.standoff')
    valueOf(storeWith('The minister.', path).file.close())
    const db = openForReading(path, { immutable: true })
    expect([...allRecords(db)]).toHaveLength(4)
    db.close()
  })

  it('is closed to tricks: no extensions, no writable schema, no untrusted functions', () => {
    const { db } = storeWith('The minister.')
    expect(() => db.exec("SELECT load_extension('x')")).toThrow(/not authorized|no such function/)
    db.exec('PRAGMA writable_schema = ON')
    expect(() => db.exec("UPDATE sqlite_schema SET sql = ''")).toThrow(/may not be modified/)
    expect(db.get(query('trusted', 'PRAGMA trusted_schema'))?.trusted_schema).toBe(0)
    expect(db.get(query('keys', 'PRAGMA foreign_keys'))?.foreign_keys).toBe(1)
  })

  it('waits for the disk at every commit of a file', () => {
    const { db } = storeWith('The minister.', join(temporaryFolder(), 'p.standoff'))
    expect(db.get(query('mode', 'PRAGMA journal_mode'))?.journal_mode).toBe('wal')
    expect(db.get(query('sync', 'PRAGMA synchronous'))?.synchronous).toBe(2)
  })

  it('reads pages of annotations through the index, without sorting', () => {
    const { db } = storeWith('The minister.')
    const plan = db.all(
      query(
        'plan',
        'EXPLAIN QUERY PLAN SELECT * FROM annotations WHERE article = ? ORDER BY article, start, "end" DESC, id LIMIT 10 OFFSET 10',
      ),
      'x',
    )
    const steps = plan.map((row) => row.detail)
    expect(steps).toEqual(['SEARCH annotations USING INDEX annotations_in_reading_order (article=?)'])
  })
})
