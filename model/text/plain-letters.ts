/**
 * Small letters with a stroke, joined letters and the dotless i, as they are typed without their sign. Unicode does not
 * take them apart into a base letter and a mark.
 */
export const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
}
