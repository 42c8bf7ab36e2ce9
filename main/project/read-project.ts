import { basename, dirname } from 'node:path'
import { articleOf, type Change } from '../../model/change/change.ts'
import type { ChangeStub, HistoryEntry } from '../../model/change/history-entry.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import { mismatchedFragments } from '../../model/record/annotation.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { AnnotationPage, OpenedArticle } from '../../model/annotation/opened-article.ts'
import { DamagedProject } from '../store/damaged-project.ts'
import type { OpenProject } from './open-project.ts'

/** Steps of undo that a window is given; the change log keeps everything. */
export const HISTORY_LIMIT = 200

/** Bytes of a step that a window is given at once; of a larger one it is told the title, until it is undone. */
const LARGEST_STEP = 1_000_000

/** A change of the log: a step of undo that was too large to be handed over before. */
export const storedChange = ({ store }: OpenProject, id: string): Result<Change> =>
  store.attempt(() => {
    const entry = store.entry(id)
    return entry
      ? ok(entry.change)
      : fail('not-found', 'This step is not in the project any more.', 'Reload the project and try again.', [id])
  })

/** Nothing works without these. */
export const NO_PROJECT = 'The project record, or every codebook, is missing or cannot be read.'

/** All of the project but its texts and annotations. */
export function overviewOf({ store, annotator }: OpenProject): Result<ProjectOverview> {
  return store.attempt((damage) => {
    const [project] = store.all('project')
    const codebook = store.codebook()
    if (!project || !codebook) throw new DamagedProject(NO_PROJECT)
    const entry = (change: Change | ChangeStub): HistoryEntry => ({
      change,
      article: 'stored' in change ? null : articleOf(change),
    })
    const history = store.history(annotator, HISTORY_LIMIT, LARGEST_STEP)
    const records = {
      articles: [...store.all('article')],
      annotators: [...store.all('annotator')],
      entities: [...store.all('entity')],
    }
    return ok({
      project,
      fileName: basename(store.path),
      folder: dirname(store.path),
      readOnly: store.readOnly,
      codebook,
      ...records,
      annotator,
      damage: damage.items,
      counts: store.annotationCounts(),
      history: { undo: history.undo.map(entry), redo: history.redo.map(entry) },
    })
  })
}

const noArticle = () =>
  fail('not-found', 'This article is not in the project.', 'Choose another one from the list of articles.')

/** An article with its text and all that lies in it but the annotations, which come in pages. */
export function openArticle({ store }: OpenProject, id: string): Result<OpenedArticle> {
  return store.attempt((damage) => {
    const article = store.find('article', id)
    if (!article) return noArticle()
    const body = store.bodyOf(article)
    if (!body) throw new DamagedProject(`The text of the article "${article.title}" is missing.`)
    const records = {
      relations: store.relationsOf(id),
      predictions: store.predictionsOf(id),
      rejections: store.rejectionsOf(id),
    }
    return ok({ article, body, annotationCount: store.annotationCount(id), ...records, damage: damage.items })
  })
}

/** A stretch of an article's annotations, each checked against the text. */
export function annotationPage(
  { store }: OpenProject,
  id: string,
  after: number,
  limit: number,
): Result<AnnotationPage> {
  return store.attempt((damage) => {
    const article = store.find('article', id)
    const text = article && store.bodyOf(article)?.text
    if (typeof text !== 'string') return noArticle()
    const { items: annotations, next } = store.annotationsFrom(id, after, limit)
    const problems = annotations.flatMap((annotation) => {
      const fragments = mismatchedFragments(annotation, text)
      return fragments.length > 0 ? [{ annotation: annotation.id, fragments }] : []
    })
    return ok({ annotations, problems, next, damage: damage.items })
  })
}
