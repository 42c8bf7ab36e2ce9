import { suggestionKey } from '../record/suggestion-key.ts'
import { type Span, trimSpan } from '../text/span.ts'
import {
  extentOf,
  type KnownSpan,
  type Proposal,
  type SuggestInput,
  type Suggestion,
  type SuggestRule,
} from './suggestion.ts'
import { overlapsAny } from '../text/sorted-spans.ts'

/** The rules together. */
export interface Suggester {
  readonly rules: readonly SuggestRule[]
  /**
   * What all rules propose for an article, in reading order, the longer one first. Nothing overlaps an annotation of its
   * type, and nothing is proposed twice.
   */
  suggest(input: SuggestInput): readonly Suggestion[]
}

/** Throws when two rules share an id: that is a mistake of the program and must show at start-up. */
export function createSuggester(rules: readonly SuggestRule[]): Suggester {
  const ids = new Set<string>()
  for (const { id } of rules) {
    if (ids.has(id)) throw new Error(`There are two rules with the id "${id}"`)
    ids.add(id)
  }
  return {
    rules,
    suggest(input) {
      const tagged = taggedStretches(input.known)
      const found = new Map<string, Suggestion>()
      for (const rule of rules) {
        for (const proposal of rule.propose(input)) {
          if (!isWhole(input.text, proposal) || isTagged(tagged, proposal)) continue
          const key = suggestionKey(rule.id, proposal.spans)
          if (!found.has(key)) found.set(key, { key, rule: rule.id, ...bare(proposal) })
        }
      }
      return [...found.values()].sort(compareSuggestions)
    },
  }
}

/** Spans of a rule may carry more fields; what leaves here is written to disk and must not. */
const bare = (proposal: Proposal): Proposal => ({
  ...proposal,
  spans: proposal.spans.map(bareSpan),
  links: proposal.links.map((link) => ({ ...link, span: bareSpan(link.span) })),
})

const bareSpan = ({ start, end }: Span): Span => ({ start, end })

/** Reading order, the longer one first. What is about the whole article stands before all else. */
export function compareSuggestions(a: Suggestion, b: Suggestion): number {
  const x = extentOf(a)
  const y = extentOf(b)
  const first = Number(b.spans.length === 0) - Number(a.spans.length === 0)
  return first || x.start - y.start || y.end - x.end || (a.key < b.key ? -1 : 1)
}

/** Whether every span has text in it and no white space at its ends. Names of entities are typed by people and may be odd. */
const isWhole = (text: string, { spans, links }: Proposal): boolean =>
  spans.length > 0 &&
  [...spans, ...links.map(({ span }) => span)].every((span) => {
    const trimmed = trimSpan(text, span)
    return trimmed?.start === span.start && trimmed.end === span.end
  })

/** The tagged stretches of one type, joined where they overlap and sorted. */
type Stretches = ReadonlyMap<string, readonly Span[]>

function taggedStretches(known: readonly KnownSpan[]): Stretches {
  const byType = new Map<string, { start: number; end: number }[]>()
  for (const { type, start, end } of [...known].sort((a, b) => a.start - b.start)) {
    const list = byType.get(type) ?? []
    byType.set(type, list)
    const last = list[list.length - 1]
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else list.push({ start, end })
  }
  return byType
}

const isTagged = (tagged: Stretches, { type, spans }: Proposal): boolean =>
  spans.some((span) => overlapsAny(tagged.get(type) ?? [], span))
