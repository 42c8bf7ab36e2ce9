import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { AnnotationType } from '../../../model/record/codebook.ts'

/**
 * Values of the attributes as a person reads them, in the codebook's order: "Direct · Assertion". Where two attributes
 * share a value ("Yes"), it carries the attribute's name.
 */
export function attributeSummary(
  type: AnnotationType | undefined,
  { attributes }: Pick<Annotation, 'attributes'>,
): string {
  const parts: string[] = []
  for (const attribute of type?.attributes ?? []) {
    const value = ownValue(attributes, attribute.id)
    if (value === undefined) continue
    if (attribute.input === 'text') parts.push(value)
    if (attribute.input === 'choice') {
      const name = attribute.values.find(({ id }) => id === value)?.name ?? value
      parts.push(sharesValues(type, attribute.id, value) ? `${attribute.name}: ${name.toLowerCase()}` : name)
    }
  }
  return parts.join(' · ')
}

const sharesValues = (type: AnnotationType | undefined, attribute: string, value: string): boolean =>
  type?.attributes.some(
    (other) => other.id !== attribute && other.input === 'choice' && other.values.some(({ id }) => id === value),
  ) ?? false
