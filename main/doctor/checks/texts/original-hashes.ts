import { sha256 } from '../../../files/sha256.ts'
import type { Check } from '../../check.ts'

export const originalHashes: Check = {
  id: 'originals',
  title: 'Source files are as they were imported',
  severity: 'damage',
  means: 'The bytes of a file that articles were read from were altered after the import.',
  start: (_project, found) => ({
    original(hash, bytes) {
      if (sha256(bytes) !== hash) found(hash, `The source file ${hash} has been altered.`)
    },
  }),
}
