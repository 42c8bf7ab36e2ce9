import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Codebook } from '../../model/record/codebook.ts'
import { type Failure, fail, ok, type Result } from '../../model/value/result.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { DatasetLook, DatasetPlan, DatasetReport } from '../../model/dataset/dataset-import.ts'
import type { Emit } from '../../preload/contract/events.ts'
import type { ImportDecision, ImportReport, Looking } from '../../preload/contract/contract.ts'
import { isSameFile } from '../files/file-stats.ts'
import type { DatasetDesk } from './dataset-desk.ts'
import type { LocalAnnotator } from '../project/project-service.ts'
import type { ProjectStore } from '../project/store-client.ts'
import type { ImportDesk } from './import-desk.ts'
import { reportOf } from './import-report.ts'
import { DEFAULT_PROJECT, isProjectPath, PROJECT_EXTENSION } from './project-names.ts'
import { createUnsavedCount } from './unsaved-count.ts'

/** The open project, as far as opening and closing it goes. What is in it, the store knows. */
export interface DeskProject {
  readonly path: string
  /** As it was when it was opened. */
  readonly name: string
  /** Where it is an earlier state that is only looked at; null for a project itself. */
  readonly look: DeskLook | null
  /** Path of the project that is worked on: its own, or that of the one to go back to; null where none was open. */
  readonly origin: string | null
}

interface DeskLook {
  readonly looking: Looking
  readonly back: DeskProject | null
  /** Takes away what was made for looking. */
  readonly leave: () => void
}

/** Something to be looked at in the place of the open project. */
export interface LookAt {
  readonly path: string
  readonly title: string
  readonly details: string
  /** Called when it is not looked at any more, or cannot be. */
  readonly leave: () => void
}

/** What the desk needs from around it. */
export interface DeskPort {
  readonly store: ProjectStore
  readonly annotator: LocalAnnotator
  readonly imports: Pick<ImportDesk, 'take' | 'takePasted' | 'decide'>
  readonly datasets: Pick<DatasetDesk, 'look' | 'plan' | 'take' | 'over'>
  /** Folder of the default project. */
  readonly documents: string
  readonly emit: Emit
  /** Whether a page listens to events. */
  readonly isListening: () => boolean
  /** Asks whether to go on although changes are not saved; true means yes. */
  readonly askUnsaved: (count: number) => Promise<boolean>
  /** What helps with a failure to open a project, beside its own sentence. */
  readonly offers?: (path: string, failure: Failure) => Promise<Failure>
  /** Told after a project was opened, and with null after it was closed. */
  readonly onProject: (project: DeskProject | null) => void
}

/**
 * The one open project: what opens, closes and fills it. Opening, closing and importing wait for each other.
 */
export interface ProjectDesk {
  /** null where no project is open. */
  current(): DeskProject | null
  /** The open project as it is now, for a window that is loaded (again). */
  overview(): Promise<Result<ProjectOverview | null>>
  create(path: string, name: string, codebook?: Codebook): Promise<Result<null>>
  /** `prepare` runs before the file is opened, while the store is free: it may make the file. */
  open(path: string, prepare?: () => Promise<Result<null>>): Promise<Result<null>>
  /** Opens something for reading only, in the place of the open project. */
  look(at: LookAt): Promise<Result<null>>
  /** Opens the project again that was open before. */
  leaveLook(): Promise<Result<null>>
  /** Goes back to the project and saves what a spool (its path) holds: an earlier state of it, as one step of undo. */
  takeRestored(spool: string): Promise<Result<null>>
  /**
   * Has the file of a project worked on while it is closed, and opens it afterwards, whatever came of the work.
   * `notOpened`: why it could not be opened.
   */
  repair<T>(
    path: string,
    work: () => Promise<Result<T>>,
  ): Promise<Result<{ readonly worked: T; readonly notOpened: Failure | null }>>
  /** False where the user would rather keep the project open. */
  close(): Promise<Result<boolean>>
  /**
   * Imports files, into the default project where none is open; null where a preview is shown first. Project files among
   * them are opened.
   */
  takeFiles(paths: readonly string[]): Promise<Result<ImportReport | null>>
  takePasted(pasted: { readonly text: string; readonly html: string }): Promise<Result<ImportReport | null>>
  /** Imports what was previewed. */
  importStaged(decision: ImportDecision): Promise<Result<ImportReport>>
  /** Looks at a dataset for the open project, or the default one where none is open. */
  lookAtDataset(path: string): Promise<Result<DatasetLook>>
  planDataset(plan: DatasetPlan): Promise<Result<DatasetLook>>
  /** Imports it; the window gets the whole project again. */
  importDataset(plan: Omit<DatasetPlan, 'format'>): Promise<Result<DatasetReport>>
  /** Undoes or redoes a step of many changes; the window gets the whole project again. */
  undoBatch(id: string): Promise<Result<null>>
  redoBatch(id: string): Promise<Result<null>>
  setUnsaved(count: number): void
  /** Opens the project again after its store has died; what the window still holds can then be saved. */
  recover(): Promise<Result<null>>
  /** Takes the project off the desk if the store has it no more. */
  letGo(): Promise<void>
  /** Forgets what the window had not saved: it is gone, or its store is. */
  abandon(): void
}

