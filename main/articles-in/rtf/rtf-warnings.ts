import { BROKEN_LEFT, HALVES_LEFT, SYMBOLS } from './rtf-words.ts'

/** What a person should know about an RTF document; `counts` is what was changed or left out. */
export function rtfWarnings(cutOff: boolean, counts: ReadonlyMap<string, number>, looksLikeUtf8: boolean): string[] {
  const broken = (counts.get(BROKEN_LEFT) ?? 0) + (counts.get(HALVES_LEFT) ?? 0)
  const symbols = counts.get(SYMBOLS) ?? 0
  return [
    ...(cutOff ? ['The file ends in the middle: what came after that is missing.'] : []),
    ...(broken > 0 ? [`The file is damaged: ${broken} characters in it could not be read and were left out.`] : []),
    ...(symbols > 0
      ? [
          `${symbols} characters are in a font of symbols, which says nothing about what they mean; they may be shown as boxes.`,
        ]
      : []),
    ...(looksLikeUtf8
      ? [
          'The characters beyond ASCII look like UTF-8, though the file says otherwise: choose UTF-8 if accents are wrong.',
        ]
      : []),
  ]
}
