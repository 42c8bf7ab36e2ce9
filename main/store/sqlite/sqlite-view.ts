import { countOf } from '../../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import type { RecordView } from '../../../model/change/view.ts'
import { entityAttributeIds } from '../../../model/entities/mentions.ts'
import type { CheckedProject } from '../check-delta.ts'
import { annotationCount, annotationsOf } from './annotations.ts'
import { mentionsFrom } from './mentions.ts'
import { predictionCount, predictionsOf } from './predictions.ts'
import { rejectionCount, rejectionsOf } from './rejections.ts'
import { relationCount, relationsAtAnnotation, relationsAtEntity } from './relations.ts'
import type { ReadHandle } from './sqlite.ts'
import { currentCodebook, findRecord, TABLES } from './tables.ts'
import type { BodyCache } from './texts.ts'

function* placedIn(db: ReadHandle, article: string): Iterable<ProjectRecord> {
  yield* annotationsOf(db, article)
  yield* predictionsOf(db, article)
  yield* rejectionsOf(db, article)
}

/** What is stored, for applying a change to it. */
export const viewOfStore = (db: ReadHandle): RecordView => ({
  find: (record) => findRecord(db, record) ?? 'absent',
  placedIn: (article) => placedIn(db, article),
})

/** What is stored, for checking what a change has made of it. */
export const checkedStore = (db: ReadHandle, bodies: BodyCache): CheckedProject => ({
  find: <K extends RecordKind>(kind: K, id: string): RecordOf<K> | null => TABLES[kind].find(db, id),
  codebook: () => currentCodebook(db),
  textOf: (body) => bodies.find(body)?.body.text ?? null,
  relationsAt: (annotation) => relationsAtAnnotation(db, annotation),
  placedIn: (article) => placedIn(db, article),
  usersOf: (record) => usersOf(db, record),
})

/** Records that still need a removed one: ids, or how many there are of each kind. */
function usersOf(db: ReadHandle, record: ProjectRecord): string[] {
  if (record.kind === 'annotation') return relationsAtAnnotation(db, record.id)
  if (record.kind === 'entity') return [...relationsAtEntity(db, record.id), ...someMentions(db, record.id)]
  if (record.kind !== 'article') return []
  const counts: readonly (readonly [RecordKind, number])[] = [
    ['annotation', annotationCount(db, record.id)],
    ['relation', relationCount(db, record.id)],
    ['prediction', predictionCount(db, record.id)],
    ['rejection', rejectionCount(db, record.id)],
  ]
  return counts.flatMap(([kind, count]) => (count > 0 ? [countOf(kind, count)] : []))
}

/** Some of the annotations that mention an entity: enough to name, without reading thousands. */
function someMentions(db: ReadHandle, entity: string): string[] {
  const codebook = currentCodebook(db)
  return codebook ? mentionsFrom(db, entity, entityAttributeIds(codebook), 0, 20).items.map(({ id }) => id) : []
}
