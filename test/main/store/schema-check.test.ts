import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lockPath } from '../../../main/store/sqlite/project-lock.ts'
import { openProjectFile, openSnapshot } from '../../../main/store/sqlite/project-file.ts'
import { openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'
import { NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { storeWith } from '../../support/store.ts'

/* The schema of a project is compared whole: what a stranger puts there, under whatever name, is refused. */

function projectOnDisk(): string {
  const path = join(temporaryFolder(), 'news.standoff')
  const store = storeWith('The <e1>minister</e1> said.', path)
  store.add(store.tagged.annotations.e1!)
  valueOf(store.file.close())
  return path
}

/** Changes a file's schema in a way that no statement allows, as whoever means harm would. */
function tamper(path: string, ...statements: readonly string[]): void {
  const db = new DatabaseSync(path, { defensive: false })
  db.exec('PRAGMA writable_schema = ON')
  for (const sql of statements) db.exec(sql)
  db.close()
}

const addRow = (type: string, name: string, table: string, page: string, sql: string | null): string =>
  `INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES
    (${[type, name, table].map(literal).join(', ')}, ${page}, ${sql === null ? 'NULL' : literal(sql)})`

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Every way in says no with a sentence, and the file stays byte for byte. */
function refuses(path: string): void {
  const before = readFileSync(path)
  failureOf(openProjectFile(path, { now: NOW }), 'damaged-project')
  failureOf(openSnapshot(path), 'damaged-project')
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(existsSync(lockPath(path))).toBe(false)
}

const ENDLESS = '(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n)'
const TRIGGER = (name: string, table: string) =>
  `CREATE TRIGGER ${name} AFTER INSERT ON ${table} BEGIN UPDATE articles SET text_length = ${ENDLESS}; END`

describe('a schema with something more', () => {
  it.each(['sqlite_stat_evil', 'sqlite_stat1', 'sqlite_sequence', 'sqlite_autoindex_annotators_2', 'SQLITE_STAT1'])(
    'is refused: a trigger named %s',
    (name) => {
      const path = projectOnDisk()
      tamper(path, addRow('trigger', name, 'annotators', '0', TRIGGER(name, 'annotators')))
      refuses(path)
    },
  )

  it('is refused where the row says something else than its statement', () => {
    const path = projectOnDisk()
    tamper(path, addRow('table', 'sqlite_stat1', 'sqlite_stat1', '2', TRIGGER('sqlite_stat1', 'annotators')))
    refuses(path)
  })

  it('is refused where only the log beside the project has it', () => {
    const path = projectOnDisk()
    const copy = join(temporaryFolder(), 'news.standoff')
    const db = new DatabaseSync(path, { defensive: false })
    db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA writable_schema = ON')
    db.exec(addRow('trigger', 'sqlite_stat_evil', 'annotators', '0', TRIGGER('sqlite_stat_evil', 'annotators')))
    copyFileSync(path, copy)
    copyFileSync(`${path}-wal`, `${copy}-wal`)
    db.close()
    refuses(copy)
  })

  it('is refused when it has a hundred thousand rows, without a wait', () => {
    const path = projectOnDisk()
    tamper(
      path,
      `WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000)
       INSERT INTO sqlite_schema SELECT 'view', 'v' || x, 'v' || x, 0, 'CREATE VIEW v' || x || ' AS SELECT 1' FROM n`,
    )
    const start = performance.now()
    refuses(path)
    // SQLite itself takes half a minute to read them.
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('is refused when a row is longer than any of ours', () => {
    const path = projectOnDisk()
    tamper(path, addRow('view', 'v', 'v', '0', `CREATE VIEW v AS SELECT '${'x'.repeat(3_000_000)}'`))
    refuses(path)
  })
})

const NAMES = [
  'annotations',
  'ANNOTATIONS',
  'sqlite_stat1',
  'sqlite_stat2',
  'sqlite_stat4',
  'sqlite_statistics',
  'sqlite_sequence',
  'sqlite_autoindex_project_2',
  'sqlite_autoindex_none_1',
  'extra',
  '',
]
const STATEMENTS = [
  ...['extra', 'sqlite_stat4', 'annotations'].map((name) => TRIGGER(name, 'annotations')),
  'CREATE VIEW extra AS SELECT * FROM annotations',
  'CREATE VIRTUAL TABLE extra USING fts5(text)',
  'CREATE TABLE extra (x CHECK (x > 0))',
  'CREATE TABLE sqlite_stat1(tbl,idx,stat, more)',
  'CREATE TABLE sqlite_stat1(tbl, idx, stat)',
  'CREATE TABLE sqlite_stat1(tbl,idx,stat DEFAULT (randomblob(9)))',
  'CREATE INDEX extra ON annotations (abs(start))',
  'CREATE UNIQUE INDEX extra ON annotations (type) WHERE start > 0',
  'CREATE TRIGGER',
  '',
]

const added = fc
  .record({
    type: fc.constantFrom('table', 'index', 'trigger', 'view', 'TABLE', ''),
    name: fc.constantFrom(...NAMES),
    table: fc.constantFrom(...NAMES),
    page: fc.constantFrom('0', '1', '2', '4', '900000', '-1', 'NULL', "'2'", '2.5'),
    sql: fc.constantFrom(...STATEMENTS, null),
  })
  .map(({ type, name, table, page, sql }) => addRow(type, name, table, page, sql))

const changed = fc
  .record({
    row: fc.constantFrom('annotations', 'articles', 'history_by_side', 'annotations_by_entity', 'project'),
    set: fc.constantFrom(
      "sql = replace(sql, 'TEXT NOT NULL', 'text NOT NULL'), rootpage = rootpage",
      "sql = sql || ' '",
      "sql = replace(sql, 'CREATE ', 'create ')",
      "sql = replace(sql, ') STRICT', ', extra TEXT AS (hex(randomblob(9)))) STRICT'), name = name || ''",
      "sql = replace(sql, ') STRICT', ', CHECK (length(id) < 100)) STRICT'), type = upper(type)",
      'name = upper(name)',
      "tbl_name = 'entities'",
      'tbl_name = upper(tbl_name)',
      'rootpage = 2, tbl_name = tbl_name',
      "rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'relations')",
      'rootpage = rootpage + 100000',
      'rootpage = NULL',
      "type = 'view'",
      'sql = CAST(sql AS BLOB)',
      'sql = NULL',
    ),
  })
  .map(({ row, set }) => `UPDATE sqlite_schema SET ${set} WHERE name = ${literal(row)}`)

const removed = fc.constantFrom(
  ...['annotations_by_type', 'sqlite_autoindex_annotations_1', 'rejections', 'change_log'].map(
    (name) => `DELETE FROM sqlite_schema WHERE name = '${name}'`,
  ),
  "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'annotations_by_type'",
)

it('whatever is changed in a schema, the project is refused and stays as it was', () => {
  const sound = projectOnDisk()
  const schema = (path: string): string => {
    const db = new DatabaseSync(path, { readOnly: true, defensive: false })
    db.exec('PRAGMA writable_schema = ON')
    const rows = db.prepare('SELECT type, name, tbl_name, typeof(sql), rootpage, hex(sql) FROM sqlite_schema').all()
    db.close()
    return JSON.stringify(rows)
  }
  const before = schema(sound)
  fc.assert(
    fc.property(fc.oneof(added, changed, removed), (statement) => {
      const path = join(temporaryFolder(), 'news.standoff')
      copyFileSync(sound, path)
      tamper(path, statement)
      fc.pre(schema(path) !== before)
      refuses(path)
    }),
    { numRuns: 150 },
  )
})

describe('statistics that another program has left', () => {
  const analysed = (...then: readonly string[]): string => {
    const path = projectOnDisk()
    tamper(path, 'ANALYZE', ...then)
    return path
  }

  it('are read over, and removed once the project is written to', () => {
    const path = analysed()
    valueOf(openSnapshot(path)).close()
    valueOf(valueOf(openProjectFile(path, { now: NOW })).close())
    const db = new DatabaseSync(path, { readOnly: true })
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'").all()).toEqual([])
    db.close()
  })

  it.each([
    "UPDATE sqlite_stat1 SET stat = '1 1 unordered'",
    "UPDATE sqlite_stat1 SET stat = '-5 x'",
    "UPDATE sqlite_stat1 SET tbl = 'elsewhere'",
    'UPDATE sqlite_stat1 SET stat = zeroblob(100000)',
    `WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)
     INSERT INTO sqlite_stat1 SELECT 'articles', NULL, '1' FROM n`,
  ])('are refused where SQLite does not write such: %s', (statement) => {
    refuses(analysed(statement))
  })
})

it('what a trigger or a view holds is not run even where it is not noticed', () => {
  const path = projectOnDisk()
  tamper(
    path,
    TRIGGER('sqlite_stat_evil', 'annotators').replace('sqlite_stat_evil', 'evil'),
    'CREATE VIEW everything AS SELECT * FROM annotations',
  )
  const db = openForWriting(path)
  expect(() => db.exec("INSERT INTO annotators VALUES ('x', 'X', 'human')")).toThrow('not authorized')
  expect(() => db.all(query('view', 'SELECT * FROM everything'))).toThrow(/prohibited|not authorized/)
  // Parts of our own statements are not views.
  expect(db.all(query('part', 'WITH part AS (SELECT count(*) AS n FROM annotations) SELECT n FROM part'))).toEqual([
    { n: 1 },
  ])
  db.close()
})

it('a lock that somebody made up is replaced, whatever it holds', () => {
  for (const sql of [
    `CREATE TABLE holder (pid, host, since); INSERT INTO holder VALUES (1, 'x', 'y');
     CREATE TRIGGER evil AFTER DELETE ON holder BEGIN SELECT ${ENDLESS}; END`,
    'CREATE TABLE holder (other)',
    'CREATE VIEW holder AS SELECT 1 AS pid, 2 AS host, 3 AS since',
  ]) {
    const path = projectOnDisk()
    tamper(lockPath(path), sql)
    const file = valueOf(openProjectFile(path, { now: NOW }))
    expect(file.writable).toBe(true)
    valueOf(file.close())
    expect(existsSync(lockPath(path))).toBe(false)
  }
})
