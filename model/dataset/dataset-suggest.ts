import { type AnnotationType, type AttributeDefinition, type Codebook, findType } from '../record/codebook.ts'
import type { DatasetChoices, ForeignAttribute } from './dataset-vocabulary.ts'
import { foldName } from '../text/fold-name.ts'
import { labelOf } from '../codebook/labels.ts'

/* Where the words of a dataset probably belong in a codebook. */

/** A word without case, accents, spaces and punctuation: "Work_of_Art" and "work of art" are one. */
export const foldWord = (word: string): string => foldName(word).replaceAll(/[^\p{L}\p{N}]+/gu, '')

/** Labels of named entities as corpora write them (CoNLL-2003, ACE, OntoNotes, spaCy, WikiNER) → kind of entity. */
const ENTITY_LABELS: Readonly<Record<string, readonly string[]>> = {
  person: ['per', 'person', 'pers', 'people', 'bper'],
  organization: ['org', 'organization', 'organisation', 'orga', 'company', 'institution'],
  location: ['loc', 'location', 'place', 'locality', 'fac', 'facility'],
  geopolitical: ['gpe', 'geopolitical', 'geopoliticalentity', 'country', 'city'],
  event: ['event', 'evt'],
  work: ['work', 'workofart', 'art'],
  other: ['misc', 'miscellaneous', 'other', 'norp', 'product', 'prod', 'law', 'language'],
}

/** What datasets of attribution, claims and stances call the types of the codebooks here. */
const TYPE_WORDS: Readonly<Record<string, readonly string[]>> = {
  quote: ['quote', 'quotation', 'citation', 'quotedspeech', 'content'],
  entity: ['entity', 'namedentity', 'ne', 'ner', 'mention', 'entitymention'],
  cue: ['cue', 'cueverb', 'reportingverb', 'verbcue'],
  claim: ['claim', 'factualclaim'],
  stance: ['stance', 'attitude'],
}

type Named = { readonly id: string; readonly name: string; readonly label?: string; readonly retired?: boolean }

/** What a part is called that a dataset has no word for. */
export const NAMELESS = 'Unnamed'

/** How words are compared: see {@link DatasetChoices.words}. */
export type Likeness = DatasetChoices['words']

/** Whether a part was made for what a dataset has no word for: it has no label, and perhaps a number. */
const isNameless = ({ name, label }: Named): boolean => label === undefined && name.replace(/ \d+$/, '') === NAMELESS

/** The one of a list that has a word for its label, or else is alike: by name, or without case and punctuation. */
export function named<T extends Named>(list: readonly T[], word: string, likeness: Likeness): T | undefined {
  const same = word === '' ? list.find(isNameless) : list.find((part) => labelOf(part) === word)
  if (same || likeness === 'same') return same
  const plain = word.trim() || NAMELESS
  const called = list.find(({ name }) => name === plain)
  if (called) return called
  const folded = foldWord(word)
  if (folded === '') return undefined
  const alike = list.filter(({ id, name }) => foldWord(id) === folded || foldWord(name) === folded)
  return alike.find(({ retired }) => !retired) ?? alike[0]
}

/** A type of the codebook and what its annotations then have. */
export interface SuggestedType {
  readonly id: string
  readonly set: Readonly<Record<string, string>>
}

/** The value of an entity type's "type" that a label of named entities means. */
function entityKind(type: AnnotationType, label: string): Record<string, string> | null {
  const folded = foldWord(label)
  const kind = Object.keys(ENTITY_LABELS).find((key) => ENTITY_LABELS[key]?.includes(folded))
  const attribute = type.attributes.find(({ id, retired }) => id === 'type' && !retired)
  if (kind === undefined || attribute?.input !== 'choice') return null
  const value = attribute.values.find((item) => !item.retired && foldWord(item.id) === kind)
  return value ? { [attribute.id]: value.id } : null
}

