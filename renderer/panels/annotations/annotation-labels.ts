import type { Annotation } from '../../../model/record/annotation.ts'
import type { AnnotationType } from '../../../model/record/codebook.ts'
import type { SessionState } from '../../session/project/state.ts'

/** Code points of a quote that a row shows: the layout cuts it sooner, but a page of text must not come that far. */
export const QUOTE_IN_ROW = 240

/** The type's name, also for one that the codebook no longer has; a retired one says so. */
export const typeName = (type: AnnotationType | undefined, id: string): string =>
  type?.retired ? `${type.name} (retired)` : (type?.name ?? id)

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
