import { rmSync } from 'node:fs'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import { createProjectFile, IN_MEMORY, openProjectFile, type ProjectFile } from '../store/sqlite/project-file.ts'
import type { SlowQueryLog } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { foldIn } from '../store/sqlite/write-ahead-log.ts'
import { annotationsWithParts, codebookUsage, relationsWithRoles } from './codebook-use.ts'
import { type BatchProgress, saveDatasetImport, travelBatch } from './import-batch.ts'
import { articlesWithTexts, importArticles, originalOf } from './import-articles.ts'
import {
  annotationPage,
  type Clock,
  furnish,
  openArticle,
  openProjectOn,
  type OpenProject,
  overviewOf,
  save,
  saveCopy,
  saveText,
  storedChange,
  systemClock,
  welcome,
} from './open-project.ts'
import type { LocalAnnotator, ProjectService } from './project-service.ts'
import { articleTexts, tagsAt } from './search-project.ts'
import { entityMentions, entityPointers, entityUses } from './register.ts'

export interface ProjectServiceOptions {
  readonly clock?: Clock
  readonly onSlow?: SlowQueryLog
  /** Told now and then while a batch is saved. */
  readonly onBatchProgress?: BatchProgress
}

/** The service where it runs, with what is nobody's business but its thread's. */
export interface LocalProjectService extends ProjectService {
  /** Work on the open project that can be done at any time and is best done when nobody waits; false where it failed. */
  tidy(): boolean
}

/** The service over one project file at a time. Opening another one closes the one before. */
export function createProjectService(options: ProjectServiceOptions = {}): LocalProjectService {
  const clock = options.clock ?? systemClock
  const onBatchProgress = options.onBatchProgress ?? (() => undefined)
  let open: OpenProject | null = null

  const close = (): Result<null> => {
    const closing = open
    open = null
    return closing ? closing.file.close() : { ok: true, value: null }
  }

  const withProject = <T>(work: (project: OpenProject) => Result<T>): Result<T> =>
    open ? work(open) : fail('no-project', 'No project is open.', 'Open a project, or make a new one.')

  /** Takes a file in once it has proved readable; lets go of it otherwise. */
  const enter = (
    file: ProjectFile,
    annotator: LocalAnnotator,
    prepare: (project: OpenProject) => Result<unknown>,
  ): Result<ProjectOverview> => {
    const project = openProjectOn(file, annotator.id, clock)
    try {
      const prepared = prepare(project)
      const overview = prepared.ok ? overviewOf(project) : prepared
      if (overview.ok) open = project
      return overview
    } finally {
      if (open !== project) file.close()
    }
  }

  return {
    create(path, { name, annotator, codebook }) {
      const closed = close()
      if (!closed.ok) return closed
      const file = createProjectFile(path, { now: clock.now(), onSlow: options.onSlow })
      if (!file.ok) return file
      const overview = enter(file.value, annotator, (project) => furnish(project, name, annotator, codebook))
      // Half a project (the disk was full) would only be in the way of the next attempt. The file is ours: it was not there.
      if (!overview.ok && path !== IN_MEMORY) rmSync(path, { force: true })
      return overview
    },
    open(path, { annotator }) {
      const closed = close()
      if (!closed.ok) return closed
      const file = openProjectFile(path, { now: clock.now(), onSlow: options.onSlow })
      return file.ok ? enter(file.value, annotator, (project) => welcome(project, annotator)) : file
    },
    close,
    tidy() {
      if (!open?.file.writable) return true
      const { path, db } = open.file
      return guarded(path, () => ok(foldIn(db))).ok
    },
    overview: () => withProject(overviewOf),
    saveCopy: (path) => withProject((project) => saveCopy(project, path)),
    importArticles: (batch) => withProject((project) => importArticles(project, batch)),
    saveDatasetImport: (spool, cancelFlag) =>
      withProject((project) => saveDatasetImport(project, spool, onBatchProgress, cancelFlag)),
    undoBatch: (id) => withProject((project) => travelBatch(project, 'undo', id, onBatchProgress)),
    redoBatch: (id) => withProject((project) => travelBatch(project, 'redo', id, onBatchProgress)),
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
