import type { Migration } from './migration.ts'

/** What programs elsewhere predicted and nobody has accepted, so that it is offered and not taken for an annotation. */
export const predictions: Migration = {
  version: 5,
  sql: `
CREATE TABLE predictions (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL,
  fragments TEXT NOT NULL,
  attributes TEXT NOT NULL,
  links TEXT NOT NULL,
  source TEXT NOT NULL,
  score REAL CHECK (score BETWEEN 0 AND 1),
  note TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX predictions_of_article ON predictions (article, id);
`,
}
