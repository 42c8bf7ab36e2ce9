import { ownValue } from '../../../../model/value/own-value.ts'
import type { Check } from '../../check.ts'

export const mentions: Check = {
  id: 'mentions',
  title: 'Mentions name an entry of the register',
  severity: 'wrong',
  means: 'An annotation names somebody or something that is not in the register.',
  start({ codebook, has }, found) {
    const naming = new Map(
      codebook?.types.map(({ id, attributes }) => [
        id,
        attributes.flatMap((attribute) => (attribute.input === 'entity' ? [attribute.id] : [])),
      ]),
    )
    return {
      records: {
        annotation({ id, type, attributes }) {
          for (const attribute of naming.get(type) ?? []) {
            const entity = ownValue(attributes, attribute)
            if (entity === undefined || has('entity', entity)) continue
            found(id, `Annotation ${id} names ${entity}, which is not in the register.`)
          }
        },
      },
    }
  },
}
