import { existsSync, realpathSync } from 'node:fs'
import { extname } from 'node:path'
import { type Failed, fail, ok, type Result } from '../../model/value/result.ts'
import { heldBy } from '../store/sqlite/life/may-write.ts'
import { rewriteFile } from '../store/sqlite/life/migrate-file.ts'
import { openProjectFile } from '../store/sqlite/project-file.ts'
import { takeLock } from '../store/sqlite/project-lock.ts'
import { openForWriting, query, type WriteHandle } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import type { CheckResult } from './check.ts'
import { examineProject } from './examine-project.ts'
import { foundBy, type Repair, type RepairContext } from './repair.ts'
import { REPAIRS } from './repairs/index.ts'

/** What became of a repair. */
export interface RepairOutcome extends Pick<Repair, 'id' | 'title'> {
  /** How many things it repaired. */
  readonly count: number
  /** Why it did nothing, or could not be finished and was taken back; null where it ran. */
  readonly refused: string | null
}

export interface RepairReport {
  readonly repairs: readonly RepairOutcome[]
  /** Path of the project as it was; null where nothing was changed. */
  readonly kept: string | null
  /** What the checks say afterwards. */
  readonly remaining: readonly CheckResult[]
}

/** The repairs that can help with what was found: all that are safe, or those that are named. */
export function repairsFor(results: readonly CheckResult[], named: readonly string[] | null): readonly Repair[] {
  if (named) return REPAIRS.filter(({ id }) => named.includes(id))
  return REPAIRS.filter(({ safety, cures }) => safety === 'safe' && foundBy(results, cures) > 0)
}

/**
 * Repairs a project. All work is done on a copy, each repair in one transaction; the copy takes the project's name when it
 * is whole, and the project as it was is kept beside it. Fails, and changes nothing, where the project is in use or
 * cannot be opened or copied at all.
 * @param named Ids of the repairs to run; null: all safe ones that can help.
 */
export function repairProject(
  path: string,
  named: readonly string[] | null,
  context: RepairContext,
): Result<RepairReport> {
  const unknown = named?.find((id) => !REPAIRS.some((repair) => repair.id === id))
  if (unknown !== undefined) {
    const ids = REPAIRS.map(({ id }) => id).join(', ')
    return fail('not-found', `There is no repair "${unknown}".`, `Choose one of: ${ids}.`)
  }
  // Opening puts in order what a kill has left, and brings an older project up to date.
  const opened = openProjectFile(path, { now: context.now })
  if (!opened.ok) return opened
  if (!opened.value.writable) {
    const { reason } = opened.value
    opened.value.close()
    return fail('read-only-project', reason, 'Close it there, or copy it to where you may write; then repair it.')
  }
  const closed = opened.value.close()
  if (!closed.ok) return closed
  const found = examineProject(path, { now: context.now })
  if (!found.ok) return found
  const repairs = repairsFor(found.value, named)
  if (repairs.length === 0) return ok({ repairs: [], kept: null, remaining: found.value })
  return guarded(path, () => {
    const real = realpathSync(path)
    const lock = takeLock(real, context.now)
    if (lock.kind !== 'taken') return inUse(lock.kind === 'held' ? heldBy(lock.holder) : 'It cannot be written.')
    try {
      const outcomes: RepairOutcome[] = []
      const kept = keptName(real)
      const rewritten = rewriteFile(path, real, kept, (draft) =>
        runRepairs(draft, repairs, found.value, context, outcomes),
      )
      if (!rewritten.ok) return rewritten
      const remaining = examineProject(path, { now: context.now })
      return remaining.ok ? ok({ repairs: outcomes, kept, remaining: remaining.value }) : remaining
    } finally {
      lock.lock.release()
    }
  })
}

const inUse = (reason: string): Failed => fail('project-in-use', reason, 'Close it there, then repair it.')

/** A free name for the project as it was: `news.before-repair.standoff`. */
function keptName(project: string): string {
  const stem = extname(project) === '.standoff' ? project.slice(0, -'.standoff'.length) : project
  for (let number = 1; ; number++) {
    const name = `${stem}.before-repair${number === 1 ? '' : `-${number}`}.standoff`
    if (!existsSync(name)) return name
  }
}

const forgetSeals = query('forget-seals', 'DELETE FROM seals')

function runRepairs(
  draft: string,
  repairs: readonly Repair[],
  results: readonly CheckResult[],
  context: RepairContext,
  outcomes: RepairOutcome[],
): Result<null> {
  const db = openForWriting(draft)
  try {
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF')
    for (const repair of repairs) outcomes.push(runRepair(db, repair, results, context))
    // What the rows add up to is computed anew when the project is opened.
    db.run(forgetSeals)
    return ok(null)
  } finally {
    db.close()
  }
}

function runRepair(
  db: WriteHandle,
  repair: Repair,
  results: readonly CheckResult[],
  context: RepairContext,
): RepairOutcome {
  const { id, title } = repair
  const refused = repair.refuses?.(results) ?? null
  if (refused !== null) return { id, title, count: 0, refused }
  try {
    const count = db.transaction(
      () => repair.run(db, context),
      () => true,
    )
    return { id, title, count, refused: null }
  } catch (error) {
    return { id, title, count: 0, refused: error instanceof Error ? error.message : String(error) }
  }
}
