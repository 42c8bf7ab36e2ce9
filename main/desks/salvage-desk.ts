import { existsSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../../model/value/result.ts'
import type { SalvageOutcome } from '../../preload/contract/contract.ts'
import type { Emit } from '../../preload/contract/events.ts'
import type { LocalAnnotator } from '../project/project-service.ts'
import type { Dialogs } from '../shell/dialogs.ts'
import { chooseSalvaged } from './file-questions.ts'
import type { ProjectDesk } from './project-desk.ts'
import { isProjectPath, projectNameOf } from './project-names.ts'

export interface SalvageDeskPort {
  readonly dialogs: Dialogs
  readonly desk: Pick<ProjectDesk, 'open'>
  readonly annotator: LocalAnnotator
  readonly emit: Emit
}

/** Salvages the project that could not be opened last. */
export interface SalvageDesk {
  /** The failure to open a project, with the offer to salvage it where it is damaged. */
  offers(path: string, failure: Failure): Failure
  /** Asks where the new project goes, and makes it; null when cancelled. */
  start(): Promise<Result<SalvageOutcome | null>>
  cancel(): void
  /** Opens what was salvaged last. */
  openResult(): Promise<Result<null>>
}

/** A file that is a project by its name, and not by its first bytes, may have lost these. */
const mayBeDamaged = ({ code }: Failure, path: string): boolean =>
  code === 'damaged-project' || (code === 'not-a-project' && isProjectPath(path))

const lostHead = (name: string): Failure =>
  fail(
    'not-a-project',
    `"${name}" does not begin as a Standoff project does.`,
    'If it was one, it is damaged: use a backup copy, or salvage what can be read of it.',
  ).failure

const nothingBroken = () => fail('not-found', 'No damaged project is waiting.', 'Open the damaged project first.')
const isRunning = () => fail('conflict', 'A salvage is running already.', 'Wait for it, or cancel it first.')

export function createSalvageDesk({ dialogs, desk, annotator, emit }: SalvageDeskPort): SalvageDesk {
  let broken: string | null = null
  let running: AbortController | null = null
  let result: string | null = null

  const run = async (file: string, out: string, signal: AbortSignal): Promise<Result<SalvageOutcome>> => {
    const [{ runSalvage }, { recoveredLines, salvageRemarks }] = await Promise.all([
      import('../salvage/run-salvage.ts'),
      import('../salvage/salvage-report.ts'),
    ])
    const list = freeReport(out)
    const done = await runSalvage(
      { broken: file, out, report: list, annotator },
      { signal, onProgress: (progress) => emit('salvageProgress', progress) },
    )
    if (!done.ok) return done
    const { complete } = done.value
    // Where all came back, there is nothing in it.
    if (complete) rmSync(list, { force: true })
    result = out
    return ok({
      fileName: basename(out),
      folder: dirname(out),
      complete,
      recovered: recoveredLines(done.value),
      remarks: salvageRemarks(done.value),
      report: complete ? null : basename(list),
    })
  }

  return {
    offers(path, failure) {
      if (!mayBeDamaged(failure, path)) return failure
      broken = path
      const file = basename(path)
      const told = failure.code === 'damaged-project' ? failure : lostHead(file)
      const text = 'What can be read of it can be put into a new project.'
      return { ...told, offers: [...(failure.offers ?? []), { kind: 'salvage', text, file }] }
    },
    async start() {
      if (broken === null) return nothingBroken()
      if (running) return isRunning()
      const own = new AbortController()
      running = own
      try {
        const out = await chooseSalvaged(dialogs, broken)
        return out === null ? ok(null) : await run(broken, out, own.signal)
      } finally {
        running = null
        emit('salvageProgress', null)
      }
    },
    cancel: () => running?.abort(),
    openResult: () => (result === null ? Promise.resolve(nothingBroken()) : desk.open(result)),
  }
}

/** A name for the report beside the new project that no file has. */
function freeReport(out: string): string {
  const name = (number: number): string =>
    join(dirname(out), `${projectNameOf(out)} report${number === 1 ? '' : ` ${number}`}.json`)
  let number = 1
  while (existsSync(name(number))) number++
  return name(number)
}
