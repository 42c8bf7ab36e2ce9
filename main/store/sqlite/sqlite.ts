import { backup, constants, DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'

/*
 * The only file that knows which SQLite binding is in use. Everything else sees named queries and two kinds of handle:
 * one that can only read, and one that can also write.
 */

/** What SQLite holds. Dates are not among them on purpose: the binding would bind one as NULL without a word. */
export type SqlValue = string | number | null | Uint8Array

export type Row = Readonly<Record<string, SqlValue>>

/** A statement with the name under which a slow one is reported. */
export interface Query {
  readonly name: string
  readonly sql: string
}

/** Names a statement. Make each one once, at the top of a file: handles keep the prepared statement by the object. */
export const query = (name: string, sql: string): Query => ({ name, sql })

/** Told of every statement that took longer than it should, in milliseconds. */
export type SlowQueryLog = (name: string, milliseconds: number) => void

/** A connection for looking. Values are always bound, never spliced into the statement. */
export interface ReadHandle {
  get(statement: Query, ...values: readonly SqlValue[]): Row | undefined
  all(statement: Query, ...values: readonly SqlValue[]): Row[]
  /** Rows one by one, so that memory does not grow with their number. The statement is prepared anew for each run. */
  iterate(statement: Query, ...values: readonly SqlValue[]): IterableIterator<Row>
  /** From here on everything is read from one state, whatever others save meanwhile. Lasts until the handle is closed. */
  freeze(): void
  /**
   * Copies what this connection reads into a new file, in another thread: a frozen one as it was when it was frozen.
   * Rejects with SQLite's errors; half a file may be left then.
   */
  copyTo(target: string): Promise<void>
  /** Copies the database into a new file, without what was deleted from it. Not durable by itself. */
  copyInto(target: string): void
  close(): void
}

/** A connection that may also change what is stored. */
export interface WriteHandle extends ReadHandle {
  /** Returns the number of rows changed. */
  run(statement: Query, ...values: readonly SqlValue[]): number
  /** Runs statements that give nothing back: schema and pragmas. */
  exec(sql: string): void
  /**
   * All or nothing, under the write lock from its first statement. Commits when `keep` says so about the outcome;
   * rolls back when it does not and when anything throws.
   */
  transaction<T>(work: () => T, keep: (outcome: T) => boolean): T
}

export interface OpenOptions {
  /** Told of statements over {@link SLOW_MILLISECONDS}. */
  readonly onSlow?: SlowQueryLog | undefined
  /** Milliseconds to wait for another connection's lock. */
  readonly timeout?: number | undefined
}

/** A statement that takes longer than this is worth a line in the log. */
export const SLOW_MILLISECONDS = 50

// A project file is data from a stranger. No value may pass 512 MiB (texts are at most 100 MB), statements are ours and
// short. One attached database is what VACUUM INTO needs for a backup copy.
const LIMITS = { length: 512 * 1024 * 1024, sqlLength: 100_000, attach: 1, triggerDepth: 5, functionArg: 20 }

// A connection that meets a lock of its own process's export or of another program's backup waits for it a little.
const LOCK_TIMEOUT = 2_000

function connect(location: string | URL, readOnly: boolean, options: OpenOptions): DatabaseSyncInstance {
  const database = new DatabaseSync(location, {
    readOnly,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    defensive: true,
    timeout: options.timeout ?? LOCK_TIMEOUT,
    limits: LIMITS,
  })
  denyForeignCode(database)
  database.exec('PRAGMA trusted_schema = OFF')
  return database
}

/** Names that statements of ours give to their parts (`WITH name AS (…)`), which SQLite reports like those of views. */
const ownParts = new Set<string>()

const PART = /\b(\w+)\s*(?:\([^()]*\)\s*)?AS\s+(?:(?:NOT\s+)?MATERIALIZED\s+)?\(/gi

/** Notes the parts of a statement of ours, before it is prepared. */
function noteParts(sql: string): string {
  for (const [, name = ''] of sql.matchAll(PART)) ownParts.add(name)
  return sql
}

/**
 * Denies whatever SQLite would compile out of a trigger or a view. Our schema has neither, and schema-check.ts refuses
 * a file that has one; this holds even while another program changes the file under us. Asked when a statement is
 * prepared, which ours are once.
 */
function denyForeignCode(database: DatabaseSyncInstance): void {
  database.setAuthorizer((_action, _first, _second, _database, within) =>
    within === null || ownParts.has(within) ? constants.SQLITE_OK : constants.SQLITE_DENY,
  )
}

/** Pages that a copy moves between two looks at whether the program ends: some megabytes. */
const PAGES_AT_ONCE = 1_000

type Statement = ReturnType<DatabaseSyncInstance['prepare']>

function readHandle(database: DatabaseSyncInstance, options: OpenOptions) {
  const statements = new Map<Query, Statement>()
  const prepared = (statement: Query): Statement => {
    let found = statements.get(statement)
    if (!found) {
      found = database.prepare(noteParts(statement.sql))
      statements.set(statement, found)
    }
    return found
  }
  const timed = <T>(statement: Query, work: (prepared: Statement) => T): T => {
    const start = performance.now()
    const outcome = work(prepared(statement))
    const milliseconds = performance.now() - start
    if (milliseconds > SLOW_MILLISECONDS) options.onSlow?.(statement.name, milliseconds)
    return outcome
  }
  return {
    timed,
    get: (statement: Query, ...values: readonly SqlValue[]) =>
      timed(statement, (found) => found.get(...values) as Row | undefined),
    all: (statement: Query, ...values: readonly SqlValue[]) =>
      timed(statement, (found) => found.all(...values) as Row[]),
    iterate: (statement: Query, ...values: readonly SqlValue[]) =>
      rowsOf(database.prepare(noteParts(statement.sql)), values),
    freeze: () => database.exec('BEGIN; SELECT count(*) FROM sqlite_schema'),
    copyTo: async (target: string) => void (await backup(database, target, { rate: PAGES_AT_ONCE })),
    copyInto: (target: string) => {
      const isReader = database.prepare('PRAGMA query_only').get()?.query_only === 1
      if (isReader) database.exec('PRAGMA query_only = OFF')
      try {
        database.prepare('VACUUM INTO ?').run(target)
      } finally {
        if (isReader) database.exec('PRAGMA query_only = ON')
      }
    },
    close: () => database.close(),
  }
}

/**
 * The binding's iterator does not keep its statement alive: one that nobody holds is collected in the middle of its
 * rows, and the process dies of it. Closing it in the end holds it until then, and lets go of its lock at once.
 */
function* rowsOf(statement: Statement, values: readonly SqlValue[]): Generator<Row, void> {
  try {
    yield* statement.iterate(...values) as IterableIterator<Row>
  } finally {
    statement.close()
  }
}

/**
 * Opens a file for reading. `immutable` promises that nothing writes to it meanwhile and reads it without any lock or
 * side file: the only way in a folder where nothing can be written. Throws SQLite's errors.
 */
export function openForReading(path: string, options: OpenOptions & { readonly immutable?: boolean } = {}): ReadHandle {
  const location = options.immutable ? immutableUri(path) : path
  const { timed: _timed, ...handle } = readHandle(connect(location, true, options), options)
  return handle
}

/**
 * Opens a file for reading, with the right to put in order what a kill has left beside it: SQLite then rolls back or reads
 * in what is there, and removes its side files when the last connection is closed. `alone` keeps everybody else out and
 * needs no shared memory, for which there may be no space. Throws SQLite's errors.
 */
export function openForLooking(path: string, options: OpenOptions & { readonly alone?: boolean } = {}): ReadHandle {
  const database = connect(path, false, options)
  if (options.alone) database.exec('PRAGMA locking_mode = EXCLUSIVE')
  database.exec('PRAGMA query_only = ON')
  const { timed: _timed, ...handle } = readHandle(database, options)
  return handle
}

/** `file:` URI of a path; characters with a meaning in URIs are escaped so that any file name works. */
function immutableUri(path: string): string {
  const slashes = path.replaceAll('\\', '/')
  const rooted = slashes.startsWith('/') ? slashes : `/${slashes}`
  return `file://${rooted.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':')}?immutable=1`
}

/** Opens or makes a file (or ":memory:") for writing. Throws SQLite's errors. */
export function openForWriting(path: string, options: OpenOptions = {}): WriteHandle {
  const database = connect(path, false, options)
  const { timed, ...reading } = readHandle(database, options)
  return {
    ...reading,
    run: (statement, ...values) => timed(statement, (found) => found.run(...values).changes),
    exec: (sql) => database.exec(sql),
    transaction(work, keep) {
      database.exec('BEGIN IMMEDIATE')
      try {
        const outcome = work()
        database.exec(keep(outcome) ? 'COMMIT' : 'ROLLBACK')
        return outcome
      } catch (error) {
        // SQLite has rolled back by itself after some errors (a full disk, for one).
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      }
    },
  }
}

/** Result code of an error from SQLite by its name ("SQLITE_FULL"); null for any other error. */
export function sqliteErrorName(error: unknown): string | null {
  if (!(error instanceof Error) || !('sqliteCodeName' in error)) return null
  return typeof error.sqliteCodeName === 'string' ? error.sqliteCodeName : null
}
