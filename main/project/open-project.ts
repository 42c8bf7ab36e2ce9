import { TABLES, currentCodebook, currentProject } from '../store/sqlite/tables.ts'
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { mismatchedFragments } from '../../model/record/annotation.ts'
import { articleOf, type Change, makeChange, type Origin } from '../../model/change/change.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import { decodeChange } from '../../model/change/codec.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { Annotator, Project } from '../../model/record/project.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { AnnotationPage, OpenedArticle } from '../../model/annotation/opened-article.ts'
import type { HistoryEntry, ChangeStub } from '../../model/change/history-entry.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import { annotationCount, annotationCounts, annotationsFrom } from '../store/sqlite/annotations.ts'
import { findLogEntry, logSequence } from '../store/sqlite/change-log.ts'
import { readHistory } from '../store/sqlite/history.ts'
import { isStillThere, type ProjectFile } from '../store/sqlite/project-file.ts'
import { writeCopy } from '../store/sqlite/migrate.ts'
import { predictionsOf } from '../store/sqlite/predictions.ts'
import { rejectionsOf } from '../store/sqlite/rejections.ts'
import { relationsInto, relationsOf } from '../store/sqlite/relations.ts'
import { saveChange } from '../store/sqlite/save-change.ts'
import { type BodyCache, createBodyCache } from '../store/sqlite/texts.ts'
import { DamagedProject, guarded } from '../store/sqlite/store-failure.ts'
import type { LocalAnnotator } from './project-service.ts'

/** Steps of undo that a window is given; the change log keeps everything. */
export const HISTORY_LIMIT = 200

/** Bytes of a step that a window is given at once; of a larger one it is told the title, until it is undone. */
const LARGEST_STEP = 1_000_000

/** Time and ids are given, so that tests can give their own. */
export interface Clock {
  readonly now: () => string
  readonly newId: () => string
}

export const systemClock: Clock = { now: () => new Date().toISOString(), newId: () => uuidv7() }

/** One open project: its file, and who works on it. */
export interface OpenProject {
  readonly file: ProjectFile
  readonly annotator: string
  readonly bodies: BodyCache
  readonly clock: Clock
}

export const openProjectOn = (file: ProjectFile, annotator: string, clock: Clock): OpenProject => ({
  file,
  annotator,
  bodies: createBodyCache(file.db),
  clock,
})

export const readOnlyFailure = (reason: string) =>
  fail('read-only-project', reason, 'Save a copy of the project where you may write, and open that.')

export const goneFailure = (path: string) =>
  fail(
    'not-found',
    `The project file "${basename(path)}" is not where it was: it was moved, renamed, deleted or replaced while it is open.`,
    `Put it back into "${dirname(path)}" under this name, then try again; or use "Save a copy…".`,
  )

/**
 * Saves a change with its origin. Refuses with `read-only-project` where the project is open for reading only, and with
 * `not-found` where its file has gone or another one has its name: on most systems a deleted file can still be written
 * to, and that would be lost.
 */
export function commit(
  project: OpenProject,
  change: Change,
  origin: Origin,
  of: string | null = null,
  originals: readonly Uint8Array[] = [],
): Result<SaveReceipt> {
  const { file, bodies, annotator, clock } = project
  if (!file.writable) return readOnlyFailure(file.reason)
  if (!isStillThere(file)) return goneFailure(file.path)
  return guarded(file.path, () =>
    saveChange(file.db, bodies, change, { origin, of, annotator, at: clock.now() }, originals),
  )
}

/** Saves what the window did. */
export const save = (project: OpenProject, { change, origin, of }: SaveRequest): Result<SaveReceipt> =>
  commit(project, change, origin, of)

/** The same for a change that came in pieces and has not been looked at on its way. */
export function saveText(
  project: OpenProject,
  json: string,
  { origin, of }: Pick<SaveRequest, 'origin' | 'of'>,
): Result<SaveReceipt> {
  const change = decodeChange(json)
  return change.ok ? save(project, { change: change.value, origin, of }) : change
}

/** Copies the project, its history included, to `target`. Refuses with `project-exists` where something is there. */
export function saveCopy({ file }: OpenProject, target: string): Result<null> {
  return guarded(target, () => {
    if (existsSync(target)) {
      return fail('project-exists', `There is a file named "${basename(target)}" already.`, 'Choose another name.')
    }
    writeCopy(file.db, target)
    return ok(null)
  })
}

