import type { Migration } from './migration.ts'

/** Suggestions that were rejected, so that they are not proposed again. */
export const rejections: Migration = {
  version: 3,
  sql: `
CREATE TABLE rejections (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  spans TEXT NOT NULL,
  annotator TEXT NOT NULL REFERENCES annotators (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX rejections_of_article ON rejections (article, id);
CREATE INDEX rejections_by_annotator ON rejections (annotator);
`,
}
