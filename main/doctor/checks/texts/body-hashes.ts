import { bodyId } from '../../../store/body-id.ts'
import type { Check } from '../../check.ts'

export const bodyHashes: Check = {
  id: 'texts',
  title: 'Texts are as they were stored',
  severity: 'damage',
  means: 'A text, or its division into blocks, was altered after it was stored.',
  start: (_project, found) => ({
    body(id, body) {
      if (bodyId(body) !== id) found(id, `The text stored as ${id} has been altered.`)
    },
  }),
}
