import { childrenOf, type XmlElement } from '../../files/xml.ts'
import { numberOr } from '../kit/reading/json-values.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import { type ForeignAnnotation, type ForeignFragment, foreignAnnotation } from '../kit/reader.ts'
import { attributeOf, guidText, madeOf, noteOf, type QdaCode, refOf } from './read-project.ts'
import type { QdaSelection } from './read-text.ts'

/** A selection with the element it comes from. */
export interface PlacedSelection extends QdaSelection {
  readonly guid: string
  readonly element: XmlElement
}

/** The selections in a text; those without positions are reported. */
export function selectionsOf(source: XmlElement, problems: ProblemLog): PlacedSelection[] {
  return childrenOf(source, 'PlainTextSelection').flatMap((element) => {
    const [start, end] = ['startPosition', 'endPosition'].map((name) => {
      const value = attributeOf(element, name)
      return value === null || value.trim() === '' ? null : numberOr(Number(value))
    })
    if (typeof start !== 'number' || typeof end !== 'number') {
      problems.add('position', element.line, 'A selection has no start or end; it was left out.', 'annotations')
      return []
    }
    return [{ guid: guidText(element.attributes.get('guid')), start, end, name: attributeOf(element, 'name'), element }]
  })
}

/**
 * The annotations that codings of one place come to: one a code, except for values of choices, which are attributes of
 * the code they belong to. Where nothing is coded but something is noted, the note is kept as an annotation.
 */
export function codedAnnotations(
  owner: XmlElement,
  fragments: readonly ForeignFragment[],
  codes: ReadonlyMap<string, QdaCode>,
  notes: ReadonlyMap<string, string>,
  problems: ProblemLog,
): ForeignAnnotation[] {
  const coded = childrenOf(owner, 'Coding').flatMap((coding) => {
    const code = codes.get(refOf(coding, 'CodeRef') ?? '')
    if (!code)
      problems.add(
        'code',
        coding.line,
        'A coding names a code that is not in the project; it was left out.',
        'annotations',
      )
    return code ? [{ coding, code }] : []
  })
  const present = new Set(coded.map(({ code }) => code.guid))
  const isValue = ({ valueOf }: QdaCode): boolean => valueOf !== null && present.has(valueOf.code)
  const attributesOf = (guid: string): Record<string, string> =>
    Object.fromEntries(
      coded.flatMap(({ code: { valueOf } }) =>
        valueOf?.code === guid ? [[valueOf.attribute, valueOf.value] as const] : [],
      ),
    )
  const isSelection = fragments.length > 0
  const place = `line ${owner.line}`
  const own = madeOf(owner)
  const annotations = coded
    .filter(({ code }) => !isValue(code))
    .map(({ coding, code }, i) => {
      const made = madeOf(coding)
      // The note of a selection belongs to its first code; one of a whole source is about the source.
      const noted = i === 0 && isSelection ? [owner, coding] : [coding]
      return foreignAnnotation({
        key: guidText(coding.attributes.get('guid')) || `${place}#${i + 1}`,
        type: code.name,
        fragments,
        attributes: attributesOf(code.guid),
        note: noteOf(noted, notes),
        annotator: made.annotator ?? own.annotator,
        createdAt: made.createdAt ?? own.createdAt,
        updatedAt: own.updatedAt ?? made.updatedAt,
        place,
      })
    })
  const note = noteOf([owner], notes)
  if (annotations.length > 0 || !isSelection || note === '') return annotations
  const key = guidText(owner.attributes.get('guid')) || place
  return [foreignAnnotation({ ...own, key, type: 'note', fragments, note, place })]
}
