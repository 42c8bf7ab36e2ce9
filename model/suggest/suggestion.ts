import type { Attributes } from '../record/annotation.ts'
import type { Block } from '../text/block.ts'
import type { Codebook } from '../record/codebook.ts'
import type { Entity } from '../record/entity.ts'
import type { Span } from '../text/span.ts'

/** Another annotation that a suggestion needs at the end of a role: the speaker or the cue of a quote. */
export interface SuggestedLink {
  /** Id of the role, which leads from the suggested annotation to this one. */
  readonly role: string
  readonly type: string
  readonly span: Span
  /** What is said beyond the codebook's initial values. */
  readonly attributes: Attributes
}

/** What the programs said that predicted it. */
export interface Predicted {
  /** Which programs, the surest first. */
  readonly sources: readonly string[]
  /** 0 to 1, of the first one; null where it does not say. */
  readonly score: number | null
  readonly note: string
  /** The key under which a rule of this program proposes the same; null where none does. */
  readonly ruleKey: string | null
}

/**
 * What a rule proposes to tag. It becomes an annotation when a person accepts it, and is never stored as it is. Spans are
 * UTF-16 offsets: sorted, disjoint, trimmed, on whole characters. Only a prediction may have none; it is about the whole
 * article.
 */
export interface Suggestion {
  /** The same for the same rule at the same place, so that a rejection can be remembered: see {@link suggestionKey}. */
  readonly key: string
  /** Id of the rule. */
  readonly rule: string
  readonly type: string
  readonly spans: readonly Span[]
  readonly attributes: Attributes
  readonly links: readonly SuggestedLink[]
  /** Whether all signs of the rule were found. What is not sure is offered, but should not be accepted unread. */
  readonly sure: boolean
  /** Present where other programs predicted it, whether or not a rule proposes it too. */
  readonly predicted?: Predicted
}

/** What a rule makes of an article; the key is added to it. */
export type Proposal = Omit<Suggestion, 'key' | 'rule' | 'predicted'>

/** A span that is already tagged. A discontinuous annotation gives several. */
export interface KnownSpan extends Span {
  readonly type: string
  /** Id of the entity that the annotation mentions, or null. */
  readonly entity: string | null
}

/** Everything that rules may read. */
export interface SuggestInput {
  readonly text: string
  readonly blocks: readonly Block[]
  /** BCP 47 tag, or null where it is not known: then it is guessed from the text. */
  readonly language: string | null
  readonly entities: readonly Entity[]
  readonly known: readonly KnownSpan[]
  readonly codebook: Codebook
}

/** A way to find what could be tagged. Pure: the same input gives the same proposals. */
export interface SuggestRule {
  readonly id: string
  /** What it finds, in the plural: "Quotes". */
  readonly title: string
  propose(input: SuggestInput): readonly Proposal[]
}

/** First start and last end, in UTF-16 units. */
export const extentOf = ({ spans }: Pick<Suggestion, 'spans'>): Span => ({
  start: spans[0]?.start ?? 0,
  end: spans[spans.length - 1]?.end ?? 0,
})
