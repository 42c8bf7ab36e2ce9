import type { Check } from '../../check.ts'

export const types: Check = {
  id: 'types',
  title: 'The codebook has every type in use',
  severity: 'wrong',
  means: 'An annotation has a type that the codebook does not know, so that it has no name and no colour.',
  start({ codebook }, found) {
    const known = new Set(codebook?.types.map(({ id }) => id))
    return {
      records: {
        annotation({ id, type }) {
          if (codebook && !known.has(type))
            found(id, `Annotation ${id} has the type ${type}, which the codebook has not.`)
        },
      },
    }
  },
}
