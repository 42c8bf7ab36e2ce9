import type { Check } from '../../check.ts'

export const values: Check = {
  id: 'values',
  title: 'The codebook has every attribute and value in use',
  severity: 'odd',
  means: 'An annotation holds an attribute, or the value of a choice, that the codebook does not offer.',
  start({ codebook }, found) {
    const known = new Map(
      codebook?.types.map(({ id, attributes }) => [
        id,
        new Map(
          attributes.map((attribute) => [
            attribute.id,
            attribute.input === 'choice' ? new Set(attribute.values.map((value) => value.id)) : null,
          ]),
        ),
      ]),
    )
    return {
      records: {
        annotation({ id, type, attributes }) {
          const offered = known.get(type)
          if (!offered) return
          for (const [name, value] of Object.entries(attributes)) {
            const choices = offered.get(name)
            if (choices === undefined) found(id, `Annotation ${id} has an attribute ${name} that the codebook has not.`)
            else if (choices !== null && !choices.has(value)) {
              found(id, `Annotation ${id}: ${name} is ${JSON.stringify(value)}, which the codebook does not offer.`)
            }
          }
        },
      },
    }
  },
}
