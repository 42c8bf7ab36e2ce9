import type { Codebook } from '../../model/record/codebook.ts'
import type { RecordKind } from '../../model/record/project.ts'
import { query, type ReadHandle } from '../store/sqlite/sqlite.ts'
import { currentCodebook, TABLES } from '../store/sqlite/tables.ts'
import type { ExaminedProject } from './check.ts'
import { createLoggedStates } from './reading/logged-states.ts'
import { idsOf, orNull } from './reading/texts.ts'

const annotationOf = query('doctor-annotation', 'SELECT type, article FROM annotations WHERE id = ?')
const annotationExists = query('doctor-annotation-exists', 'SELECT 1 AS found FROM annotations WHERE id = ?')
const bodyExists = query('doctor-body-exists', 'SELECT 1 AS found FROM bodies WHERE id = ?')

/** A project as checks see it. Ids of everything but annotations are held in memory, once they are asked for. */
export function examine(db: ReadHandle, now: string): ExaminedProject {
  const ids = new Map<RecordKind, Set<string>>()
  const idsOfKind = (kind: RecordKind): Set<string> => {
    let known = ids.get(kind)
    if (!known) {
      known = idsOf(db, TABLES[kind].name)
      ids.set(kind, known)
    }
    return known
  }
  let codebook: Codebook | null | undefined
  return {
    db,
    now,
    get codebook() {
      if (codebook === undefined) codebook = orNull(() => currentCodebook(db)) ?? null
      return codebook
    },
    has: (kind, id) =>
      kind === 'annotation' ? orNull(() => db.get(annotationExists, id)) != null : idsOfKind(kind).has(id),
    annotation(id) {
      const row = orNull(() => db.get(annotationOf, id))
      return row ? { type: String(row.type), article: String(row.article) } : null
    },
    hasBody: (id) => orNull(() => db.get(bodyExists, id)) != null,
    logged: createLoggedStates(),
  }
}
