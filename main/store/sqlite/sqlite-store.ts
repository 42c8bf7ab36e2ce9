import { existsSync } from 'node:fs'
import type { Result } from '../../../model/value/result.ts'
import type { ProjectStore } from '../project-store.ts'
import { readOnlyFailure } from '../refusals.ts'
import { annotationCount, annotationCounts, annotationsFrom, typesAt } from './annotations.ts'
import { articleWithText } from './articles.ts'
import { saveBatch, undoOrRedoBatch } from './batch.ts'
import { findLogEntry, logSequence, readLog } from './change-log.ts'
import { collecting } from './damage.ts'
import { annotationsWithParts, codebookUsage, relationsWithRoles } from './codebook-usage.ts'
import { adoptSteps, readHistory } from './history.ts'
import { countMentions, countRelationsToEntities, mentionsFrom, mentionsOf } from './mentions.ts'
import { takenName, writeCopy } from './life/finish-file.ts'
import { checkCopy } from './life/check-copy.ts'
import { predictionsOf } from './predictions.ts'
import type { ProjectFile } from './project-file.ts'
import { projectState } from './project-state.ts'
import { rejectionsOf } from './rejections.ts'
import { relationsAtEntity, relationsInto, relationsOf } from './relations.ts'
import { saveChange } from './save-change.ts'
import type { WriteHandle } from './sqlite.ts'
import { guarded } from './store-failure.ts'
import { currentCodebook, TABLES } from './tables.ts'
import { bodyOfArticle, createBodyCache, findOriginal, textOfArticle, withTexts } from './texts.ts'

/** The store over an open project file. */
export function createSqliteStore(file: ProjectFile): ProjectStore {
  const { db, path } = file
  const bodies = createBodyCache(db)

  /**
   * Refuses where the project is open for reading only, and where its file is not what was saved to it any more: a deleted
   * file can still be written to, and that would be lost. What another program does meanwhile is noticed before the save is
   * acknowledged.
   */
  const writing = <T>(work: (handle: WriteHandle) => Result<T>): Result<T> => {
    if (!file.writable) return readOnlyFailure(file.reason)
    const { guard, db: handle } = file
    return guarded(path, () => {
      const refused = guard.before()
      if (refused) return refused
      const done = work(handle)
      return done.ok ? (guard.after() ?? done) : done
    })
  }

  return {
    path,
    readOnly: file.writable ? null : file.reason,
    attempt: (work) => guarded(path, () => collecting(db, work)),
    state: () => projectState(db),
    find: (kind, id) => TABLES[kind].find(db, id),
    all: (kind) => TABLES[kind].all(db),
    codebook: () => currentCodebook(db),
    bodyOf: (article) => bodyOfArticle(db, article, bodies.find),
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
        const taken = takenName(target, existsSync(target))
        return taken ?? writeCopy(db, target, (copy) => checkCopy(file, copy))
      }),
    tidy() {
      if (file.writable) file.guard.tidy()
    },
    close: () => file.close(),
  }
}
