import { hull } from '../../../model/record/annotation.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import { codebookSchema } from '../../../model/record/schemas.ts'
import { sha256 } from '../../files/sha256.ts'
import { DamagedProject } from '../damaged-project.ts'
import { decodeStored, numberColumn, parseStored, textColumn } from './columns.ts'
import { damageOf, readPast } from './damage.ts'
import { recordTable, type RecordTable } from './record-table.ts'
import { query, type ReadHandle, type Row, type WriteHandle } from './sqlite.ts'
import { hasOriginal } from './texts.ts'

const projects = recordTable('project', 'project')
const annotators = recordTable('annotator', 'annotators')
const entities = recordTable('entity', 'entities')
const relations = recordTable('relation', 'relations')
const predictions = recordTable('prediction', 'predictions')
const rejections = recordTable('rejection', 'rejections')

const articles = recordTable('article', 'articles', {
  names: ['original'],
  // Of an article from a dataset there may be no more than the text; its source still says what it was read from.
  values: (db, { source, textSha256 }) => [hasOriginal(db, source.sha256) ? source.sha256 : textSha256],
})

const annotations = recordTable('annotation', 'annotations', {
  names: ['start', '"end"'],
  values(_db, annotation) {
    const { start, end } = hull(annotation)
    return [start, end]
  },
})

// The one in use; behind it what stands in for it where the file is damaged.
const newestCodebooks = query(
  'newest-codebooks',
  'SELECT rowid AS place, id, current FROM codebooks ORDER BY current DESC, version DESC, rowid DESC',
)
const findCodebook = query('find-codebook', 'SELECT sha256, content FROM codebooks WHERE rowid = ?')
// A version that comes back (undo, redo) takes its old row again, so that each is there once.
const insertCodebook = query(
  'insert-codebook',
  `INSERT INTO codebooks (sha256, id, version, current, content) VALUES (?, ?, ?, 1, ?)
   ON CONFLICT (sha256) DO UPDATE SET current = 1`,
)
const retireCodebook = query('retire-codebook', 'UPDATE codebooks SET current = 0 WHERE id = ? AND current = 1')

const codebookOf = (row: Row): Codebook =>
  decodeStored(codebookSchema, parseStored(textColumn(row, 'content'), 'content'), 'The codebook')

/** The codebook of a row, proved by its hash. Throws DamagedProject. */
function provenCodebook(row: Row): Codebook {
  if (sha256(textColumn(row, 'content')) !== row.sha256) throw new DamagedProject('A codebook has been altered.')
  return codebookOf(row)
}

/**
 * The codebook in use. Where several are marked as that, the newest; where none is that can be read, the newest version
 * of all that can be: annotations need one.
 */
function usedCodebook(db: ReadHandle): Codebook | null {
  const rows = db.all(newestCodebooks)
  const marked = rows.filter(({ current }) => current === 1)
  for (const row of rows) {
    const about = { kind: 'codebook' as const, id: String(row.id), article: null }
    const codebook = readPast(
      db,
      () => about,
      () => provenCodebook(db.get(findCodebook, numberColumn(row, 'place')) ?? {}),
    )
    if (!codebook) continue
    if (marked.length !== 1 || marked[0] !== row) {
      const why = `${marked.length} codebooks are marked as the one in use; version ${codebook.version} is used.`
      damageOf(db).add({ kind: 'codebooks', id: codebook.id, article: null, why })
    }
    return codebook
  }
  return null
}

/**
 * Every version of a codebook stays stored, because annotations name the version they were made with. Its key is its
 * content: two copies of a project may both have made a third version, and these are two.
 */
const codebooks: RecordTable<Codebook> = {
  name: 'codebooks',
  list: 'sha256, id, version, current, content',
  derived: { names: ['id', 'version'], values: (_db, { id, version }) => [id, version] },
  holds: (row) => row.current === 1,
  read: codebookOf,
  packed: null,
  find(db, id) {
    const used = usedCodebook(db)
    return used?.id === id ? used : null
  },
  *all(db) {
    const used = usedCodebook(db)
    if (used) yield used
  },
  insert(db, codebook) {
    const content = JSON.stringify(codebook)
    db.run(insertCodebook, sha256(content), codebook.id, codebook.version, content)
  },
  remove: (db, id) => db.run(retireCodebook, id),
}

/** The table of each kind of record. A kind added to the model does not compile until it has its line here. */
export const TABLES: { readonly [K in RecordKind]: RecordTable<RecordOf<K>> } = {
  project: projects,
  annotator: annotators,
  codebook: codebooks,
  entity: entities,
  article: articles,
  annotation: annotations,
  relation: relations,
  prediction: predictions,
  rejection: rejections,
}

// TypeScript cannot see that a record's own kind chooses a table that takes it.
const tableOf = (kind: RecordKind): RecordTable<ProjectRecord> => TABLES[kind]

/** The record as it is stored, or null. */
export const findRecord = (db: ReadHandle, { kind, id }: Pick<ProjectRecord, 'kind' | 'id'>): ProjectRecord | null =>
  tableOf(kind).find(db, id)

export const insertRecord = (db: WriteHandle, record: ProjectRecord): void => tableOf(record.kind).insert(db, record)

export const removeRecord = (db: WriteHandle, { kind, id }: Pick<ProjectRecord, 'kind' | 'id'>): number =>
  tableOf(kind).remove(db, id)

/** Everything that is stored, one by one. */
export function* allRecords(db: ReadHandle): IterableIterator<ProjectRecord> {
  for (const kind of Object.keys(TABLES) as RecordKind[]) yield* tableOf(kind).all(db)
}

/** The one record of the project and the codebook in use; undefined where the file is damaged. */
export const currentProject = (db: ReadHandle) => [...projects.all(db)][0]
export const currentCodebook = usedCodebook
