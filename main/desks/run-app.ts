import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { BackupReason } from '../../model/past/backup.ts'
import { isBackupDue } from '../../model/past/backup-due.ts'
import type { Result } from '../../model/value/result.ts'
import { createBackupKeeper } from '../backups/backup-keeper.ts'
import { listedBackups } from '../backups/backup-list.ts'
import { backupRoot, placeOf } from '../backups/backup-place.ts'
import type { Log } from '../files/log.ts'
import { clearLeftovers, clearTemporaryFolders } from '../files/temporary.ts'
import type { LocalAnnotator } from '../project/project-service.ts'
import { type StoreClient, type StoreClientOptions, startStore } from '../project/store-client.ts'
import type { ShellAct } from '../shell/menu-template.ts'
import { rememberRecent, shownRecent } from '../shell/recent-projects.ts'
import { openSettings, type SettingsFile } from '../shell/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { answerRequests, type RequestHandlers } from './answer-requests.ts'
import { backedUpStore } from './backed-up-store.ts'
import { createBackupDesk } from './backup-desk.ts'
import { createDatasetDesk, type DatasetDesk } from './dataset-desk.ts'
import { createDoctorDesk } from './doctor-desk.ts'
import { createExportDesk } from './export-desk.ts'
import { createHandlers } from './handlers/handlers.ts'
import { createImportDesk } from './import-desk.ts'
import { createMainWindow, type MainWindow } from './main-window.ts'
import { createPastDesk } from './past-desk.ts'
import { createProjectDesk, type DeskProject, type ProjectDesk } from './project-desk.ts'
import { isProjectPath } from './project-names.ts'
import { askUnsaved } from './questions.ts'
import { createSalvageDesk } from './salvage-desk.ts'
import { createRecovery } from './recover-store.ts'
import { createSilenceGuard } from './silent-store.ts'

/** After the page has asked for its state, in milliseconds: starting Electron keeps all cores busy until then. */
const WARM_STORE = 200
const WARM_IMPORTS = 1_000

/** How long the end of the program waits for a backup that is being written, in milliseconds. What is left goes later. */
const LAST_BACKUP = 5_000

/** Milliseconds that the store has to close its project when the program ends. */
const ENDING = 30_000

/** What a test gives instead of the real thing. */
export interface AppParts {
  readonly startStore: (options: StoreClientOptions) => StoreClient
}

/** Who sits here: asked of the system once, then remembered, so that the same person keeps one id. */
function localAnnotator(settings: SettingsFile): LocalAnnotator {
  const known = settings.get().annotator
  if (known) return known
  const annotator = { id: uuidv7(), name: userInfo().username || 'Annotator' }
  void settings.update({ annotator })
  return annotator
}

