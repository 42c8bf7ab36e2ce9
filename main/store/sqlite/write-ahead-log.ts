import type { WriteHandle } from './sqlite.ts'

/*
 * Commits go into a log beside the project (SQLite's WAL mode), and from time to time the log is folded into the project
 * itself: a checkpoint. Left to itself SQLite does that within whichever commit passes 1,000 pages, which is one tag in
 * a hundred and takes that one ten times as long as the others, on a slow disk 200 ms.
 */

/** Pages of 4,096 bytes in the log at which a commit does fold it in, so that it cannot grow without end. */
const LONGEST_LOG = 4_000

/** Every commit is on the disk before it returns (FULL); readers and the writer do not wait for each other (WAL). */
export function enterWal(db: WriteHandle): void {
  db.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA wal_autocheckpoint = ${LONGEST_LOG}`,
  )
}

/**
 * Folds in what can be folded in now, without waiting for anybody: an export that reads beside us keeps the rest back.
 * For moments in which nobody waits. Throws SQLite's errors; what was committed stands whatever happens here.
 */
export function foldIn(db: WriteHandle): void {
  db.exec('PRAGMA wal_checkpoint(PASSIVE)')
}

/**
 * Folds in everything and removes the side files: the project is one file that can be copied. While an export reads
 * beside us that is impossible; the side files then stay and the next opening takes them in. Throws SQLite's errors.
 */
export function leaveWal(db: WriteHandle): void {
  db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)')
  try {
    db.exec('PRAGMA journal_mode = DELETE')
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('locked'))) throw error
  }
}
