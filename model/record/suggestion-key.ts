import type { Span } from '../text/span.ts'

/** Names a suggestion by its rule and place: "quotes:120-164;180-190". Spans are UTF-16 offsets. */
export const suggestionKey = (rule: string, spans: readonly Span[]): string =>
  `${rule}:${spans.map(({ start, end }) => `${start}-${end}`).join(';')}`