/** Runs the program in a shell, until the shell ends. Opens the files that it was started with. */
export function runApp(
  shell: Shell,
  filesAtStart: readonly string[],
  log: Log,
  parts: AppParts = { startStore: (options) => startStore(undefined, options) },
): void {
  const settings = openSettings(join(shell.paths.userData, 'settings.json'), (error) => log('settings', error))
  const annotator = localAnnotator(settings)
  shell.setTheme(settings.get().theme)

  let quitting = false
  const recents = () => settings.get().recents.map(shownRecent)

  /** Closes the project; false where the user would rather keep it open. What cannot be closed is said and left. */
  const leave = async (): Promise<boolean> => {
    const closed = await silence.soon(desk.close())
    if (closed.ok && !closed.value) {
      quitting = false
      return false
    }
    if (!closed.ok) {
      const { code, message, action, details } = closed.failure
      log('closing the project', `${message} ${details?.join('\n') ?? ''}`)
      // Whoever left a project behind that did not answer has said so.
      if (code !== 'too-slow') shell.dialogs.showError(message, action)
    }
    return true
  }

  const main: MainWindow = createMainWindow({
    shell,
    settings,
    log,
    leave,
    onLeft() {
      if (quitting) shell.quit()
    },
    onPageLost: () => desk.abandon(),
    onChange: () => refresh(),
  })
  const { emit } = main

  /** Reports what fails outside any request. */
  const act = async (work: Result<unknown> | Promise<Result<unknown>>): Promise<void> => {
    const done = await work
    if (done.ok || done.failure.code === 'cancelled') return
    main.whenListening(() => emit('failed', done.failure))
  }

  const backups = createBackupKeeper({
    settings() {
      const own = settings.get().backups
      return { ...own, root: backupRoot(own, shell.paths.userData) }
    },
    onFailure(failure) {
      log('backup', `${failure.message} ${failure.details?.join('\n') ?? ''}`)
      main.whenListening(() => emit('failed', failure))
    },
    now: () => new Date(),
    async needsNone(path) {
      const found = await startedStore.projectState()
      if (!found.ok) return false
      const root = backupRoot(settings.get().backups, shell.paths.userData)
      const listed = listedBackups(root, found.value.project)
      return !isBackupDue({ reason: 'first-change', now: new Date() }, found.value, listed, placeOf(path))
    },
  })
  const beforeChange = (reason: BackupReason): Promise<void> | null => {
    const project = desk.current()
    return project && !project.look ? backups.before(project.path, reason) : null
  }
  const startedStore = parts.startStore({
    onSlow: (name, milliseconds) => log('slow query', `${name}: ${Math.round(milliseconds)} ms`),
    onBatchProgress: (records) => datasets.noteSaved(records),
    onDeath(error) {
      log('the store thread ended', error)
      void recoverStore()
    },
    onSilence(milliseconds) {
      log('the store', `no answer for ${milliseconds} ms`)
      void silence.ask(milliseconds)
    },
  })
  const store = backedUpStore(startedStore, beforeChange)
  const imports = createImportDesk({ store, emit, beforeMany: () => beforeChange('articles') })
  const datasets: DatasetDesk = createDatasetDesk({ store, annotator: annotator.id, emit })
  const desk: ProjectDesk = createProjectDesk({
    store,
    imports,
    datasets,
    annotator,
    documents: shell.paths.documents,
    emit,
    isListening: () => main.isListening(),
    askUnsaved: (count) => askUnsaved(shell.dialogs, count),
    offers: async (path, failure) =>
      salvageDesk.offers(path, doctorDesk.offers(path, await backupDesk.offers(path, failure))),
    onProject(project) {
      if (project && !project.look) remember(project)
      else if (!project) emit('projectClosed', { recents: recents() })
      refresh()
    },
  })
  const silence = createSilenceGuard({ store, dialogs: shell.dialogs, letGo: () => desk.letGo() })
  const remember = ({ path, name }: DeskProject): void => {
    const entry = { path, name, openedAt: new Date().toISOString() }
    void settings.update({ recents: rememberRecent(settings.get().recents, entry) })
    shell.rememberDocument(path)
  }
  const recoverStore = createRecovery({
    recover: () => desk.recover(),
    dialogs: shell.dialogs,
    reload: () => main.reload(),
    quit: () => shell.quit(),
    now: () => performance.now(),
  })

  const backupDesk = createBackupDesk({ shell, desk, keeper: backups, settings, now: () => new Date() })
  const doctorDesk = createDoctorDesk({ dialogs: shell.dialogs, desk, emit })
  const salvageDesk = createSalvageDesk({ dialogs: shell.dialogs, desk, annotator, emit })

  const handlers: RequestHandlers = createHandlers({
    shell,
    desk,
    imports,
    datasets,
    exports: createExportDesk({ shell, desk, store, emit }),
    backups: backupDesk,
    past: createPastDesk({ shell, desk, store, emit, now: () => new Date() }),
    doctor: doctorDesk,
    salvage: salvageDesk,
    store,
    settings,
    annotator,
    paste: () => main.current()?.paste(),
    onChange: () => refresh(),
    onMenu: (items) => main.setMenu(items),
    onPageReady() {
      // A project named at the start has started the store already.
      setTimeout(() => store.warm(), WARM_STORE)
      setTimeout(() => imports.warm(), WARM_IMPORTS)
      main.pageReady()
    },
  })

  const onShellAct = async (does: ShellAct): Promise<void> => {
    switch (does.act) {
      case 'open-recent':
        return act(handlers.openRecentProject(does.id))
      case 'open-sample':
        return act(handlers.openSampleProject())
      case 'close-project':
        return act(handlers.closeProject())
      case 'zoom':
        return main.current()?.zoom(does.direction)
      case 'theme':
        shell.setTheme(does.theme)
        void settings.update({ theme: does.theme })
        return refresh()
      case 'licence': {
        const detail = await readFile(join(shell.paths.app, 'LICENSE'), 'utf8')
        await shell.dialogs.ask({ type: 'info', message: 'Licence', detail, buttons: ['Close'] })
      }
    }
  }
  const showMenu = shell.createMenu({
    command: (id) => emit('command', { id }),
    shell: (does) => void onShellAct(does),
  })

  /** Brings menu and title up to date. */
  const refresh = (): void => {
    const project = desk.current()
    main.current()?.setTitle(project)
    showMenu({
      platform: shell.platform,
      window: main.menu(),
      recents: recents(),
      projectOpen: project !== null,
      theme: settings.get().theme,
    })
  }

  /** Ends the store, which has the time that closing a large project on a slow disk needs. */
  const endStore = async (): Promise<void> => {
    const timer = setTimeout(() => store.abandon(), ENDING)
    await store.terminate()
    clearTimeout(timer)
  }

  const takeFiles = (paths: readonly string[]): void => {
    if (paths.length === 0) return
    const take = (): void => void act(desk.takeFiles(paths))
    // A project can be opened while the page loads; what an import says needs a page that listens.
    if (paths.every(isProjectPath)) take()
    else main.whenListening(take)
  }

  shell.live({
    startedAgain(files) {
      main.show()
      takeFiles(files)
    },
    openFile(path) {
      main.show()
      takeFiles([path])
    },
    activate: () => main.show(),
    allWindowsClosed() {
      if (shell.platform !== 'darwin') shell.quit()
    },
    quitting() {
      quitting = true
    },
    async ending() {
      await Promise.allSettled([
        endStore(),
        settings.settled(),
        Promise.race([backups.settled(), new Promise((resolve) => setTimeout(resolve, LAST_BACKUP).unref())]),
      ])
      return store.isHung()
    },
  })

  const start = async (): Promise<void> => {
    await shell.ready()
    clearTemporaryFolders()
    clearLeftovers(shell.paths.documents)
    answerRequests((name, listener) => shell.listen(name, listener), handlers, log)
    main.show()
    const { problem } = shell
    if (problem) main.whenListening(() => emit('failed', problem))
    takeFiles(filesAtStart)
  }
  void start()
}
