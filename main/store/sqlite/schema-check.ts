import { numberColumn } from './columns.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { type OpenOptions, openForWriting, query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'

/*
 * A project file is data from a stranger, and its schema is code: a trigger runs when we save, a view stands in for a
 * table, an index or a default has an expression. So the schema is compared whole with the one that the migrations make,
 * row by row and letter by letter, before anything is written and before any record is read.
 */

// As stored: CAST keeps what is not text from looking like it. A row more than ours is enough to refuse.
const schemaRows = query(
  'schema',
  `SELECT type, name, tbl_name, sql, typeof(rootpage) AS root_type, rootpage,
     typeof(type) || typeof(name) || typeof(tbl_name) || typeof(sql) AS types
   FROM sqlite_schema LIMIT ?`,
)
const pageCount = query('page-count', 'PRAGMA page_count')
const statistics = query('statistics', 'SELECT tbl, idx, stat FROM sqlite_stat1 LIMIT ?')

/** Rows of a schema that are looked at; ours has fewer than a hundred. */
const MOST_ROWS = 1_000

/** Differences that are named. */
const MOST_NAMED = 20

/**
 * The tables that ANALYZE makes, exactly as SQLite makes them. A person may have run it with another program. A name that
 * only begins like theirs is not exempt: through `writable_schema`, a trigger can have any name.
 */
const STATISTICS: ReadonlyMap<string, string> = new Map([
  ['sqlite_stat1', 'CREATE TABLE sqlite_stat1(tbl,idx,stat)'],
  ['sqlite_stat4', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)'],
])

/** What ANALYZE writes of an index: its number of rows, then rows for each value of its first columns. */
const STATISTIC = /^\d{1,15}( \d{1,15}){0,20}$/

const isStatistics = ({ type, name, tbl_name: table, sql }: Row): boolean =>
  type === 'table' && typeof name === 'string' && table === name && STATISTICS.get(name) === sql

/** A row of the schema as one text; rows are equal when their texts are. The page is another one in every file. */
const signature = ({ type, name, tbl_name: table, sql, types }: Row): string =>
  JSON.stringify([type, name, table, sql, types])

/** What a person is told of a row. Names are a stranger's, so they are shortened and quoted. */
const shown = (row: Row): string => {
  const short = (value: unknown): string => JSON.stringify(String(value).slice(0, 60))
  return `${String(row['type']).slice(0, 10)} ${short(row['name'])}`
}

const expected = new WeakMap<readonly Migration[], readonly Row[]>()

function wantedRows(migrations: readonly Migration[]): readonly Row[] {
  const known = expected.get(migrations)
  if (known) return known
  const model = openForWriting(':memory:')
  try {
    migrate(model, migrations)
    const rows = model.all(schemaRows, MOST_ROWS)
    expected.set(migrations, rows)
    return rows
  } finally {
    model.close()
  }
}

/**
 * Names what in a file's schema is not as the migrations make it: what is missing, what was changed, and anything more:
 * triggers, views, virtual tables, columns, indexes. An empty list where all is as it should be.
 */
export function schemaDifferences(db: ReadHandle, migrations: readonly Migration[]): string[] {
  const wanted = wantedRows(migrations)
  const all = db.all(schemaRows, MOST_ROWS)
  const found = all.filter((row) => !isStatistics(row))
  const differences = [
    ...without(wanted, found).map((row) => `${shown(row)} is missing or changed`),
    ...without(found, wanted).map((row) => `${shown(row)} does not belong here`),
    ...wrongPages(db, all),
  ]
  // Statistics are read only once it is known that they are tables, each in its own place.
  return (differences.length > 0 ? differences : wrongStatistics(db, all)).slice(0, MOST_NAMED)
}

/** Rows of one list that the other does not have; a row that is there twice must be there twice in the other. */
function without(rows: readonly Row[], others: readonly Row[]): Row[] {
  const left = new Map<string, number>()
  for (const row of others) left.set(signature(row), (left.get(signature(row)) ?? 0) + 1)
  return rows.filter((row) => {
    const number = left.get(signature(row)) ?? 0
    left.set(signature(row), number - 1)
    return number <= 0
  })
}

/** Each table and index begins on a page of its own, which is in the file. The first page holds the schema itself. */
function wrongPages(db: ReadHandle, rows: readonly Row[]): string[] {
  const pages = numberColumn(db.get(pageCount) ?? {}, 'page_count')
  const taken = new Set<unknown>()
  return rows.flatMap((row) => {
    const { rootpage: page, root_type: type } = row
    if (row['type'] !== 'table' && row['type'] !== 'index') return []
    const right = type === 'integer' && typeof page === 'number' && page > 1 && page <= pages && !taken.has(page)
    taken.add(page)
    return right ? [] : [`${shown(row)} begins at an impossible place`]
  })
}

/** Statistics choose the way a query goes; made-up ones can make it endless. */
function wrongStatistics(db: ReadHandle, rows: readonly Row[]): string[] {
  if (!rows.some(({ name }) => name === 'sqlite_stat1')) return []
  const lines = db.all(statistics, MOST_ROWS)
  const right = ({ tbl, idx, stat }: Row): boolean =>
    typeof stat === 'string' &&
    STATISTIC.test(stat) &&
    rows.some(
      ({ type, name, tbl_name: table }) =>
        // A table without row ids is its own index, under its own name.
        table === tbl && (type === 'table' ? idx === null || idx === tbl : type === 'index' && name === idx),
    )
  return lines.length < MOST_ROWS && lines.every(right) ? [] : ['the statistics of the tables are not those of SQLite']
}

/**
 * Opens a project whose schema was checked. Statistics that another program has left in it are removed: our queries are
 * planned without them and tested so; old or made-up ones could only send a query the long way.
 */
export function openWithoutStatistics(path: string, options: OpenOptions): WriteHandle {
  const db = openForWriting(path, options)
  const left = db.all(schemaRows, MOST_ROWS).filter(isStatistics)
  if (left.length === 0) return db
  try {
    db.exec(left.map(({ name }) => `DROP TABLE ${String(name)}`).join('; '))
  } finally {
    db.close()
  }
  // What a connection has read of them, it keeps.
  return openForWriting(path, options)
}
