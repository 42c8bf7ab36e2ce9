import { fail, ok, type Result } from '../../model/value/result.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { ProjectStore } from '../store/project-store.ts'
import type { SlowQueryLog } from '../store/sqlite/sqlite.ts'
import { sqliteStores } from '../store/sqlite/sqlite-stores.ts'
import { type Clock, systemClock } from './clock.ts'
import { annotationsWithParts, codebookUsage, relationsWithRoles } from './codebook-use.ts'
import { type BatchProgress, saveDatasetImport, saveRestored, undoOrRedoBatch } from './dataset-batches.ts'
import { entityMentions, entityPointers, entityUses } from './entity-uses.ts'
import { addFirstRecords, registerAnnotator } from './first-records.ts'
import { articlesWithTexts, importArticles, originalOf } from './import-articles.ts'
import { type OpenProject, save, saveText } from './open-project.ts'
import type { LocalAnnotator, ProjectService } from './project-service.ts'
import { annotationPage, openArticle, overviewOf, storedChange } from './read-project.ts'
import { articleTexts, tagsAt } from './search-project.ts'

/** Where projects are kept: in files of SQLite, or in memory. */
export interface StoreMaker {
  /**
   * Makes a project that is not there yet. `prepare` puts its first records in; where it fails, there is no project, and
   * nor is there half of one where the program ends before.
   */
  create(path: string, now: string, prepare: (draft: ProjectStore) => Result<unknown>): Result<ProjectStore>
  /** `readOnly`: why it is to be opened for reading only. */
  open(path: string, now: string, readOnly?: string): Result<ProjectStore>
}

export interface ProjectServiceOptions {
  readonly clock?: Clock
  readonly onSlow?: SlowQueryLog
  /** Told now and then while a batch is saved. */
  readonly onBatchProgress?: BatchProgress
  readonly stores?: StoreMaker
}

/** The service where it runs, with maintenance calls for its thread. */
export interface LocalProjectService extends ProjectService {
  /** Maintenance for moments in which nobody waits; false where it failed. */
  tidy(): boolean
}

/** The service over one project at a time. Opening another one closes the one before. */
export function createProjectService(options: ProjectServiceOptions = {}): LocalProjectService {
  const clock = options.clock ?? systemClock
  const stores = options.stores ?? sqliteStores(options.onSlow)
  const onBatchProgress = options.onBatchProgress ?? (() => undefined)
  let open: OpenProject | null = null

  const close = (): Result<null> => {
    const closing = open
    open = null
    return closing ? closing.store.close() : ok(null)
  }

  const withProject = <T>(work: (project: OpenProject) => Result<T>): Result<T> =>
    open ? work(open) : fail('no-project', 'No project is open.', 'Open a project, or make a new one.')

  /** Takes a store in once it has proved readable; closes it otherwise. */
  const enter = (
    store: ProjectStore,
    annotator: LocalAnnotator,
    prepare: (project: OpenProject) => Result<unknown>,
  ): Result<ProjectOverview> => {
    const project = { store, annotator: annotator.id, clock }
    try {
      const prepared = prepare(project)
      const overview = prepared.ok ? overviewOf(project) : prepared
      if (overview.ok) open = project
      return overview
    } finally {
      if (open !== project) store.close()
    }
  }

  return {
    create(path, { name, annotator, codebook }) {
      const closed = close()
      if (!closed.ok) return closed
      const store = stores.create(path, clock.now(), (draft) =>
        addFirstRecords({ store: draft, annotator: annotator.id, clock }, name, annotator, codebook),
      )
      return store.ok ? enter(store.value, annotator, () => ok(null)) : store
    },
    open(path, { annotator, readOnly }) {
      const closed = close()
      if (!closed.ok) return closed
      const store = stores.open(path, clock.now(), readOnly)
      return store.ok ? enter(store.value, annotator, (project) => registerAnnotator(project, annotator)) : store
    },
    close,
    tidy() {
      const project = open
      if (!project) return true
      return project.store.attempt(() => {
        project.store.tidy()
        return ok(null)
      }).ok
    },
    projectState: () => withProject(({ store }) => store.attempt(() => ok(store.state()))),
    overview: () => withProject(overviewOf),
    saveCopy: (path) => withProject(({ store }) => store.saveCopy(path)),
    importArticles: (batch) => withProject((project) => importArticles(project, batch)),
    saveDatasetImport: (spool, cancelFlag) =>
      withProject((project) => saveDatasetImport(project, spool, onBatchProgress, cancelFlag)),
    saveRestored: (spool) => withProject((project) => saveRestored(project, spool)),
    undoBatch: (id) => withProject((project) => undoOrRedoBatch(project, 'undo', id, onBatchProgress)),
    redoBatch: (id) => withProject((project) => undoOrRedoBatch(project, 'redo', id, onBatchProgress)),
    articlesWithTexts: (hashes) => withProject((project) => articlesWithTexts(project, hashes)),
    originalOf: (article) => withProject((project) => originalOf(project, article)),
    openArticle: (id) => withProject((project) => openArticle(project, id)),
    annotationPage: (id, after, limit) => withProject((project) => annotationPage(project, id, after, limit)),
    save: (request) => withProject((project) => save(project, request)),
    articleTexts: (ids) => withProject((project) => articleTexts(project, ids)),
    tagsAt: (articles) => withProject((project) => tagsAt(project, articles)),
    saveText: (json, as) => withProject((project) => saveText(project, json, as)),
    storedChange: (id) => withProject((project) => storedChange(project, id)),
    codebookUsage: (valuesOf) => withProject((project) => codebookUsage(project, valuesOf)),
    annotationsWithParts: (...page) => withProject((project) => annotationsWithParts(project, ...page)),
    relationsWithRoles: (...page) => withProject((project) => relationsWithRoles(project, ...page)),
    entityUses: () => withProject(entityUses),
    entityMentions: (id, after, limit) => withProject((project) => entityMentions(project, id, after, limit)),
    entityPointers: (ids) => withProject((project) => entityPointers(project, ids)),
  }
}
