import { onTestFinished } from 'vitest'
import { annotationsWithParts, codebookUsage, relationsWithRoles } from '../../main/project/codebook-use.ts'
import { entityMentions, entityPointers, entityUses } from '../../main/project/entity-uses.ts'
import { commit, type OpenProject, save, saveText } from '../../main/project/open-project.ts'
import { annotationPage, openArticle, overviewOf, storedChange } from '../../main/project/read-project.ts'
import { articleTexts, tagsAt } from '../../main/project/search-project.ts'
import { createLargeSaves } from '../../main/desks/large-saves.ts'
import { createProjectFile } from '../../main/store/sqlite/life/create-file.ts'
import { IN_MEMORY } from '../../main/store/sqlite/project-file.ts'
import { createSqliteStore } from '../../main/store/sqlite/sqlite-store.ts'
import { makeChange } from '../../model/change/change.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import type { Entity } from '../../model/record/entity.ts'
import type { Relation, RelationTarget } from '../../model/record/relation.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Packed } from '../../preload/contract/contract.ts'
import { createSession, type Session } from '../../renderer/session/project/session.ts'
import type { SessionPort } from '../../renderer/session/project/session-port.ts'
import { ANNOTATOR, NOW, type TaggedArticle } from './article.ts'
import { valueOf } from './result.ts'

/* A session over a real project: SQLite in memory, and the functions of the project service. */

export const ADA = ANNOTATOR
export const BEN = 'annotator-0002'

/** Ids that sort in the order in which they were made, in all projects of a test file. */
let made = 0
export const nextId = (): string => `id-${String(made++).padStart(8, '0')}`

const CLOCK = { now: () => NOW, newId: nextId }

/** A value as it arrives on the other side of a message. */
const crossed = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const pack = <T>(result: Result<T>): Result<Packed<T>> =>
  result.ok ? ok({ json: JSON.stringify(result.value) }) : result

const noBatch = () => Promise.resolve(fail('not-found', 'There is no such step.', 'Try another one.'))

/** Answers a session's requests from a project, each in a later task as a message would. */
export function workbenchOf(project: OpenProject): SessionPort['workbench'] {
  const later = <T>(answer: () => T): Promise<T> => Promise.resolve().then(() => crossed(answer()))
  const savePart = createLargeSaves((json, as) => later(() => saveText(project, json, as)))
  return {
    openArticle: (id) => later(() => pack(openArticle(project, id))),
    annotationPage: (id, after, limit) => later(() => pack(annotationPage(project, id, after, limit))),
    save: (request) => later(() => save(project, crossed(request))),
    savePart: (part) => savePart(part),
    storedChange: (id) => later(() => pack(storedChange(project, id))),
    reportUnsaved: () => Promise.resolve(ok(null)),
    articleTexts: (ids) => later(() => articleTexts(project, ids)),
    tagsAt: (places) => later(() => tagsAt(project, places)),
    entityUses: () => later(() => entityUses(project)),
    entityMentions: (id, after, limit) => later(() => entityMentions(project, id, after, limit)),
    entityPointers: (ids) => later(() => pack(entityPointers(project, ids))),
    undoBatch: noBatch,
    redoBatch: noBatch,
  }
}

/** What saving a codebook asks of a project. */
export const codebookPortOf = (project: OpenProject) => ({
  codebookUsage: (...args: Parameters<typeof codebookUsage> extends [unknown, ...infer Rest] ? Rest : never) =>
    Promise.resolve(codebookUsage(project, ...args)),
  annotationsWithParts: (
    ...args: Parameters<typeof annotationsWithParts> extends [unknown, ...infer Rest] ? Rest : never
  ) => Promise.resolve(pack(annotationsWithParts(project, ...args))),
  relationsWithRoles: (
    ...args: Parameters<typeof relationsWithRoles> extends [unknown, ...infer Rest] ? Rest : never
  ) => Promise.resolve(pack(relationsWithRoles(project, ...args))),
})

export interface StoredProject {
  /** The project as an annotator has it open. */
  as(annotator: string): OpenProject
  /** Opens a session for an annotator; `replace` puts own answers in the place of the project's. */
  session(annotator?: string, replace?: Partial<SessionPort['workbench']>): Session
  /** Changes the project behind the back of every session. */
  changeElsewhere(parts: Parameters<typeof makeChange>[2]): void
}

/** A project with two annotators, Ada and Ben, and articles with what is tagged in them and other records. */
export function storedProject(
  articles: readonly TaggedArticle[],
  records: readonly ProjectRecord[] = [],
): StoredProject {
  const store = createSqliteStore(valueOf(createProjectFile(IN_MEMORY, { now: NOW })))
  onTestFinished(() => void store.close())
  const as = (annotator: string): OpenProject => ({ store, annotator, clock: CLOCK })
  const changeElsewhere: StoredProject['changeElsewhere'] = (parts) =>
    void valueOf(commit(as(ADA), makeChange(nextId(), 'Elsewhere', parts), 'system'))
  changeElsewhere({
    added: [
      { kind: 'project', id: 'project-0001', name: 'Press review', description: '', createdAt: NOW },
      { kind: 'annotator', id: ADA, name: 'Ada', type: 'human' },
      { kind: 'annotator', id: BEN, name: 'Ben', type: 'human' },
      newsAttribution,
      ...articles.map(({ article }) => article),
      ...articles.flatMap(({ annotations }) => Object.values(annotations)),
      ...records,
    ],
    texts: articles.map(({ body }) => body),
  })
  return {
    as,
    changeElsewhere,
    session(annotator = ADA, replace = {}) {
      const project = as(annotator)
      const workbench = { ...workbenchOf(project), ...replace }
      return createSession(valueOf(overviewOf(project)), { workbench, ...CLOCK })
    },
  }
}

/** A relation that an annotation begins. */
export const relationOf = (
  id: string,
  source: Pick<Annotation, 'id' | 'article'>,
  role: string,
  target: RelationTarget,
  annotator = ADA,
): Relation => ({
  kind: 'relation',
  id,
  article: source.article,
  role,
  source: source.id,
  target,
  attributes: {},
  annotator,
  createdAt: NOW,
  updatedAt: NOW,
})

/** A person of the project. */
export const personOf = (id: string, name: string): Entity => ({
  kind: 'entity',
  id,
  name,
  type: 'person',
  aliases: [],
  wikidata: null,
  attributes: {},
})
