import type { Migration } from './migration.ts'

/** The first schema. Texts and original bytes are found by their hash and never deleted: removing has a way back. */
export const firstSchema: Migration = {
  version: 1,
  sql: `
CREATE TABLE project (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE annotators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('human', 'model'))
) STRICT;

CREATE TABLE codebooks (
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  content TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  aliases TEXT NOT NULL,
  wikidata TEXT,
  attributes TEXT NOT NULL
) STRICT;

CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE bodies (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  blocks TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  language TEXT,
  metadata TEXT NOT NULL,
  original TEXT NOT NULL REFERENCES originals (sha256) DEFERRABLE INITIALLY DEFERRED,
  source TEXT NOT NULL,
  body TEXT NOT NULL REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
  text_sha256 TEXT NOT NULL,
  text_length INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('new', 'in-progress', 'done')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_text ON articles (text_sha256);

CREATE TABLE annotations (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  fragments TEXT NOT NULL,
  attributes TEXT NOT NULL,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  note TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'final', 'disputed')),
  annotator TEXT NOT NULL REFERENCES annotators (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  provenance TEXT NOT NULL CHECK (provenance IN ('manual', 'suggested', 'imported')),
  codebook_version INTEGER NOT NULL,
  CHECK (start < "end" OR (start = -1 AND "end" = -1))
) STRICT;
CREATE INDEX annotations_in_reading_order ON annotations (article, start, "end" DESC, id);
CREATE INDEX annotations_by_type ON annotations (article, type);
CREATE INDEX annotations_by_annotator ON annotations (annotator);

CREATE TABLE relations (
  id TEXT PRIMARY KEY,
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
CREATE INDEX relations_by_source ON relations (source);
CREATE INDEX relations_by_target_annotation ON relations (target_annotation) WHERE target_annotation IS NOT NULL;
CREATE INDEX relations_by_target_entity ON relations (target_entity) WHERE target_entity IS NOT NULL;
CREATE INDEX relations_by_annotator ON relations (annotator);

CREATE TABLE change_log (
  sequence INTEGER PRIMARY KEY,
  change_id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('user', 'undo', 'redo', 'import', 'system')),
  change_of TEXT REFERENCES change_log (change_id),
  annotator TEXT NOT NULL,
  at TEXT NOT NULL,
  title TEXT NOT NULL,
  payload TEXT NOT NULL,
  CHECK ((change_of IS NOT NULL) = (origin IN ('undo', 'redo')))
) STRICT;

CREATE TABLE history (
  sequence INTEGER PRIMARY KEY REFERENCES change_log (sequence) DEFERRABLE INITIALLY DEFERRED,
  undone INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX history_by_side ON history (undone, sequence);
`,
}
