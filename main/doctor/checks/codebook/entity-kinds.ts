import { entityKinds } from '../../../../model/entities/mentions.ts'
import type { Check } from '../../check.ts'

export const entityKindsCheck: Check = {
  id: 'entity-kinds',
  title: 'Entries of the register are of a known kind',
  severity: 'odd',
  means: 'An entry is of a kind that the codebook does not offer.',
  start({ codebook }, found) {
    const known = new Set(codebook ? entityKinds(codebook).map(({ id }) => id) : [])
    return {
      records: {
        entity({ id, name, type }) {
          if (known.size === 0 || known.has(type)) return
          found(id, `${name} (${id}) is of the kind ${JSON.stringify(type)}, which the codebook does not offer.`)
        },
      },
    }
  },
}
