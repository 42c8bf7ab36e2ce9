import { sha256 } from '../../../files/sha256.ts'
import { numberColumn, textColumn } from '../columns.ts'
import { query, type WriteHandle } from '../sqlite.ts'
import type { Migration } from './migration.ts'

/**
 * What is needed once a project has copies and several people: relations know the article they belong to, a line of the
 * log knows the file that wrote it and the line before it, each annotator has their own steps of undo, and a codebook is
 * known by its content, because two copies may both have made a version of the same number.
 */
export const copies: Migration = {
  version: 6,
  sql: `
CREATE TABLE replicas (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;

CREATE TABLE relations_of_articles (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  source TEXT NOT NULL REFERENCES annotations (id) DEFERRABLE INITIALLY DEFERRED,
  target_annotation TEXT REFERENCES annotations (id) DEFERRABLE INITIALLY DEFERRED,
  target_entity TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
  attributes TEXT NOT NULL,
  annotator TEXT NOT NULL REFERENCES annotators (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((target_annotation IS NULL) <> (target_entity IS NULL))
) STRICT;
INSERT INTO relations_of_articles
  SELECT relations.id, annotations.article, role, source, target_annotation, target_entity, relations.attributes,
    relations.annotator, relations.created_at, relations.updated_at
  FROM relations JOIN annotations ON annotations.id = relations.source;
DROP TABLE relations;
ALTER TABLE relations_of_articles RENAME TO relations;
CREATE INDEX relations_of_article ON relations (article, id);
CREATE INDEX relations_by_source ON relations (source);
CREATE INDEX relations_by_target_annotation ON relations (target_annotation) WHERE target_annotation IS NOT NULL;
CREATE INDEX relations_by_target_entity ON relations (target_entity) WHERE target_entity IS NOT NULL;
CREATE INDEX relations_by_annotator ON relations (annotator);

ALTER TABLE change_log ADD COLUMN replica TEXT;
ALTER TABLE change_log ADD COLUMN parent TEXT;

ALTER TABLE history ADD COLUMN annotator TEXT;
UPDATE history SET annotator = (SELECT annotator FROM change_log WHERE change_log.sequence = history.sequence);
DROP INDEX history_by_side;
CREATE INDEX history_by_side ON history (annotator, undone, sequence);

CREATE TABLE codebooks_by_content (
  sha256 TEXT PRIMARY KEY,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  content TEXT NOT NULL
) STRICT;
`,
  run(db) {
    rewriteCodebooks(db)
    rewriteLog(db)
  },
  after: `
DROP TABLE codebooks;
ALTER TABLE codebooks_by_content RENAME TO codebooks;
`,
}

const codebooks = query('migrate-codebooks', 'SELECT id, version, current, content FROM codebooks ORDER BY id, version')
const keepCodebook = query(
  'migrate-codebook',
  `INSERT INTO codebooks_by_content (sha256, id, version, current, content) VALUES (?, ?, ?, ?, ?)
   ON CONFLICT (sha256) DO UPDATE SET current = max(current, excluded.current)`,
)

function rewriteCodebooks(db: WriteHandle): void {
  for (const row of db.all(codebooks)) {
    const content = textColumn(row, 'content')
    const { version, current } = { version: numberColumn(row, 'version'), current: numberColumn(row, 'current') }
    db.run(keepCodebook, sha256(content), textColumn(row, 'id'), version, current, content)
  }
}

const lines = query('migrate-lines', 'SELECT sequence FROM change_log ORDER BY sequence')
const linesWithRelations = query(
  'migrate-lines-with-relations',
  `SELECT sequence FROM change_log WHERE instr(payload, '"kind":"relation"') > 0 ORDER BY sequence`,
)
const payloadOf = query('migrate-payload', 'SELECT change_id, payload FROM change_log WHERE sequence = ?')
const writePayload = query('migrate-write-payload', 'UPDATE change_log SET payload = ? WHERE sequence = ?')
const articleOf = query('migrate-article', 'SELECT article FROM annotations WHERE id = ?')
const chain = query('migrate-chain', 'UPDATE change_log SET replica = ?, parent = ? WHERE sequence = ?')
const firstLine = query('migrate-first-line', 'SELECT change_id, at FROM change_log ORDER BY sequence LIMIT 1')
const addReplica = query('migrate-replica', "INSERT INTO replicas (id, file, since) VALUES (?, '', ?)")

type Json = Record<string, unknown>
type OldChange = { readonly added: Json[]; readonly removed: Json[]; readonly updated: (readonly [Json, Json])[] }

/** The change of a line; null where it cannot be read: such a line stays as it is, for the doctor to name. */
function changeIn(db: WriteHandle, sequence: number): OldChange | null {
  try {
    const change = JSON.parse(textColumn(db.get(payloadOf, sequence) ?? {}, 'payload')) as Partial<OldChange> | null
    const { added, removed, updated } = change ?? {}
    const isWhole = Array.isArray(added) && Array.isArray(removed) && Array.isArray(updated)
    return isWhole && recordsOf(change as OldChange).every((record) => isObject(record)) ? (change as OldChange) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

const recordsOf = ({ added, removed, updated }: OldChange): Json[] => [...added, ...removed, ...updated.flat()]

/** Gives relations in the log their article, and each line the file and the line before it. */
function rewriteLog(db: WriteHandle): void {
  const homes = homesOf(db)
  for (const row of db.all(linesWithRelations)) {
    const sequence = numberColumn(row, 'sequence')
    const change = changeIn(db, sequence)
    if (!change) continue
    for (const record of recordsOf(change)) {
      if (record['kind'] === 'relation') record['article'] = homes(String(record['source']))
    }
    db.run(writePayload, JSON.stringify(change), sequence)
  }
  const first = db.get(firstLine)
  if (!first) return
  // All that was written before came from one file, whichever it was: its first change names it.
  const replica = `before-${textColumn(first, 'change_id')}`
  db.run(addReplica, replica, textColumn(first, 'at'))
  let parent: string | null = null
  for (const row of db.all(lines)) {
    const sequence = numberColumn(row, 'sequence')
    db.run(chain, replica, parent, sequence)
    parent = textColumn(db.get(payloadOf, sequence) ?? {}, 'change_id')
  }
}

/** The article of an annotation, which may have been removed since: then the log is looked through, once. */
function homesOf(db: WriteHandle): (annotation: string) => string {
  let removed: Map<string, string> | null = null
  const fromLog = (): Map<string, string> => {
    const found = new Map<string, string>()
    for (const row of db.all(lines)) {
      const change = changeIn(db, numberColumn(row, 'sequence'))
      for (const record of change ? recordsOf(change) : []) {
        if (record['kind'] === 'annotation') found.set(String(record['id']), String(record['article']))
      }
    }
    return found
  }
  return (annotation) => {
    const row = db.get(articleOf, annotation)
    if (row) return textColumn(row, 'article')
    removed ??= fromLog()
    return removed.get(annotation) ?? 'unknown'
  }
}
