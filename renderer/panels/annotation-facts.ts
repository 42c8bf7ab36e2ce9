import type { Annotation } from '../../model/annotation.ts'
import { type AnnotationType, findType } from '../../model/codebook.ts'
import type { SessionState } from '../session/state.ts'

/** The type's name, also for one that the codebook no longer has. */
export const typeName = (type: AnnotationType | undefined, id: string): string => type?.name ?? id

/** Values of the attributes as a person reads them, in the codebook's order: "Direct · Assertion". */
export function attributeSummary(type: AnnotationType | undefined, annotation: Annotation): string {
  const parts: string[] = []
  for (const attribute of type?.attributes ?? []) {
    const value = annotation.attributes[attribute.id]
    if (value === undefined || attribute.input === 'entity') continue
    if (attribute.input === 'choice') parts.push(attribute.values.find(({ id }) => id === value)?.name ?? value)
    else parts.push(value)
  }
  return parts.join(' · ')
}

/** "120–164; 180–190", in UTF-16 units as the window counts. */
export const offsetsOf = (annotation: Annotation): string =>
  annotation.fragments.map(({ start, end }) => `${start}–${end}`).join('; ') || 'The whole article'

/** The name of who made it, or the id where the project does not know it. */
export const annotatorName = (state: Pick<SessionState, 'annotators'>, id: string): string =>
  state.annotators.find((annotator) => annotator.id === id)?.name ?? id

/** What is wrong with text that should be a web address, or null. Empty is fine. */
export function webAddressProblem(text: string): string | null {
  if (text.trim() === '') return null
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.')
    ? null
    : 'This is not a web address. One begins with https:// or http://.'
}

/** Percent as typed → 0 to 1, null for nothing, undefined for what is no such number. */
export function confidenceFrom(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const percent = Number(text)
  return Number.isFinite(percent) && percent >= 0 && percent <= 100 ? Math.round(percent) / 100 : undefined
}

/** The annotation and its type, looked up afresh. */
export function annotationById(state: SessionState, id: string): Annotation | undefined {
  return state.open?.index.get(id)
}

export const typeOf = (state: Pick<SessionState, 'codebook'>, annotation: Annotation): AnnotationType | undefined =>
  findType(state.codebook, annotation.type)
