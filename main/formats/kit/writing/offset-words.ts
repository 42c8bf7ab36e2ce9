import type { OffsetUnit } from '../../../../model/text/offsets.ts'

const UNIT_NAMES: Readonly<Record<OffsetUnit, string>> = {
  codepoint: 'Unicode code points',
  utf16: 'UTF-16 code units',
  utf8: 'UTF-8 bytes',
}

/** What the offsets of a dataset mean, as a sentence for its description. */
export const offsetsSentence = (unit: OffsetUnit): string =>
  `Offsets are half-open, from 0, in ${UNIT_NAMES[unit]} of each article's text.`
