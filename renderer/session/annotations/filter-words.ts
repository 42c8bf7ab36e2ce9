import { capital } from '../../../model/text/capital.ts'
import {
  ANNOTATION_STATUSES,
  type AnnotationStatus,
  PROVENANCES,
  type Provenance,
} from '../../../model/record/annotation.ts'
import type { FilterCondition } from '../../../model/annotation/annotation-filter.ts'
import { type AnnotationType, type Codebook, findType, type RoleDefinition } from '../../../model/record/codebook.ts'
import type { SessionState } from '../project/state.ts'

type Named = Pick<SessionState, 'codebook' | 'annotators'>

const PROVENANCE_WORDS: Readonly<Record<Provenance, string>> = {
  manual: 'Tagged by hand',
  suggested: 'Suggested and accepted',
  imported: 'Imported',
}

const STATUS_WORDS: Readonly<Record<AnnotationStatus, string>> = {
  draft: 'Status: draft',
  final: 'Status: final',
  disputed: 'Status: disputed',
}

const withArticle = (name: string): string => `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name.toLowerCase()}`

/** "quote without a speaker" */
export const withoutRole = (type: AnnotationType, role: RoleDefinition): string =>
  `${type.name.toLowerCase()} without ${withArticle(role.name)}`

/** The sentence for when no annotation lacks a role: "Every quote has a speaker." */
export const everyHasRole = (type: AnnotationType, role: RoleDefinition): string =>
  `Every ${type.name.toLowerCase()} of this article has ${withArticle(role.name)}.`

function attributeTitle({ type, attribute, value }: Extract<FilterCondition, { kind: 'attribute' }>, book: Codebook) {
  const owner = findType(book, type)
  const definition = owner?.attributes.find(({ id }) => id === attribute)
  const name = `${owner?.name ?? type}: ${(definition?.name ?? attribute).toLowerCase()}`
  if (value === null) return `${name} not set`
  const values = definition?.input === 'choice' ? definition.values : []
  return `${name} is ${(values.find(({ id }) => id === value)?.name ?? value).toLowerCase()}`
}

/** A condition in words, even where the codebook no longer has what it names. */
export function conditionTitle(condition: FilterCondition, { codebook, annotators }: Named): string {
  switch (condition.kind) {
    case 'type':
      return findType(codebook, condition.type)?.name ?? condition.type
    case 'attribute':
      return attributeTitle(condition, codebook)
    case 'without-role': {
      const type = findType(codebook, condition.type)
      const role = type?.roles.find(({ id }) => id === condition.role)
      return type && role ? capital(withoutRole(type, role)) : `${condition.type} without ${condition.role}`
    }
    case 'status':
      return STATUS_WORDS[condition.status]
    case 'annotator':
      return `By ${annotators.find(({ id }) => id === condition.annotator)?.name ?? condition.annotator}`
    case 'provenance':
      return PROVENANCE_WORDS[condition.provenance]
    case 'text':
      return `Contains “${condition.text}”`
  }
}

const offered = <T extends { readonly retired?: boolean }>(items: readonly T[]): T[] =>
  items.filter(({ retired }) => !retired)

const conditionsOf = (type: AnnotationType): FilterCondition[] => [
  { kind: 'type', type: type.id },
  ...offered(type.roles).map(({ id }) => ({ kind: 'without-role', type: type.id, role: id }) as const),
  ...offered(type.attributes).flatMap((attribute) => {
    const values = attribute.input === 'choice' ? offered(attribute.values).map(({ id }) => id) : []
    return [...values, null].map(
      (value) => ({ kind: 'attribute', type: type.id, attribute: attribute.id, value }) as const,
    )
  }),
]

/** Every condition that a project offers, except for words of the text. */
export const possibleConditions = ({ codebook, annotators }: Named): FilterCondition[] => [
  ...offered(codebook.types).flatMap(conditionsOf),
  ...ANNOTATION_STATUSES.map((status) => ({ kind: 'status', status }) as const),
  ...annotators.map(({ id }) => ({ kind: 'annotator', annotator: id }) as const),
  ...PROVENANCES.map((provenance) => ({ kind: 'provenance', provenance }) as const),
]
