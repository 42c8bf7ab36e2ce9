import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { ProjectStore } from '../project-store.ts'
import { readOnlyFailure } from '../refusals.ts'
import { annotationCount, annotationCounts, annotationsFrom, typesAt } from './annotations.ts'
import { articleWithText } from './articles.ts'
import { saveBatch, undoOrRedoBatch } from './batch.ts'
import { findLogEntry, logSequence, readLog } from './change-log.ts'
import { annotationsWithParts, codebookUsage, relationsWithRoles } from './codebook-usage.ts'
import { adoptSteps, readHistory } from './history.ts'
import { countMentions, countRelationsToEntities, mentionsFrom, mentionsOf } from './mentions.ts'
import { writeCopy } from './migrate.ts'
import { predictionsOf } from './predictions.ts'
import { isStillThere, type ProjectFile } from './project-file.ts'
import { rejectionsOf } from './rejections.ts'
import { relationsAtEntity, relationsInto, relationsOf } from './relations.ts'
import { saveChange } from './save-change.ts'
import type { WriteHandle } from './sqlite.ts'
import { guarded } from './store-failure.ts'
import { currentCodebook, TABLES } from './tables.ts'
import { createBodyCache, findOriginal, textOfArticle, withTexts } from './texts.ts'
import { foldIn } from './write-ahead-log.ts'

const goneFailure = (path: string) =>
  fail(
    'not-found',
    `The project file "${basename(path)}" is not where it was: it was moved, renamed, deleted or replaced while it is open.`,
    `Put it back into "${dirname(path)}" under this name, then try again; or use "Save a copy…".`,
  )

/** The store over an open project file. */
export function createSqliteStore(file: ProjectFile): ProjectStore {
  const { db, path } = file
  const bodies = createBodyCache(db)

  /**
   * Refuses where the project is open for reading only, and where its file has gone or another one has its name: on most
   * systems a deleted file can still be written to, and that would be lost.
   */
  const writing = <T>(work: (handle: WriteHandle) => Result<T>): Result<T> => {
    if (!file.writable) return readOnlyFailure(file.reason)
    if (!isStillThere(file)) return goneFailure(path)
    return guarded(path, () => work(file.db))
  }

  return {
    path,
    readOnly: file.writable ? null : file.reason,
    attempt: (work) => guarded(path, work),
    find: (kind, id) => TABLES[kind].find(db, id),
    all: (kind) => TABLES[kind].all(db),
    codebook: () => currentCodebook(db) ?? null,
    body: (id) => bodies.find(id),
    textOf: (article) => textOfArticle(db, article),
    original: (sha256) => findOriginal(db, sha256),
    articleWithText: (hash) => articleWithText(db, hash),
    annotationCount: (article) => annotationCount(db, article),
    annotationCounts: () => annotationCounts(db),
    annotationsFrom: (article, offset, limit) => annotationsFrom(db, article, offset, limit),
    typesAt: (article, span) => typesAt(db, article, span),
    relationsOf: (article) => [...relationsOf(db, article), ...relationsInto(db, article)],
    predictionsOf: (article) => predictionsOf(db, article),
    rejectionsOf: (article) => rejectionsOf(db, article),
    mentionsFrom: (entity, attributes, offset, limit) => mentionsFrom(db, entity, attributes, offset, limit),
    mentionsOf: (entities, attributes) => mentionsOf(db, entities, attributes),
    relationsToEntity: (id) =>
      relationsAtEntity(db, id).flatMap((relation) => TABLES.relation.find(db, relation) ?? []),
    countMentions: (attributes) => countMentions(db, attributes),
    countRelationsToEntities: () => countRelationsToEntities(db),
    codebookUsage: (valuesOf) => codebookUsage(db, valuesOf),
    annotationsWithParts: (...page) => annotationsWithParts(db, ...page),
    relationsWithRoles: (...page) => relationsWithRoles(db, ...page),
    history: (annotator, limit, largest) => readHistory(db, annotator, limit, largest),
    adoptSteps: (of, by) => writing((handle) => adoptSteps(handle, of, by)),
    entry(changeId) {
      const sequence = logSequence(db, changeId)
      return sequence === null ? null : findLogEntry(db, sequence)
    },
    *since(sequence) {
      for (const entry of readLog(db, sequence)) yield { ...entry, change: withTexts(db, entry.change) }
    },
    commit: (change, from, originals) => writing((handle) => saveChange(handle, bodies, change, from, originals)),
    commitAll: (steps, from, interrupt) => writing((handle) => saveBatch(handle, bodies, steps, from, interrupt)),
    undoOrRedoAll: (direction, id, from, newId, tell) =>
      writing((handle) => undoOrRedoBatch(handle, bodies, direction, id, from, newId, tell)),
    saveCopy: (target) =>
      guarded(target, () => {
        if (existsSync(target)) {
          return fail('project-exists', `There is a file named "${basename(target)}" already.`, 'Choose another name.')
        }
        writeCopy(db, target)
        return ok(null)
      }),
    tidy() {
      if (file.writable) foldIn(file.db)
    },
    close: () => file.close(),
  }
}
