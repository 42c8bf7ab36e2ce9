import { capital } from '../text/capital.ts'
import { sameValue } from '../value/same-value.ts'
import type { Codebook } from '../record/codebook.ts'
import { type Part, partName, type PartRef, siblingOf, siblingsOf } from './codebook-part.ts'

/** What became of a part. `retyped`: an attribute takes something else; `reordered`: its own parts are in another order. */
export type DifferenceKind =
  | 'added'
  | 'removed'
  | 'renamed'
  | 'retired'
  | 'restored'
  | 'retyped'
  | 'reordered'
  | 'changed'

/** One difference between two codebooks. Parts are the same where their ids are. */
export interface Difference {
  readonly kind: DifferenceKind
  /** Null for the codebook itself. */
  readonly part: PartRef | null
  /** The whole difference in words: `Type “Claim” was renamed to “Statement”.` */
  readonly sentence: string
}

/** What a field of a part is called in a sentence; a field without an entry goes by its own name. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  color: 'colour',
  description: 'definition',
  spanless: 'use for the whole article',
  initial: 'initial value',
  label: 'label in datasets',
  toEntity: 'range',
  toTypes: 'range',
}

const INPUT_NAMES = {
  choice: 'a choice',
  text: 'text',
  url: 'a web address',
  entity: 'an entry of the register',
} as const

/** Fields that are reported in another way, or not at all. */
const OTHERWISE = new Set([
  'id',
  'kind',
  'version',
  'name',
  'retired',
  'input',
  'types',
  'attributes',
  'values',
  'roles',
])

const LIST_NAMES = { type: 'types', attribute: 'attributes', value: 'values', role: 'roles' } as const

function changedFields(before: object, after: object): string[] {
  const [old, next] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const keys = [...new Set([...old.keys(), ...next.keys()])]
  const changed = keys.filter((key) => !OTHERWISE.has(key) && !sameValue(old.get(key), next.get(key)))
  return [...new Set(changed.map((key) => FIELD_NAMES[key] ?? key))]
}

const isRetired = (item: Part | Codebook): boolean => 'retired' in item && (item.retired ?? false)

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** References into the lists of a part, or of the codebook: only their parents count. */
function listsOf(part: PartRef | null): readonly PartRef[] {
  switch (part?.kind) {
    case undefined:
      return [{ kind: 'type', type: '' }]
    case 'type':
      return [
        { kind: 'attribute', type: part.type, attribute: '' },
        { kind: 'role', type: part.type, role: '' },
      ]
    case 'attribute':
      return [{ kind: 'value', type: part.type, attribute: part.attribute, value: '' }]
    case 'value':
    case 'role':
      return []
  }
}

/** Everything that differs between two codebooks but their ids and versions, from the codebook itself down to values. */
export function codebookDifferences(before: Codebook, after: Codebook): Difference[] {
  const found: Difference[] = []
  const tell = (kind: DifferenceKind, part: PartRef | null, what: string): void => {
    const name = part && partName(kind === 'added' ? after : before, part)
    const subject = part ? `${capital(part.kind)} “${name}”` : 'The codebook'
    found.push({ kind, part, sentence: `${subject}${what}.` })
  }

  const compare = (part: PartRef | null, old: Part | Codebook, next: Part | Codebook): void => {
    if (old.name !== next.name) tell('renamed', part, ` was renamed to “${next.name}”`)
    const wasRetired = isRetired(old)
    const nowRetired = isRetired(next)
    if (nowRetired && !wasRetired) tell('retired', part, ' was retired')
    if (wasRetired && !nowRetired) tell('restored', part, ' is offered again')
    if ('input' in old && 'input' in next && old.input !== next.input) {
      tell('retyped', part, ` takes ${INPUT_NAMES[next.input]} instead of ${INPUT_NAMES[old.input]}`)
    }
    const fields = changedFields(old, next)
    if (fields.length > 0) tell('changed', part, `: ${listed(fields)} changed`)
    for (const list of listsOf(part)) compareLists(part, list)
  }

  const compareLists = (parent: PartRef | null, list: PartRef): void => {
    const old = siblingsOf(before, list)
    const next = siblingsOf(after, list)
    const [oldIds, nextIds] = [old, next].map((items) => items.map(({ id }) => id)) as [string[], string[]]
    const stayed = (ids: readonly string[], others: readonly string[]): string[] => {
      const known = new Set(others)
      return ids.filter((id) => known.has(id))
    }
    if (!sameValue(stayed(oldIds, nextIds), stayed(nextIds, oldIds))) {
      tell('reordered', parent, ` has its ${LIST_NAMES[list.kind]} in another order`)
    }
    for (const item of old) {
      const twin = next.find(({ id }) => id === item.id)
      if (twin) compare(siblingOf(list, item.id), item, twin)
      else tell('removed', siblingOf(list, item.id), ' was removed')
    }
    for (const { id } of next) if (!oldIds.includes(id)) tell('added', siblingOf(list, id), ' was added')
  }

  compare(null, before, after)
  return found
}
