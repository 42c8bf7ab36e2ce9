import { schemaVersion } from './migrate.ts'
import type { WriteHandle } from './sqlite.ts'

/*
 * Commits go into a log beside the project (SQLite's WAL mode), and from time to time the log is folded into the project
 * itself: a checkpoint. Left to itself SQLite does that within whichever commit passes 1,000 pages, which is one tag in
 * a hundred and takes that one ten times as long as the others, on a slow disk 200 ms. A project stays in this mode for
 * good: leaving it at every close was a transaction with a rollback journal, and a kill in it left a file that could not be
 * opened for reading.
 */

/**
 * Every commit is on the disk before it returns (FULL); readers and the writer do not wait for each other (WAL). Nothing is
 * folded in but by {@link foldIn}, so that between two of these nobody but a stranger changes the project itself.
 */
export function enterWal(db: WriteHandle): void {
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA wal_autocheckpoint = 0',
  )
}

/**
 * Begins the log with the first page of the project, whose counter goes up by one: by that the log is known as the one of
 * this state of the file. Without its cache, SQLite counts on from what is in the file.
 */
export function beginLog(db: WriteHandle): void {
  db.exec(`PRAGMA shrink_memory; PRAGMA user_version = ${schemaVersion(db)}`)
}

/**
 * Folds in what can be folded in now, without waiting for anybody: an export that reads beside us keeps the rest back.
 * For moments in which nobody waits. Throws SQLite's errors; what was committed stands whatever happens here.
 */
export function foldIn(db: WriteHandle): void {
  db.exec('PRAGMA wal_checkpoint(PASSIVE)')
}

/**
 * Folds in everything: when the connection is closed then, SQLite removes the side files, and the project is one file that
 * can be copied. While an export reads beside us that is impossible; the side files then stay and the next opening takes
 * them in. Throws SQLite's errors.
 */
export function foldInAll(db: WriteHandle): void {
  db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
}
