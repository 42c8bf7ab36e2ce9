import { expect, test } from 'vitest'
import { unsaidKind } from '../../../model/entities/mentions.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'

test('an entry of which nobody has said a kind is of the one for all else, of the first where there is none', () => {
  expect(unsaidKind(newsAttribution)).toBe('other')
  const types = newsAttribution.types.map((type) => ({
    ...type,
    attributes: type.attributes.map((attribute) =>
      attribute.input === 'choice'
        ? { ...attribute, values: attribute.values.filter(({ id }) => id !== 'other') }
        : attribute,
    ),
  }))
  expect(unsaidKind({ ...newsAttribution, types })).toBe('person')
  expect(unsaidKind({ ...newsAttribution, types: [] })).toBe('other')
})