const ONLY_LOOKED_AT = 'This is an earlier state, which is only looked at.'

/** Makes the desk, with no project on it. */
export function createProjectDesk(port: DeskPort): ProjectDesk {
  const { store, emit, annotator, imports, datasets } = port
  let current: DeskProject | null = null
  const unsaved = createUnsavedCount()
  /** What opening a project gave while no page listened: the next one takes it, so that it is not read twice. */
  let forNextPage: ProjectOverview | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  /** A save under way is waited for; only what stays unsaved is worth a question. */
  const mayLeave = async (): Promise<boolean> => {
    const count = await unsaved.settled()
    return count === 0 || port.askUnsaved(count)
  }

  /** Says what is open now; what was made for looking at the one before goes. */
  const setCurrent = (next: DeskProject | null): void => {
    const left = current?.look
    current = next
    if (left || next?.look) emit('looking', next?.look?.looking ?? null)
    if (left && left !== next?.look) left.leave()
  }

  const place = (path: string, overview: ProjectOverview, look: DeskLook | null = null): void => {
    setCurrent({ path, name: overview.project.name, look, origin: look ? (look.back?.path ?? null) : path })
    forNextPage = port.isListening() ? null : overview
    unsaved.set(0)
    port.onProject(current)
    emit('projectOpened', overview)
  }

  const clear = (): void => {
    setCurrent(null)
    forNextPage = null
    unsaved.set(0)
    port.onProject(null)
  }

  const openAgain = ({ path, look }: DeskProject): Promise<Result<ProjectOverview>> =>
    store.open(path, { annotator, readOnly: look ? ONLY_LOOKED_AT : undefined })

  /** Puts another project in place of the open one; where that fails, the open one is taken up again. */
  const replace = async (
    path: string,
    start: () => Promise<Result<ProjectOverview>>,
    look: DeskLook | null = null,
  ): Promise<Result<null>> => {
    if (!(await mayLeave())) return fail('cancelled', 'The open project stays open.', 'Save its changes first.')
    const previous = current
    if (previous) {
      const closed = await store.close()
      if (!closed.ok) return closed
    }
    const started = await start()
    if (started.ok) {
      place(path, started.value, look)
      return ok(null)
    }
    if (previous) {
      const again = await openAgain(previous)
      if (!again.ok) clear()
    }
    return started
  }

  const lookAt = async ({ path, title, details, leave }: LookAt): Promise<Result<null>> => {
    const back = current?.look ? current.look.back : current
    const looking = { title, details, back: back?.name ?? null }
    const done = await replace(path, () => store.open(path, { annotator, readOnly: ONLY_LOOKED_AT }), {
      looking,
      back,
      leave,
    })
    if (!done.ok) leave()
    return done
  }

  const close = async (): Promise<Result<boolean>> => {
    if (!current) return ok(true)
    if (!(await mayLeave())) return ok(false)
    const closed = await store.close()
    if (!closed.ok) return closed
    clear()
    return ok(true)
  }

  const leaveLook = async (): Promise<Result<null>> => {
    const look = current?.look
    if (!look) return ok(null)
    if (look.back) return open(look.back.path)
    const closed = await close()
    return closed.ok ? ok(null) : closed
  }

  const open = async (path: string, prepare?: () => Promise<Result<null>>): Promise<Result<null>> => {
    if (current && isSameFile(current.path, path)) return ok(null)
    const opened = await replace(path, async () => {
      const prepared = prepare ? await prepare() : ok(null)
      return prepared.ok ? store.open(path, { annotator }) : prepared
    })
    if (opened.ok || !port.offers) return opened
    return { ok: false, failure: await port.offers(path, opened.failure) }
  }

  const create = (path: string, name: string, codebook?: Codebook): Promise<Result<null>> =>
    replace(path, () => store.create(path, { name, annotator, codebook }))

  const openDefault = async (): Promise<Result<null>> => {
    // Where the folder cannot be made, making the project fails too, and says why.
    await mkdir(port.documents, { recursive: true }).catch(() => undefined)
    // One whose making was cut off holds nothing and is in the way for ever: then another name is taken.
    for (let number = 1; ; number++) {
      const name = number === 1 ? DEFAULT_PROJECT : `${DEFAULT_PROJECT} ${number}`
      const path = join(port.documents, `${name}.${PROJECT_EXTENSION}`)
      if (!existsSync(path)) return create(path, name)
      // oxlint-disable-next-line no-await-in-loop -- the next name is for when this one cannot be used
      const opened = await open(path)
      if (opened.ok || opened.failure.code !== 'unfinished-project') return opened
    }
  }

  /** The open project, once everything that was done in it is saved: what follows reads it from the disk. */
  const savedProject = async (): Promise<Result<DeskProject>> => {
    if (!current) return fail('no-project', 'No project is open.', 'Open a project, or make a new one.')
    return (await unsaved.settled()) === 0
      ? ok(current)
      : fail('conflict', 'Changes to this project could not be saved yet.', 'Save them first, then try again.')
  }

  /** Sends the window the whole project: too much has changed to send each change. */
  const showAgain = async (path: string): Promise<Result<null>> => {
    const overview = await store.overview()
    if (!overview.ok) return overview
    place(path, overview.value)
    return ok(null)
  }

  const repair = async <T>(
    path: string,
    work: () => Promise<Result<T>>,
  ): Promise<Result<{ readonly worked: T; readonly notOpened: Failure | null }>> => {
    const mine = current && !current.look && isSameFile(current.path, path) ? current : null
    if (mine) {
      if (!(await mayLeave())) return fail('cancelled', 'The open project stays open.', 'Save its changes first.')
      const closed = await store.close()
      if (!closed.ok) return closed
    }
    const worked = await work()
    if (!mine) {
      if (!worked.ok) return worked
      const opened = await open(path)
      return ok({ worked: worked.value, notOpened: opened.ok ? null : opened.failure })
    }
    const again = await openAgain(mine)
    if (again.ok) place(mine.path, again.value)
    else clear()
    if (!worked.ok) return worked
    return ok({ worked: worked.value, notOpened: again.ok ? null : again.failure })
  }

  const takeRestored = async (spool: string): Promise<Result<null>> => {
    const left = await leaveLook()
    const project = left.ok ? await savedProject() : left
    if (!project.ok) return project
    const saved = await store.saveRestored(spool)
    return saved.ok ? showAgain(project.value.path) : saved
  }

  const importDataset = async (plan: Omit<DatasetPlan, 'format'>): Promise<Result<DatasetReport>> => {
    const project = await savedProject()
    if (!project.ok) return project
    const { path } = project.value
    const done = await datasets.take(path, plan)
    if (!done.ok) return done
    const shown = await showAgain(path)
    return shown.ok ? done : shown
  }

  const undoOrRedo = (step: () => Promise<Result<null>>): Promise<Result<null>> =>
    inTurn(async () => {
      const project = await savedProject()
      if (!project.ok) return project
      const done = await step()
      datasets.over()
      return done.ok ? showAgain(project.value.path) : done
    })

  const importArticles = async (paths: readonly string[]): Promise<Result<ImportReport | null>> => {
    if (!current) {
      const opened = await openDefault()
      if (!opened.ok) return opened
    }
    return imports.take(paths)
  }

  const takeFiles = async (paths: readonly string[]): Promise<Result<ImportReport | null>> => {
    const projects = paths.filter(isProjectPath)
    const articles = paths.filter((path) => !isProjectPath(path))
    const [project, ...others] = projects
    if (others.length > 0) {
      return fail(
        'conflict',
        `${projects.length} projects were to be opened, but one project is open at a time.`,
        'Open them one after the other.',
        projects.map((path) => basename(path)),
      )
    }
    if (project !== undefined) {
      const opened = await open(project)
      if (!opened.ok) return opened
    }
    return articles.length > 0 ? importArticles(articles) : ok(reportOf([]))
  }

  return {
    current: () => current,
    overview: () =>
      inTurn(async () => {
        const known = forNextPage
        forNextPage = null
        if (known) return ok(known)
        return current ? store.overview() : ok(null)
      }),
    create: (path, name, codebook) => inTurn(() => create(path, name, codebook)),
    open: (path, prepare) => inTurn(() => open(path, prepare)),
    look: (at) => inTurn(() => lookAt(at)),
    leaveLook: () => inTurn(leaveLook),
    takeRestored: (spool) => inTurn(() => takeRestored(spool)),
    repair: (path, work) => inTurn(() => repair(path, work)),
    close: () => inTurn(close),
    takeFiles: (paths) => inTurn(() => takeFiles(paths)),
    takePasted: (pasted) =>
      inTurn(async () => {
        const opened = current ? ok(null) : await openDefault()
        return opened.ok ? imports.takePasted(pasted) : opened
      }),
    importStaged: (decision) => inTurn(() => imports.decide(decision)),
    lookAtDataset: (path) =>
      inTurn(async () => {
        const opened = current ? ok(null) : await openDefault()
        const project = opened.ok ? await savedProject() : opened
        return project.ok ? datasets.look(project.value.path, path) : project
      }),
    // Not in turn: a plan with other choices overtakes the one before.
    async planDataset(plan) {
      const project = await savedProject()
      return project.ok ? datasets.plan(project.value.path, plan) : project
    },
    importDataset: (plan) => inTurn(() => importDataset(plan)),
    undoBatch: (id) => undoOrRedo(() => store.undoBatch(id)),
    redoBatch: (id) => undoOrRedo(() => store.redoBatch(id)),
    setUnsaved: unsaved.set,
    recover: () =>
      inTurn(async () => {
        if (!current) return ok(null)
        const again = await openAgain(current)
        return again.ok ? ok(null) : again
      }),
    letGo: () =>
      inTurn(async () => {
        if (current && !(await store.overview()).ok) clear()
      }),
    abandon: () => unsaved.set(0),
  }
}
