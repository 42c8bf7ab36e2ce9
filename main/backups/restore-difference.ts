import type { Change } from '../../model/change/change.ts'
import { makeChange } from '../../model/change/change.ts'
import { collectSteps, type RecordSteps } from '../../model/past/difference.ts'
import { findType } from '../../model/record/codebook.ts'
import { homeOf, referencesOf } from '../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind } from '../../model/record/project.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import { createSpool } from '../store/spool.ts'
import { openSnapshot } from '../store/sqlite/project-file.ts'
import { relationsAtAnnotation } from '../store/sqlite/relations.ts'
import type { ReadHandle } from '../store/sqlite/sqlite.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import { currentCodebook, findRecord, TABLES } from '../store/sqlite/tables.ts'
import { findBody } from '../store/sqlite/texts.ts'

/** What is to be restored: an article, or everything where it is null. */
export interface RestoreOrder {
  /** The project as it is now, and a file in which it is as it was then. */
  readonly present: string
  readonly past: string
  readonly article: string | null
  /** What the step of undo is called. */
  readonly title: string
  /** Id of the change. */
  readonly id: string
  /** File that what is to be saved is written to. */
  readonly spool: string
}

/** Annotators stay: who has worked on a project is no state of it. */
const RESTORED: readonly RecordKind[] = [
  'project',
  'codebook',
  'entity',
  'article',
  'annotation',
  'relation',
  'prediction',
  'rejection',
]
const IN_ARTICLE: readonly RecordKind[] = ['annotation', 'relation', 'prediction', 'rejection']

function* recordsOf(db: ReadHandle, article: string | null): Iterable<ProjectRecord> {
  if (article === null) {
    for (const kind of RESTORED) yield* TABLES[kind].all(db) as Iterable<ProjectRecord>
    return
  }
  const own = TABLES.article.find(db, article)
  if (own) yield own
  for (const kind of IN_ARTICLE) {
    for (const record of TABLES[kind].all(db) as Iterable<ProjectRecord>) if (homeOf(record) === article) yield record
  }
}

/** Finds out what restoring changes, and writes it to a spool as one step. Nothing is saved yet. */
export function prepareRestore(order: RestoreOrder): Result<RecordSteps> {
  const now = openSnapshot(order.present)
  if (!now.ok) return now
  const then = openSnapshot(order.past)
  return guarded(order.present, () => {
    try {
      if (!then.ok) return then
      now.value.freeze()
      const steps = stepsBetween(now.value, then.value, order.article)
      const misfit = order.article === null ? null : unknownType(now.value, steps)
      if (misfit !== null) return codebookChanged(misfit)
      writeSpool(order, makeChange(order.id, order.title, steps), now.value, then.value)
      return ok(steps)
    } finally {
      now.value.close()
      if (then.ok) then.value.close()
    }
  })
}

function stepsBetween(now: ReadHandle, then: ReadHandle, article: string | null): RecordSteps {
  const { step, steps } = collectSteps()
  for (const before of recordsOf(now, article)) step(before, findRecord(then, before))
  for (const after of recordsOf(then, article)) if (!findRecord(now, after)) step(null, after)
  if (article === null) return withAnnotators(now, then, steps())
  return withRelated(now, then, article, steps())
}

/** Annotators that records of then need and that are not there now, as in a backup of another copy. */
function withAnnotators(now: ReadHandle, then: ReadHandle, steps: RecordSteps): RecordSteps {
  const missing = [...TABLES.annotator.all(then)].filter(({ id }) => !TABLES.annotator.find(now, id))
  return { ...steps, added: [...missing, ...steps.added] }
}

/** What lies outside the article and has to go with it: entities it mentions, links from elsewhere to what goes. */
function withRelated(now: ReadHandle, then: ReadHandle, article: string, steps: RecordSteps): RecordSteps {
  const codebook = currentCodebook(now) ?? null
  const needed = new Map<string, ProjectRecord>()
  for (const record of [...steps.added, ...steps.updated.map(([, after]) => after)]) {
    for (const { kind, id } of referencesOf(record, codebook)) {
      if (kind !== 'entity' && kind !== 'annotator') continue
      const found = TABLES[kind].find(now, id) ? null : TABLES[kind].find(then, id)
      if (found) needed.set(`${kind}:${id}`, found)
    }
  }
  const links = new Map<string, ProjectRecord>()
  for (const record of steps.removed) {
    if (record.kind !== 'annotation') continue
    for (const id of relationsAtAnnotation(now, record.id)) {
      const relation = TABLES.relation.find(now, id)
      if (relation && relation.article !== article) links.set(id, relation)
    }
  }
  return { ...steps, added: [...needed.values(), ...steps.added], removed: [...links.values(), ...steps.removed] }
}

/** A type that annotations of then have and the codebook of now does not know; null where there is none. */
function unknownType(now: ReadHandle, { added, updated }: RecordSteps): string | null {
  const codebook = currentCodebook(now)
  const records = [...added, ...updated.map(([, after]) => after)]
  const misfit = records.find((record) => record.kind === 'annotation' && codebook && !findType(codebook, record.type))
  return misfit?.kind === 'annotation' ? misfit.type : null
}

const codebookChanged = (type: string) =>
  fail(
    'conflict',
    `The article had annotations of the type "${type}" then, which the codebook does not have any more.`,
    'Restore everything as it was then, or save a copy of it under a new name.',
  )

/** Texts that the project does not have, then the change. */
function writeSpool({ spool }: RestoreOrder, change: Change, now: ReadHandle, then: ReadHandle): void {
  const writer = createSpool(spool)
  try {
    for (const record of [...change.added, ...change.updated.map(([, after]) => after)]) {
      if (record.kind !== 'article' || findBody(now, record.body)) continue
      const body = findBody(then, record.body)
      if (body) writer.write({ kind: 'text', body })
    }
    writer.write({ kind: 'change', change })
  } finally {
    writer.close()
  }
}
