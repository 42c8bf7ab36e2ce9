import { sha256 } from '../../../files/sha256.ts'
import type { Check } from '../../check.ts'
import { rowsOf } from '../../reading/rows.ts'

export const codebookHashes: Check = {
  id: 'codebook-content',
  title: 'Codebooks are as they were saved',
  severity: 'damage',
  means: 'A version of a codebook was altered after it was saved.',
  start: ({ db }, found) => ({
    whole() {
      // Gaps are told where the records are read.
      for (const row of rowsOf(db, 'codebooks', 'sha256, id, version, content', () => undefined)) {
        if (sha256(String(row.content)) === row.sha256) continue
        found(String(row.id), `Version ${String(row.version)} of the codebook ${String(row.id)} has been altered.`)
      }
    },
  }),
}
