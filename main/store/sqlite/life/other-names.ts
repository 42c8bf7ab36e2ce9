import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Failed, fail } from '../../../../model/value/result.ts'
import { openForLooking, query, sqliteErrorName } from '../sqlite.ts'
import { hasSideFiles } from './side-files.ts'

/*
 * A file can have several names (hard links). What lies beside it then goes by one of them only, and through the others the
 * project is seen, and written, without it.
 */

const look = query('look-alone', 'PRAGMA user_version')

/**
 * Why a file may not be opened under this name: it is open under another one, or its last changes lie beside another one.
 * Null where it may. SQLite's lock is on the file itself, so whoever has it open under any name keeps us from having it alone.
 */
export function openElsewhere(path: string, real: string): Failed | null {
  if (statSync(real).nlink < 2) return null
  const others = otherNames(real)
  const changed = others.find(hasSideFiles)
  if (changed === undefined && mayHaveAlone(real)) return null
  const other = changed ?? others[0]
  const name = other === undefined ? 'another name' : `the name "${basename(other)}"`
  return fail(
    'project-in-use',
    `"${basename(path)}" is the same file as one with ${name}, and its last changes are kept under that name.`,
    `Open it under ${name}, or close it there first. To have two projects, use "Save a copy…".`,
  )
}

function otherNames(real: string): string[] {
  const { dev, ino } = statSync(real, { bigint: true })
  const folder = dirname(real)
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((other) => {
      if (other === real || other.endsWith('-shm') || other.endsWith('-wal')) return false
      const stats = statSync(other, { bigint: true, throwIfNoEntry: false })
      return stats?.dev === dev && stats.ino === ino
    })
}

function mayHaveAlone(real: string): boolean {
  const db = openForLooking(real, { alone: true })
  try {
    db.get(look)
    return true
  } catch (error) {
    if (sqliteErrorName(error)?.startsWith('SQLITE_BUSY')) return false
    throw error
  } finally {
    db.close()
  }
}
