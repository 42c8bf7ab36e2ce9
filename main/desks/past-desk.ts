import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { actInWords, type PastActs } from '../../model/past/past-act.ts'
import { whenInWords } from '../../model/past/when.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Emit } from '../../preload/contract/events.ts'
import { runBackupJob } from '../backups/backup-job.ts'
import { makeTemporaryFolder } from '../files/temporary.ts'
import type { ProjectStore } from '../project/store-client.ts'
import type { Shell } from '../shell/shell.ts'
import { makeToLookAt } from './look-folder.ts'
import type { ProjectDesk } from './project-desk.ts'
import { askRestore } from './questions.ts'

export interface PastDeskPort {
  readonly shell: Pick<Shell, 'dialogs'>
  readonly desk: Pick<ProjectDesk, 'current' | 'look' | 'takeRestored'>
  readonly store: Pick<ProjectStore, 'overview'>
  readonly emit: Emit
  readonly now: () => Date
}

/** Earlier moments of the project: its acts, a look at one, and the way of its state into the present. */
export interface PastDesk {
  /** The acts of the project that is worked on, before a line of its log; null: the last ones. */
  acts(before: number | null): Promise<Result<PastActs>>
  /** Opens the project as it was after a line of its log. */
  look(line: number): Promise<Result<null>>
  /** Restores what is looked at, an article or everything, as one step of undo. False where the user would rather not. */
  restore(article: string | null): Promise<Result<boolean>>
}

const PAGE = 200
const LAST_LINE = Number.MAX_SAFE_INTEGER

const noProject = () => fail('no-project', 'No project is open.', 'Open a project first.')
const nothingToRestore = () => fail('no-project', 'No earlier state is looked at.', 'Look at one first.')

export function createPastDesk({ shell, desk, store, emit, now }: PastDeskPort): PastDesk {
  const acts = async (before: number | null): Promise<Result<PastActs>> => {
    const project = desk.current()?.origin ?? null
    if (project === null) return noProject()
    return runBackupJob({ kind: 'acts', project, before: before ?? LAST_LINE, limit: PAGE })
  }

  const look = async (line: number): Promise<Result<null>> => {
    const project = desk.current()?.origin ?? null
    if (project === null) return noProject()
    const found = await runBackupJob({ kind: 'acts', project, before: line + 1, limit: 1 })
    if (!found.ok) return found
    const [act] = found.value.acts
    if (!act) return fail('not-found', 'The log knows no such moment.', 'Choose another one.')
    const made = await makeToLookAt((folder) =>
      runBackupJob({ kind: 'moment', project, folder, moment: { line } }, (event) => {
        if (event.kind === 'undone') emit('lookProgress', { done: event.done, of: event.of })
      }),
    )
    emit('lookProgress', null)
    if (!made.ok) return made
    const name = desk.current()?.name ?? ''
    const when = whenInWords(new Date(act.at), now())
    return desk.look({
      ...made.value,
      title: `“${name}” as it was ${when}`,
      details: `After “${actInWords(act)}” by ${act.by}.`,
    })
  }

  const restore = async (article: string | null): Promise<Result<boolean>> => {
    const current = desk.current()
    if (!current?.look || current.origin === null) return nothingToRestore()
    const shown = await store.overview()
    if (!shown.ok) return shown
    const found = shown.value.articles.find(({ id }) => id === article)
    const { title } = current.look.looking
    const moment = title.slice(title.indexOf('as it was'))
    const what = found ? `“${found.title}”` : 'everything'
    const folder = makeTemporaryFolder()
    if (!folder.ok) return folder
    try {
      const spool = join(folder.value, 'spool.jsonl')
      const order = {
        present: current.origin,
        past: current.path,
        article,
        title: `Restore ${what} ${moment}`,
        id: randomUUID(),
        spool,
      }
      const prepared = await runBackupJob({ kind: 'restore-step', order })
      if (!prepared.ok) return prepared
      if (prepared.value.length === 0) {
        return fail(
          'conflict',
          `Nothing has changed since then in ${found ? 'this article' : 'the project'}.`,
          'Go back to the present.',
        )
      }
      if (!(await askRestore(shell.dialogs, what, moment, prepared.value))) return ok(false)
      const taken = await desk.takeRestored(spool)
      return taken.ok ? ok(true) : taken
    } finally {
      await rm(folder.value, { recursive: true, force: true })
    }
  }

  return { acts, look, restore }
}
