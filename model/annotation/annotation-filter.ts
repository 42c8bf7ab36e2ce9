import { ownValue } from '../value/own-value.ts'
import type { Annotation, AnnotationStatus, Provenance } from '../record/annotation.ts'
import { foldedWords, foldForTitles } from '../text/search-titles.ts'

/** One condition that an annotation has to meet. */
export type FilterCondition =
  | { readonly kind: 'type'; readonly type: string }
  /** An attribute of a type has this value; null: it is not set. */
  | { readonly kind: 'attribute'; readonly type: string; readonly attribute: string; readonly value: string | null }
  /** No relation of a role leaves it. */
  | { readonly kind: 'without-role'; readonly type: string; readonly role: string }
  | { readonly kind: 'status'; readonly status: AnnotationStatus }
  | { readonly kind: 'annotator'; readonly annotator: string }
  | { readonly kind: 'provenance'; readonly provenance: Provenance }
  /** Every word stands in its quotes or its note, whatever the case and the diacritics. */
  | { readonly kind: 'text'; readonly text: string }

/**
 * What a list of annotations is narrowed to. Conditions of different kinds must all hold. Of one kind:
 * - types are alternatives, and a condition on a type's attribute or role also names the type: "quote: mode is direct"
 *   with "claim" gives direct quotes and all claims;
 * - values of one attribute are alternatives, while different attributes and roles of a type must all hold;
 * - statuses, annotators and provenances are alternatives;
 * - texts must all be there.
 *
 * Without conditions, everything passes.
 */
export type AnnotationFilter = readonly FilterCondition[]

/** What a filter needs to know of relations. */
export interface RoleLookup {
  has(source: string, role: string): boolean
}

type Test = (annotation: Annotation) => boolean

const sought = new WeakMap<readonly Annotation[], readonly string[]>()

/** The text of an annotation that is searched for words. A line end keeps its parts apart: no word of a query has one. */
const searchedText = ({ fragments, note }: Annotation): string =>
  foldForTitles([...fragments.map(({ quote }) => quote), note].join('\n'))

/** The folded texts of a run. Folding costs much more than searching, so they are kept as long as the run is. */
export function searchedTexts(run: readonly Annotation[]): readonly string[] {
  let texts = sought.get(run)
  if (!texts) {
    texts = run.map(searchedText)
    sought.set(run, texts)
  }
  return texts
}

type OfType = Extract<FilterCondition, { readonly type: string }>

/** The tests for annotations of one type, besides the type itself. */
function typeTests(conditions: readonly OfType[], relations: RoleLookup): Test[] {
  const tests: Test[] = []
  const values = new Map<string, Set<string | null>>()
  for (const condition of conditions) {
    if (condition.kind === 'attribute') {
      const known = values.get(condition.attribute) ?? new Set()
      values.set(condition.attribute, known.add(condition.value))
    }
    if (condition.kind === 'without-role') tests.push(({ id }) => !relations.has(id, condition.role))
  }
  for (const [attribute, allowed] of values) {
    tests.push(({ attributes }) => allowed.has(ownValue(attributes, attribute) ?? null))
  }
  return tests
}

/** A test by alternatives; no test where there are no alternatives. */
function among<T>(alternatives: readonly T[], of: (annotation: Annotation) => T): Test[] {
  const allowed = new Set(alternatives)
  return allowed.size > 0 ? [(annotation) => allowed.has(of(annotation))] : []
}

/**
 * The filter as a function of runs of annotations ({@link AnnotationIndex.runs}). It remembers what it kept of a run, so
 * that after a change only the runs it touched are filtered again. `relations` are those of the article.
 */
export function filterRuns(
  filter: AnnotationFilter,
  relations: RoleLookup,
): (run: readonly Annotation[]) => readonly Annotation[] {
  const pick = <K extends FilterCondition['kind']>(kind: K) =>
    filter.filter((item): item is Extract<FilterCondition, { readonly kind: K }> => item.kind === kind)
  const ofTypes: readonly OfType[] = [...pick('type'), ...pick('attribute'), ...pick('without-role')]
  const byType = new Map<string, Test[]>()
  for (const { type } of ofTypes) {
    if (!byType.has(type)) {
      const own = ofTypes.filter((condition) => condition.type === type)
      byType.set(type, typeTests(own, relations))
    }
  }
  const words = pick('text').flatMap(({ text }) => foldedWords(text))
  const tests: Test[] = [
    ...(byType.size > 0
      ? [(annotation: Annotation) => byType.get(annotation.type)?.every((test) => test(annotation)) ?? false]
      : []),
    ...among(
      pick('status').map(({ status }) => status),
      ({ status }) => status,
    ),
    ...among(
      pick('annotator').map(({ annotator }) => annotator),
      ({ annotator }) => annotator,
    ),
    ...among(
      pick('provenance').map(({ provenance }) => provenance),
      ({ provenance }) => provenance,
    ),
  ]
  const known = new WeakMap<readonly Annotation[], readonly Annotation[]>()
  return (run) => {
    const kept = known.get(run)
    if (kept) return kept
    const texts = words.length > 0 ? searchedTexts(run) : []
    const fresh = run.filter(
      (annotation, i) =>
        tests.every((test) => test(annotation)) && words.every((word) => texts[i]?.includes(word) ?? false),
    )
    known.set(run, fresh)
    return fresh
  }
}

const FIELDS = ['kind', 'type', 'attribute', 'value', 'role', 'status', 'annotator', 'provenance', 'text']

/** A key that is the same for equal conditions only. */
export const conditionKey = (condition: FilterCondition): string => JSON.stringify(condition, FIELDS)

/** The filter with one more condition; the same filter where it has that condition already. */
export const withCondition = (filter: AnnotationFilter, condition: FilterCondition): AnnotationFilter =>
  filter.some((item) => conditionKey(item) === conditionKey(condition)) ? filter : [...filter, condition]

/** The filter without a condition. */
export const withoutCondition = (filter: AnnotationFilter, condition: FilterCondition): AnnotationFilter =>
  filter.filter((item) => conditionKey(item) !== conditionKey(condition))