/** The type that annotations of a foreign type should get; null where there is none like it. */
export function suggestType(codebook: Codebook, word: string, likeness: Likeness): SuggestedType | null {
  const same = named(codebook.types, word, likeness)
  if (same) return { id: same.id, set: {} }
  if (likeness === 'same') return null
  const offered = codebook.types.filter(({ retired }) => !retired)
  for (const type of offered) {
    if (type.id !== 'entity') continue
    const set = entityKind(type, word)
    if (set) return { id: type.id, set }
  }
  const folded = foldWord(word)
  const alike = Object.keys(TYPE_WORDS).find((id) => TYPE_WORDS[id]?.includes(folded))
  const type = offered.find(({ id }) => id === alike)
  return type ? { id: type.id, set: {} } : null
}

/** More different values than this are a text, not a choice. */
export const MOST_CHOICES = 30
/** A longer value is a text, not one of several. In UTF-16 units. */
const LONGEST_CHOICE = 60

/** The value of a choice that a word means: by id, by name, or as a label of named entities. */
export function valueNamed(
  choice: Extract<AttributeDefinition, { input: 'choice' }>,
  word: string,
  likeness: Likeness,
): string | null {
  const same = named(choice.values, word, likeness)
  if (same || likeness === 'same') return same?.id ?? null
  const folded = foldWord(word)
  const kind = choice.id === 'type' && Object.keys(ENTITY_LABELS).find((key) => ENTITY_LABELS[key]?.includes(folded))
  return choice.values.find(({ id, retired }) => id === kind && !retired)?.id ?? null
}

/** Values that a choice would have to get. */
export const newValues = (
  choice: Extract<AttributeDefinition, { input: 'choice' }>,
  { values }: ForeignAttribute,
  likeness: Likeness,
): string[] =>
  values.map(({ value }) => value).filter((value) => value !== '' && valueNamed(choice, value, likeness) === null)

/** Whether an attribute can hold all that a foreign one holds. */
export function canHold(definition: AttributeDefinition, foreign: ForeignAttribute, likeness: Likeness): boolean {
  if (definition.input === 'entity') return foreign.entities === foreign.count
  if (definition.input !== 'choice') return true
  return !foreign.moreValues && newValues(definition, foreign, likeness).length <= MOST_CHOICES
}

/**
 * The attribute of a type that a foreign one should go to; null where none is like it and can hold it. One that was added
 * with a number, because the first could not hold it, is found again.
 */
export function suggestAttribute(type: AnnotationType, foreign: ForeignAttribute, likeness: Likeness): string | null {
  const same = named(type.attributes, foreign.name, likeness)
  if (!same || canHold(same, foreign, likeness)) return same?.id ?? null
  const numbered = (name: string): boolean => foldWord(name).replace(/\d+$/, '') === foldWord(foreign.name)
  return type.attributes.find((other) => numbered(other.name) && canHold(other, foreign, likeness))?.id ?? null
}

/** What a new attribute takes, by the values that are there. */
export function inputFor(
  foreign: ForeignAttribute,
  hasEntity: boolean,
  likeness: Likeness,
): AttributeDefinition['input'] {
  const { values, count, entities, moreValues, longest } = foreign
  if (count > 0 && entities === count && !hasEntity) return 'entity'
  if (values.length > 0 && values.every(({ value }) => /^https?:\/\//.test(value))) return 'url'
  const words = new Set(values.map(({ value }) => foldWord(value)))
  // Where what is alike is the same, values that differ in case or punctuation only would become one.
  const apart = likeness === 'same' || (words.size === values.length && !words.has(''))
  const few = !moreValues && values.length <= MOST_CHOICES && longest <= LONGEST_CHOICE
  return few && apart ? 'choice' : 'text'
}

/** The role of a type that a foreign one should be; null where none is like it. */
export function suggestRole(codebook: Codebook, typeId: string, word: string, likeness: Likeness): string | null {
  const type = findType(codebook, typeId)
  return (type && named(type.roles, word, likeness))?.id ?? null
}
