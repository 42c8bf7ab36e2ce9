import { randomUUID } from 'node:crypto'
import { query, type WriteHandle } from './sqlite.ts'

/*
 * A file of a project that can be written to is a replica. Lines of the log name the one that wrote them, so that copies
 * which went on by themselves can be told apart. A copy of the file is another file, and gets a name of its own when it
 * is opened for writing.
 */

const latest = query('latest-replica', 'SELECT file FROM replicas ORDER BY sequence DESC LIMIT 1')
const add = query('add-replica', 'INSERT INTO replicas (id, file, since) VALUES (?, ?, ?)')

/**
 * Notes the file that is written to from now on, where it is another one than before.
 * @param file What tells the file from its copies: device and number; empty for one in memory.
 * @param now ISO 8601, UTC
 */
export function enterReplica(db: WriteHandle, file: string, now: string): void {
  if (db.get(latest)?.file !== file) db.run(add, randomUUID(), file, now)
}
