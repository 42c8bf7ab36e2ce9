import { basename } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../model/value/result.ts'
import type { DoctorReport, RepairedProject } from '../../preload/contract/contract.ts'
import type { Emit } from '../../preload/contract/events.ts'
import type { CheckResult } from '../doctor/check.ts'
import { type DoctorAnswer, runDoctor, runRepairs } from '../doctor/run-doctor.ts'
import type { Dialogs } from '../shell/dialogs.ts'
import { recentId } from '../shell/recent-projects.ts'
import type { ProjectDesk } from './project-desk.ts'
import { askRepair } from './questions.ts'

export interface DoctorDeskPort {
  readonly dialogs: Dialogs
  readonly desk: Pick<ProjectDesk, 'current' | 'repair'>
  readonly emit: Emit
}

/** The doctor as the window works with it. A project has an id that names it without its path. */
export interface DoctorDesk {
  /** The failure to open a project, with the offer to check it where it is damaged. */
  offers(path: string, failure: Failure): Failure
  /** Checks the open project; or another one, by an id that this desk gave out. Changes nothing. */
  check(of: string | null): Promise<Result<DoctorReport>>
  /** Ends the checks that run. */
  cancel(): void
  /**
   * Runs all safe repairs that can help, or one that is named, after a question where it is not safe. The project is closed
   * meanwhile, and open afterwards. Null when the answer was no.
   */
  repair(of: string, named: string | null): Promise<Result<RepairedProject | null>>
}

const noProject = () => fail('no-project', 'No project is open.', 'Open a project first.')
const unknown = () => fail('not-found', 'This project is not known here.', 'Open it again, then check it.')
const isRunning = () => fail('conflict', 'A project is being checked already.', 'Wait for it, or cancel it first.')
const onlyLooked = () =>
  fail('read-only-project', 'This is an earlier state, which is only looked at.', 'Go back to the present first.')

export function createDoctorDesk({ dialogs, desk, emit }: DoctorDeskPort): DoctorDesk {
  const paths = new Map<string, string>()
  /** What was offered last for each of them. */
  const offers = new Map<string, DoctorAnswer['offered']>()
  let running: AbortController | null = null

  const idOf = (path: string): string => {
    const id = recentId(path)
    paths.set(id, path)
    return id
  }

  const alone = async <T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> => {
    if (running) return isRunning()
    const own = new AbortController()
    running = own
    try {
      return await work(own.signal)
    } finally {
      running = null
      emit('doctorProgress', null)
    }
  }

  const openPath = (): Result<string> => {
    const project = desk.current()
    if (!project) return noProject()
    return project.look ? onlyLooked() : ok(project.path)
  }

  const report = (path: string, answer: DoctorAnswer): DoctorReport => {
    const of = idOf(path)
    offers.set(of, answer.offered)
    return { of, file: basename(path), ...foundAndSound(answer.checks), repairs: answer.offered }
  }

  const check = async (path: string, signal: AbortSignal): Promise<Result<DoctorReport>> => {
    const found = await runDoctor(path, { signal, onProgress: (progress) => emit('doctorProgress', progress) })
    return found.ok ? ok(report(path, found.value)) : found
  }

  const repair = async (path: string, named: string | null): Promise<Result<RepairedProject>> => {
    const done = await desk.repair(path, () => runRepairs(path, named === null ? null : [named]))
    if (!done.ok) return done
    const { worked, notOpened } = done.value
    const { repairs, kept, remaining, offered } = worked
    return ok({
      outcomes: repairs.map(({ title, count, refused }) => ({ title, count, refused })),
      kept: kept === null ? null : basename(kept),
      report: report(path, { checks: remaining, offered }),
      notOpened,
    })
  }

  return {
    offers(path, failure) {
      if (failure.code !== 'damaged-project') return failure
      const text = 'It can be checked, and what can be repaired can be repaired. A copy of it is kept.'
      return { ...failure, offers: [...(failure.offers ?? []), { kind: 'doctor', text, project: idOf(path) }] }
    },
    async check(of) {
      const known = of === null ? openPath() : knownPath(paths, of)
      return known.ok ? alone((signal) => check(known.value, signal)) : known
    },
    cancel: () => running?.abort(),
    async repair(of, named) {
      const known = knownPath(paths, of)
      if (!known.ok) return known
      const path = known.value
      const chosen = offers.get(of)?.find(({ id }) => id === named)
      if (named !== null && !chosen) return fail('not-found', 'There is no such repair.', 'Check the project again.')
      if (chosen && !chosen.isSafe && !(await askRepair(dialogs, path, chosen))) return ok(null)
      return alone(() => repair(path, named))
    },
  }
}

const knownPath = (paths: ReadonlyMap<string, string>, of: string): Result<string> => {
  const path = paths.get(of)
  return path === undefined ? unknown() : ok(path)
}

const isFound = ({ count, unfinished }: CheckResult): boolean => count > 0 || unfinished !== null

function foundAndSound(results: readonly CheckResult[]): Pick<DoctorReport, 'findings' | 'sound'> {
  const findings = results.filter(isFound).map(({ id, title, severity, means, count, unfinished, first }) => {
    return { id, title, severity, means, count, unfinished, first: first.map(({ message }) => message) }
  })
  return { findings, sound: results.filter((result) => !isFound(result)).map(({ title }) => title) }
}