/** Puts the first records into a new project: itself, its codebook and its annotator. */
export function furnish(
  project: OpenProject,
  name: string,
  { id, name: person }: LocalAnnotator,
  codebook: Codebook = newsAttribution,
): Result<SaveReceipt> {
  const { clock } = project
  const record: Project = { kind: 'project', id: clock.newId(), name, description: '', createdAt: clock.now() }
  const annotator: Annotator = { kind: 'annotator', id, name: person, type: 'human' }
  const change = makeChange(clock.newId(), 'Create project', { added: [record, codebook, annotator] })
  return commit(project, change, 'system')
}

/** Takes whoever sits at this computer into the project's annotators, or their new name. */
export function welcome(project: OpenProject, { id, name }: LocalAnnotator): Result<null> {
  if (!project.file.writable) return ok(null)
  const known = guarded(project.file.path, () => ok(TABLES.annotator.find(project.file.db, id)))
  if (!known.ok) return known
  if (known.value?.name === name) return ok(null)
  const after: Annotator = { kind: 'annotator', id, name, type: known.value?.type ?? 'human' }
  const parts = known.value ? { updated: [[known.value, after] as const] } : { added: [after] }
  const title = known.value ? 'Rename annotator' : 'Add annotator'
  const saved = commit(project, makeChange(project.clock.newId(), title, parts), 'system')
  return saved.ok ? ok(null) : saved
}

/** A change of the log: a step of undo that was too large to be handed over before. */
export const storedChange = ({ file }: OpenProject, id: string): Result<Change> =>
  guarded(file.path, () => {
    const sequence = logSequence(file.db, id)
    const entry = sequence === null ? null : findLogEntry(file.db, sequence)
    return entry
      ? ok(entry.change)
      : fail('not-found', 'This step is not in the project any more.', 'Reload the project and try again.', [id])
  })

/** All of the project but its texts and annotations. */
export function overviewOf({ file, annotator }: OpenProject): Result<ProjectOverview> {
  const { db, path } = file
  return guarded(path, () => {
    const project = currentProject(db)
    const codebook = currentCodebook(db)
    if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
    const entry = (change: Change | ChangeStub): HistoryEntry => ({
      change,
      article: 'stored' in change ? null : articleOf(change),
    })
    const history = readHistory(db, annotator, HISTORY_LIMIT, LARGEST_STEP)
    return ok({
      project,
      fileName: basename(path),
      folder: dirname(path),
      readOnly: file.writable ? null : file.reason,
      articles: [...TABLES.article.all(db)],
      codebook,
      annotators: [...TABLES.annotator.all(db)],
      entities: [...TABLES.entity.all(db)],
      annotator,
      counts: annotationCounts(db),
      history: { undo: history.undo.map(entry), redo: history.redo.map(entry) },
    })
  })
}

const noArticle = () =>
  fail('not-found', 'This article is not in the project.', 'Choose another one from the list of articles.')

export function openArticle({ file, bodies }: OpenProject, id: string): Result<OpenedArticle> {
  const { db, path } = file
  return guarded(path, () => {
    const article = TABLES.article.find(db, id)
    if (!article) return noArticle()
    const body = bodies.find(article.body)
    if (!body) throw new DamagedProject(`The text of the article "${article.title}" is missing.`)
    return ok({
      article,
      body,
      annotationCount: annotationCount(db, id),
      relations: [...relationsOf(db, id), ...relationsInto(db, id)],
      predictions: predictionsOf(db, id),
      rejections: rejectionsOf(db, id),
    })
  })
}

/** A stretch of an article's annotations, each checked against the text. */
export function annotationPage(project: OpenProject, id: string, after: number, limit: number): Result<AnnotationPage> {
  const { file, bodies } = project
  return guarded(file.path, () => {
    const article = TABLES.article.find(file.db, id)
    const text = article && bodies.find(article.body)?.text
    if (typeof text !== 'string') return noArticle()
    const annotations = annotationsFrom(file.db, id, after, limit)
    const problems = annotations.flatMap((annotation) => {
      const fragments = mismatchedFragments(annotation, text)
      return fragments.length > 0 ? [{ annotation: annotation.id, fragments }] : []
    })
    const next = annotations.length < limit ? null : after + limit
    return ok({ annotations, problems, next })
  })
}
