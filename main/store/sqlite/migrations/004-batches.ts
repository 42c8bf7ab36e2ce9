import type { Migration } from './migration.ts'

/** Steps of many lines of the change log: an entry of the history knows the first of them. NULL: its own line alone. */
export const batches: Migration = {
  version: 4,
  sql: `
ALTER TABLE history ADD COLUMN first INTEGER REFERENCES change_log (sequence);
`,
}
