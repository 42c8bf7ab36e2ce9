import { lstatSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { SalvageProgress } from '../../preload/contract/salvage.ts'
import { type Failed, fail, ok, type Result } from '../../model/value/result.ts'
import { placeNewFile } from '../files/place-file.ts'
import { clearLeftovers, temporaryBeside } from '../files/temporary.ts'
import { bodyId } from '../store/body-id.ts'
import { pushStoredStep } from './undo-steps.ts'
import { MIGRATIONS } from '../store/sqlite/migrations/index.ts'
import { finishFile, removeUnfinished, takenName } from '../store/sqlite/life/finish-file.ts'
import { identityOf } from '../store/sqlite/life/write-guard.ts'
import { migrate } from '../store/sqlite/migrate.ts'
import { enterReplica } from '../store/sqlite/replica.ts'
import { openForWriting, query } from '../store/sqlite/sqlite.ts'
import { guardedAsync } from '../store/sqlite/store-failure.ts'
import { storeBody, storeOriginal } from '../store/sqlite/texts.ts'
import type { CellValue } from './pages/row-values.ts'
import { openPages, type PageFile } from './page-file.ts'
import { replayLog } from './replay-log.ts'
import { restoreTexts } from './restore-texts.ts'
import { type SalvageReport, reportOf, writeSalvageReport } from './salvage-report.ts'
import { tallySalvage } from './salvage-tally.ts'
import { scanPages } from './scan-pages.ts'
import { openScratch, type Scratch } from './scratch.ts'
import { settleRecords } from './settle-records.ts'
import { tableShapes } from './table-shapes.ts'
import { followTrees } from './trees.ts'

/** What is to be salvaged, and where to. */
export interface SalvageJob {
  readonly broken: string
  /** The new project; nothing may be there yet. */
  readonly out: string
  /** File for what is not in the new project; null for none. */
  readonly report: string | null
  /** Who salvages, for the lines of the log that are put in. */
  readonly annotator: { readonly id: string; readonly name: string }
}

export interface SalvagePort {
  readonly now: () => string
  readonly newId: () => string
  readonly onProgress: (progress: SalvageProgress) => void
  readonly isCancelled: () => boolean
}

/** Steps between two looks at whether to stop, and two reports of how far it is. */
const STRIDE = 512

const keepQuarantined = query(
  'salvage-quarantined',
  'INSERT OR IGNORE INTO quarantine (id, origin, row, at, why) VALUES (?, ?, ?, ?, ?)',
)

class Cancelled extends Error {}

/**
 * Reads whatever can be read of a damaged project, without SQLite, and makes a sound new project of it. The damaged file is
 * only read. What comes back is proved by its hash, its quotes and the log; what cannot be is in the report. Fails where
 * nothing of a project is found, where the disk fails, and where something is at the new place already.
 */
export async function salvageProject(job: SalvageJob, port: SalvagePort): Promise<Result<SalvageReport>> {
  const broken = resolve(job.broken)
  const out = resolve(job.out)
  const refused = refusedPaths(broken, out)
  if (refused) return refused
  clearLeftovers(dirname(out))
  const draft = temporaryBeside(out)
  const scratchPath = temporaryBeside(out)
  try {
    return await guardedAsync(out, async () => {
      const pages = openPages(broken)
      const scratch = openScratch(scratchPath)
      try {
        return await putTogether({ ...job, broken, out }, port, pages, scratch, draft)
      } finally {
        scratch.close()
        pages.close()
      }
    })
  } catch (error) {
    if (error instanceof Cancelled) return fail('cancelled', 'The salvage was cancelled.', 'Nothing was changed.')
    throw error
  } finally {
    removeUnfinished(draft)
    removeUnfinished(scratchPath)
  }
}

/** Why there is nothing to be read, or nowhere to write. */
function refusedPaths(broken: string, out: string): Failed | null {
  const name = basename(broken)
  const stats = statSync(broken, { throwIfNoEntry: false })
  if (!stats) return fail('not-found', `There is no file "${name}".`, 'Check the name and the folder.')
  // A pipe would be waited for, for ever.
  if (!stats.isFile()) return fail('not-a-file', `"${name}" is not a file.`, 'Choose a project file (.standoff).')
  const taken = takenName(out, lstatSync(out, { throwIfNoEntry: false }) !== undefined)
  if (taken) return taken
  if (statSync(dirname(out), { throwIfNoEntry: false })?.isDirectory()) return null
  return fail('not-found', `There is no folder "${dirname(out)}".`, 'Make the folder first, or choose another one.')
}

async function putTogether(
  job: SalvageJob,
  port: SalvagePort,
  pages: PageFile,
  scratch: Scratch,
  draft: string,
): Promise<Result<SalvageReport>> {
  const tell = (phase: SalvageProgress['phase'], done: number, total: number | null): void => {
    if (done % STRIDE !== 0) return
    if (port.isCancelled()) throw new Cancelled()
    port.onProgress({ phase, done, total })
  }
  const db = openForWriting(draft)
  let isOpen = true
  const close = (): void => {
    if (isOpen) db.close()
    isOpen = false
  }
  try {
    // Thrown away if anything goes wrong: it needs no journal but for rolling back what was cancelled.
    db.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
    migrate(db, MIGRATIONS)
    tell('pages', 0, pages.count)
    const trees = followTrees(pages)
    const finds = {
      scratch,
      text: (body: Parameters<typeof storeBody>[1]) => void storeBody(db, body),
      original: (bytes: Uint8Array) => void storeOriginal(db, bytes),
      quarantined: (id: number, { origin, row, at, why }: Readonly<Record<string, CellValue>>) =>
        void db.run(keepQuarantined, id, origin ?? '', row ?? '', at ?? '', why ?? ''),
    }
    const scan = db.transaction(
      () =>
        scratch.together(() =>
          scanPages(pages, trees, finds, {
            shapes: tableShapes(MIGRATIONS),
            onPage: (page) => tell('pages', page, pages.count),
          }),
        ),
      () => true,
    )
    scratch.sort()
    tell('texts', 0, null)
    const restored = await restoreTexts(db, scratch)
    const annotator = job.annotator.id
    const at = port.now()
    const replay = db.transaction(
      () =>
        scratch.together(() => {
          for (const [id, { body }] of restored) if (bodyId(body) === id) storeBody(db, body)
          const replayed = replayLog(db, scratch, {
            annotator,
            at,
            newId: port.newId,
            lastLine: scan.lastLine,
            tableWhole: trees.isWhole('change_log'),
            onLine: (line) => tell('log', line, scan.lastLine),
          })
          enterReplica(db, identityOf(draft) ?? '', at)
          let records = 0
          const name = basename(job.broken).replace(/(?<=.)\.standoff$/, '')
          settleRecords(db, scratch, {
            replay: replayed,
            trees,
            restored,
            annotator: job.annotator,
            at,
            newId: port.newId,
            name,
            onRecord: () => tell('records', ++records, null),
          })
          if (replayed.lost + replayed.bridges === 0 && trees.isWhole('history')) {
            for (const step of scratch.steps()) pushStoredStep(db, step, replayed)
          }
          return replayed
        }),
      () => true,
    )
    const tally = tallySalvage(db, scratch, replay, restored, scan.alteredOriginals)
    const report = reportOf(job, { tally, replay, scan, trees, aside: scratch.asideCounts() })
    if (report.isEmpty) {
      return fail(
        'not-a-project',
        `Nothing of a Standoff project was found in "${basename(job.broken)}".`,
        'Use a backup copy. The file was not changed.',
      )
    }
    if (job.report !== null) writeSalvageReport(job.report, report, db, scratch)
    close()
    finishFile(draft)
    placeNewFile(draft, job.out)
    return ok(report)
  } finally {
    close()
  }
}
