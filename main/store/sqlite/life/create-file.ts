import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../../../model/value/result.ts'
import { placeNewFile } from '../../../files/place-file.ts'
import { clearLeftovers, temporaryBeside } from '../../../files/temporary.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import { IN_MEMORY, openWritable, type ProjectFile, type ProjectFileOptions, unguardedFile } from '../project-file.ts'
import { clearStaleLocks, takeLock } from '../project-lock.ts'
import { openForWriting } from '../sqlite.ts'
import { guarded } from '../store-failure.ts'
import { finishFile, removeUnfinished, takenName } from './finish-file.ts'
import { heldBy, longPath } from './may-write.ts'

type WritableFile = ProjectFile & { readonly writable: true }

/** Puts the first records into a project that has no name yet. */
export type Prepare = (draft: WritableFile) => Result<unknown>

/**
 * Makes a project file that is not there yet and opens it. It takes its name when its schema and its first records are in
 * it; where `prepare` fails, or the program ends before, nothing has the name.
 */
export function createProjectFile(
  path: string,
  options: ProjectFileOptions,
  prepare: Prepare = () => ok(null),
): Result<WritableFile> {
  return guarded(path, () => {
    if (path === IN_MEMORY) return createInMemory(options, prepare)
    const taken = takenName(path, lstatSync(path, { throwIfNoEntry: false }) !== undefined)
    if (taken) return taken
    const folder = dirname(path)
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      return fail('not-found', `There is no folder "${folder}".`, 'Make the folder first, or choose another one.')
    }
    const real = join(realpathSync(folder), basename(path))
    const long = longPath(real)
    if (long) return long
    clearStaleLocks(dirname(real))
    const lock = takeLock(real, options.now)
    if (lock.kind === 'held') return fail('project-in-use', heldBy(lock.holder), 'Choose another name.')
    if (lock.kind === 'full') {
      return fail('disk-full', `There is no space left for "${basename(path)}".`, 'Free some space and try again.')
    }
    if (lock.kind === 'unwritable') {
      return fail('not-permitted', `You may not write to the folder "${folder}".`, 'Choose another folder.')
    }
    let opened: Result<WritableFile> | null = null
    try {
      const made = makeFile(real, options, prepare)
      opened = made.ok ? ok(openWritable(path, real, lock.lock, options)) : made
      return opened
    } finally {
      if (!opened?.ok) lock.lock.release()
    }
  })
}

function createInMemory(options: ProjectFileOptions, prepare: Prepare): Result<WritableFile> {
  const db = openForWriting(IN_MEMORY, { onSlow: options.onSlow })
  migrate(db, options.migrations ?? MIGRATIONS)
  const file = unguardedFile(IN_MEMORY, db, options.now)
  const prepared = prepare(file)
  if (prepared.ok) return ok(file)
  file.close()
  return prepared
}

/** Under a name of its own until it is whole. */
function makeFile(real: string, options: ProjectFileOptions, prepare: Prepare): Result<null> {
  clearLeftovers(dirname(real))
  const draft = temporaryBeside(real)
  try {
    const db = openForWriting(draft)
    let prepared: Result<unknown>
    try {
      // Thrown away if anything goes wrong: it needs no journal.
      db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
      migrate(db, options.migrations ?? MIGRATIONS)
      prepared = prepare(unguardedFile(draft, db, options.now))
    } finally {
      db.close()
    }
    if (!prepared.ok) return prepared
    finishFile(draft)
    if (existsSync(real)) return takenName(real, true) ?? ok(null)
    placeNewFile(draft, real)
    return ok(null)
  } finally {
    removeUnfinished(draft)
  }
}
