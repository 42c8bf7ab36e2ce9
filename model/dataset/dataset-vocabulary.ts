/*
 * What an annotated dataset from elsewhere calls things, and where a person wants them to go. Pure data: it crosses
 * between the processes.
 */

/** An attribute in the words of a dataset. */
export interface ForeignAttribute {
  readonly name: string
  /** Annotations that have it. */
  readonly count: number
  /** The most frequent first; {@link MOST_VALUES} at most. */
  readonly values: readonly { readonly value: string; readonly count: number }[]
  /** Whether there are more different values than are listed. */
  readonly moreValues: boolean
  /** UTF-16 units of the longest value. */
  readonly longest: number
  /** Annotations whose value is the key of an entity of the dataset. */
  readonly entities: number
}

/** A role in the words of a dataset: what leaves annotations of one type. */
export interface ForeignRole {
  readonly name: string
  readonly count: number
  /** What it leads to: foreign types, null for an entry of the register. */
  readonly targets: readonly (string | null)[]
}

/** An annotation type in the words of a dataset, with what is said about annotations of it. */
export interface ForeignType {
  readonly name: string
  readonly count: number
  /** How many of them are about the whole article. */
  readonly wholeArticle: number
  readonly attributes: readonly ForeignAttribute[]
  readonly roles: readonly ForeignRole[]
}

/** The types of a dataset, the most frequent first. */
export type DatasetVocabulary = readonly ForeignType[]

/** Different values of an attribute that are kept; with more it is a text anyway. */
export const MOST_VALUES = 100

/** Where something goes: to a part of the codebook, to a new one that is made from it, or nowhere. */
export type Destination =
  | {
      readonly kind: 'existing'
      /** Id of the type, or of an attribute or role of the type that the annotations go to. */
      readonly id: string
      /** Types: attributes that every annotation gets, by id: PER is an entity with the type "person". */
      readonly set?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'new' }
  | { readonly kind: 'leave-out' }

/** What a person settles about an import; what is not named follows the suggestion. All names are the dataset's. */
export interface DatasetChoices {
  /** Takes annotations to where their quote was found, if it is not at their place. Else they are left out. */
  readonly relocate: boolean
  /** Whether what programs predicted and nobody accepted becomes suggestions. */
  readonly predictions: 'suggest' | 'leave-out'
  /** In a project without annotations: whether the dataset's own codebook takes the place of the project's. */
  readonly codebook: 'take-over' | 'extend'
  /**
   * Which words of the dataset are parts of the codebook without being asked for: those that are their labels letter by
   * letter, or also those that are alike or usually mean the same (PER: an entity that is a person).
   */
  readonly words: 'same' | 'alike'
  readonly types: readonly (readonly [type: string, to: Destination])[]
  readonly attributes: readonly (readonly [type: string, attribute: string, to: Destination])[]
  readonly roles: readonly (readonly [type: string, role: string, to: Destination])[]
}

export const USUAL_CHOICES: DatasetChoices = {
  relocate: false,
  predictions: 'suggest',
  codebook: 'take-over',
  words: 'same',
  types: [],
  attributes: [],
  roles: [],
}

/** An attribute of a dataset and where it goes. */
export interface MappedAttribute {
  readonly attribute: ForeignAttribute
  readonly to: Destination
}

export interface MappedRole {
  readonly role: ForeignRole
  readonly to: Destination
}

/** A type of a dataset and where it goes. */
export interface MappedType {
  readonly type: Pick<ForeignType, 'name' | 'count' | 'wholeArticle'>
  readonly to: Destination
  /** Id of the type its annotations get; null where they are left out. */
  readonly becomes: string | null
  readonly attributes: readonly MappedAttribute[]
  readonly roles: readonly MappedRole[]
}
