import { localDay, weekOf } from './local-day.ts'

/** A backup as far as keeping it goes. */
export interface AgedBackup {
  readonly id: string
  /** What it is a copy of: every project file has its own last backups. */
  readonly of: string
  /** ISO 8601, UTC */
  readonly at: string
  readonly bytes: number
}

/** Kept whatever their age, of each project file. */
const LAST = 10
/** One of each day in so many days, today included. */
const DAYS = 14
/** One of each week in so many weeks, this one included. */
const WEEKS = 8

/** Newest first; those of the same moment by their id, so that the order never depends on how they were listed. */
const newestFirst = (a: AgedBackup, b: AgedBackup): number => {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1
  return a.id > b.id ? -1 : 1
}

/**
 * Ids of the backups that are to go: of each project file the last ten stay, the newest of each of the last 14 days and
 * the newest of each of the last 8 weeks. Where all that stays is larger than `mostBytes`, the oldest go as well, but
 * never the newest one of a project file. Days and weeks are those of local time.
 */
export function backupsToRemove(backups: readonly AgedBackup[], now: Date, mostBytes: number): string[] {
  const sorted = backups.toSorted(newestFirst)
  const today = localDay(now)
  const newest = new Set<string>()
  const kept: AgedBackup[] = []
  const removed: string[] = []
  const seen = new Map<string, { number: number; readonly days: Set<number>; readonly weeks: Set<number> }>()
  for (const backup of sorted) {
    const own = seen.get(backup.of) ?? { number: 0, days: new Set<number>(), weeks: new Set<number>() }
    seen.set(backup.of, own)
    if (own.number === 0) newest.add(backup.id)
    const day = localDay(new Date(backup.at))
    const week = weekOf(day)
    const isLast = own.number < LAST
    const isOfDay = today - day < DAYS && !own.days.has(day)
    const isOfWeek = weekOf(today) - week < WEEKS && !own.weeks.has(week)
    own.number++
    own.days.add(day)
    own.weeks.add(week)
    if (isLast || isOfDay || isOfWeek) kept.push(backup)
    else removed.push(backup.id)
  }
  let bytes = kept.reduce((sum, backup) => sum + backup.bytes, 0)
  for (const backup of kept.toReversed()) {
    if (bytes <= mostBytes) break
    if (newest.has(backup.id)) continue
    bytes -= backup.bytes
    removed.push(backup.id)
  }
  return removed
}
