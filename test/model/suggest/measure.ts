import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Span } from '../../../model/text/span.ts'
import { suggester } from '../../../model/suggest/index.ts'
import { CUE_ROLE, SPEAKER_ROLE } from '../../../model/suggest/codebook-parts.ts'
import type { Suggestion } from '../../../model/suggest/suggestion.ts'
import { article } from '../../support/article.ts'
import type { Paragraphs } from './paragraphs.ts'

/** How what was proposed compares with what an annotator tagged. Spans count only where both ends are right. */
export interface Figures {
  readonly expected: number
  readonly proposed: number
  readonly right: number
  /** Of the right quotes whose speaker or cue was tagged, how many were given the same. */
  readonly speakers: number
  readonly speakersExpected: number
  readonly cues: number
  readonly cuesExpected: number
  /** Right ones among those that the rules are sure of. */
  readonly sure: number
  readonly sureRight: number
  /** What differs, as lines to read. */
  readonly differences: readonly string[]
}

const written = (text: string, spans: readonly Span[]): string =>
  spans.map(({ start, end }) => `[${text.slice(start, end)}]`).join(' … ')

const sameSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end)

export const registerOf = ({ register }: Pick<Paragraphs, 'register'>) =>
  register.map(({ name, aliases }, i) => ({
    kind: 'entity' as const,
    id: `entity-${i}`,
    name,
    type: 'person',
    aliases,
    wikidata: null,
    attributes: {},
  }))

/** Runs the quote rules over tagged paragraphs, each by itself. */
export function measureQuotes(language: Paragraphs, paragraphs: readonly string[]): Figures {
  const sum = {
    expected: 0,
    proposed: 0,
    right: 0,
    speakers: 0,
    speakersExpected: 0,
    cues: 0,
    cuesExpected: 0,
    sure: 0,
    sureRight: 0,
  }
  const differences: string[] = []
  for (const tagged of paragraphs) {
    const { text, body, spans } = article(tagged)
    const proposed = suggester
      .suggest({
        ...body,
        language: language.language,
        entities: registerOf(language),
        known: [],
        codebook: newsAttribution,
      })
      .filter(({ type }) => type === 'quote')
    const expected = Object.entries(spans).filter(([name]) => name.startsWith('q'))
    sum.expected += expected.length
    sum.proposed += proposed.length
    sum.sure += proposed.filter(({ sure }) => sure).length
    const linkOf = ({ links }: Suggestion, role: string): readonly Span[] =>
      links.flatMap((link) => (link.role === role ? [link.span] : []))
    const unmatched = new Set(proposed)
    for (const [name, wanted] of expected) {
      const match = proposed.find((item) => sameSpans(item.spans, wanted))
      if (!match) {
        differences.push(`missed ${written(text, wanted)}`)
        continue
      }
      unmatched.delete(match)
      sum.right++
      if (match.sure) sum.sureRight++
      const speaker = spans[name.replace('q', 'e')]
      if (speaker) {
        sum.speakersExpected++
        if (sameSpans(linkOf(match, SPEAKER_ROLE), speaker)) sum.speakers++
        else {
          const found = written(text, linkOf(match, SPEAKER_ROLE)) || 'nobody'
          differences.push(`speaker ${found} instead of ${written(text, speaker)}`)
        }
      }
      const cue = spans[name.replace('q', 'k')]
      if (!cue) continue
      sum.cuesExpected++
      if (sameSpans(linkOf(match, CUE_ROLE), cue)) sum.cues++
      else differences.push(`cue ${written(text, linkOf(match, CUE_ROLE))} instead of ${written(text, cue)}`)
    }
    for (const item of unmatched)
      differences.push(`wrong ${written(text, item.spans)}${item.sure ? '' : ' (not sure)'}`)
  }
  return { ...sum, differences }
}

export const addFigures = (a: Figures, b: Figures): Figures => ({
  expected: a.expected + b.expected,
  proposed: a.proposed + b.proposed,
  right: a.right + b.right,
  speakers: a.speakers + b.speakers,
  speakersExpected: a.speakersExpected + b.speakersExpected,
  cues: a.cues + b.cues,
  cuesExpected: a.cuesExpected + b.cuesExpected,
  sure: a.sure + b.sure,
  sureRight: a.sureRight + b.sureRight,
  differences: [...a.differences, ...b.differences],
})
