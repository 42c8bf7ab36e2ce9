import type { Migration } from './migration.ts'

/**
 * Finds the mentions of a register entry without reading every annotation. The index covers what a list in reading order
 * and counts with the time of the latest use need. It knows the attribute by the name that every codebook of the program
 * gives it; entries under other attributes are found by reading through the annotations.
 */
export const mentionsByEntry: Migration = {
  version: 2,
  sql: `
CREATE INDEX annotations_by_entity ON annotations
  (attributes ->> '$.entity', article, start, "end" DESC, id, updated_at)
  WHERE attributes ->> '$.entity' IS NOT NULL;
`,
}
