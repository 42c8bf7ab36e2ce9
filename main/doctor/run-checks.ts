import type { ReadHandle } from '../store/sqlite/sqlite.ts'
import { CHECKS } from './checks/index.ts'
import { type Check, type CheckResult, type ExaminedProject, type Looks, MOST_NAMED } from './check.ts'
import { examine } from './examine.ts'
import { showFile, type Showing } from './reading/show-file.ts'
import { showRecords } from './reading/show-records.ts'

export interface RunOptions {
  /** ISO 8601, UTC: what lies in the future is told by it. */
  readonly now?: string
  readonly checks?: readonly Check[]
  /** Told what is being read, and how many rows of it so far. */
  readonly tell?: (what: string, rows: number) => void
}

/** A check that runs. What it throws ends it, not the others. */
interface Running {
  readonly looks: Looks
  result(): CheckResult
  attempt(work: () => void): void
}

function startCheck(check: Check, project: ExaminedProject): Running {
  const { id, title, severity, means } = check
  const first: { id: string | null; message: string }[] = []
  let count = 0
  let unfinished: string | null = null
  const attempt = (work: () => void): void => {
    if (unfinished !== null) return
    try {
      work()
    } catch (error) {
      unfinished = error instanceof Error ? error.message : String(error)
    }
  }
  const found = (about: string | null, message: string): void => {
    count++
    if (first.length < MOST_NAMED) first.push({ id: about, message })
  }
  let looks: Looks = {}
  attempt(() => {
    looks = check.start(project, found)
  })
  return { looks, attempt, result: () => ({ id, title, severity, means, count, first, unfinished }) }
}

/**
 * Runs checks over a project, reading everything once and changing nothing. Rows and pages that cannot be read are told
 * to the checks, and reading goes on behind them. Memory grows with the number of records by about 150 bytes for each.
 */
export function runChecks(db: ReadHandle, options: RunOptions = {}): CheckResult[] {
  const project = examine(db, options.now ?? new Date().toISOString())
  const running = (options.checks ?? CHECKS).map((check) => startCheck(check, project))
  const showing: Showing = {
    project,
    tell: options.tell ?? (() => undefined),
    to(choose) {
      const chosen = running.flatMap(({ looks, attempt }) => {
        const look = choose(looks)
        return look ? [{ look, attempt }] : []
      })
      return (...shown) => {
        for (const { look, attempt } of chosen) attempt(() => look(...shown))
      }
    },
  }
  showFile(showing)
  showRecords(showing)
  showing.to((looks) => looks.end)()
  return running.map(({ result }) => result())
}

/** Ids of everything that one check finds. */
export function allFoundBy(db: ReadHandle, check: Check): string[] {
  const ids: string[] = []
  const all: Check = {
    ...check,
    start: (project, found) =>
      check.start(project, (id, message) => {
        if (id !== null) ids.push(id)
        found(id, message)
      }),
  }
  runChecks(db, { checks: [all] })
  return ids
}

export interface CheckProblem {
  /** Id of the check. */
  readonly subject: string
  /** One sentence, with the ids it is about. */
  readonly message: string
}

/** Problems of what the checks found, without what is only odd; of each check the first, and how many more. */
export const problemsOf = (results: readonly CheckResult[]): CheckProblem[] =>
  results.flatMap(({ id: subject, severity, first, count, unfinished }) => {
    if (severity === 'odd') return []
    const more = count - first.length
    return [
      ...first.map(({ message }) => ({ subject, message })),
      ...(more > 0 ? [{ subject, message: `… and ${more} more.` }] : []),
      ...(unfinished === null ? [] : [{ subject, message: `This check could not be finished: ${unfinished}` }]),
    ]
  })

/** Looks at everything that a project promises, and names what does not hold. Changes nothing. */
export const checkProject = (db: ReadHandle): CheckProblem[] => problemsOf(runChecks(db))
