import { describe, expect, it } from 'vitest'
import { pairQuotes } from '../../../model/suggest/rules/quote-marks.ts'
import type { Span } from '../../../model/text/span.ts'

/** The pairs in a text whose lines are paragraphs, each with a dot for every pair around it. */
function pairs(text: string): string[] {
  const paragraphs: Span[] = []
  let start = 0
  for (const line of text.split('\n')) {
    paragraphs.push({ start, end: start + line.length })
    start += line.length + 1
  }
  return pairQuotes(text, paragraphs).map((pair) => '.'.repeat(pair.depth) + text.slice(pair.start, pair.end))
}

describe('quotation marks', () => {
  it.each([
    ['English', 'He said “no” and “never”.', ['“no”', '“never”']],
    ['straight', 'He said "no" and "never".', ['"no"', '"never"']],
    ['German', 'Sie sagte „nein“ und ‚nie‘.', ['„nein“', '‚nie‘']],
    ['German, turned', 'Sie sagte »nein« und ›nie‹.', ['»nein«', '›nie‹']],
    ['Swiss', 'Sie sagte «nein» und ‹nie›.', ['«nein»', '‹nie›']],
    ['French', 'Elle dit « non » et « jamais ».', ['« non »', '« jamais »']],
    ['French, narrow spaces', 'Elle dit «\u202fnon\u202f» et part.', ['«\u202fnon\u202f»']],
    ['Polish', 'Powiedziała „nie”.', ['„nie”']],
    ['Swedish', 'Hon sade ”nej” igen.', ['”nej”']],
    ['Finnish', 'Hän sanoi »ei» taas.', ['»ei»']],
    ['Japanese', '彼は「いいえ」と言った。', ['「いいえ」']],
    ['Japanese, nested', '「『はい』と言った」', ['「『はい』と言った」', '.『はい』']],
    ['nested', '“He told me ‘never’ twice,” she said.', ['“He told me ‘never’ twice,”', '.‘never’']],
    ['nested, straight', `"He told me 'never' twice," she said.`, [`"He told me 'never' twice,"`, `.'never'`]],
    ['nested in French', '« Il m’a dit “jamais” hier », dit-elle.', ['« Il m’a dit “jamais” hier »', '.“jamais”']],
    ['in brackets and after dashes', '(“so”) –“no”— "x"', ['“so”', '“no”', '"x"']],
  ])('%s', (_name, text, expected) => {
    expect(pairs(text)).toEqual(expected)
  })

  it.each([
    ['contractions', "It isn't theirs, and it wasn't the ministers' either."],
    ['curly contractions', 'It isn’t theirs, and it wasn’t the ministers’ either.'],
    ['elided words', "'Tis the '90s, rock 'n' roll, tell 'em."],
    ['French and Italian elision', "L'homme d'Arras n'a qu'un mot. L’uomo dell’altra."],
    ['inches', 'He is 5\'10" tall and the other 6\'2".'],
    ['nothing inside', 'He wrote "" and “ ” and "!".'],
    ['one that is never closed', 'He said “no and left.'],
  ])('are not %s', (_name, text) => {
    expect(pairs(text)).toEqual([])
  })

  it('keep apostrophes and possessives inside single ones', () => {
    expect(pairs("'The ministers' plan isn't a plan,' she said. 'It's a joke.'")).toEqual([
      "'The ministers' plan isn't a plan,'",
      "'It's a joke.'",
    ])
    expect(pairs('‘The bosses’ friends wrote it,’ said Lind.')).toEqual(['‘The bosses’ friends wrote it,’'])
  })

  it('end a single one at a doubtful place when no better one comes', () => {
    expect(pairs("The 'bosses' met the 'workers' again.")).toEqual(["'bosses'", "'workers'"])
  })

  it('go on over paragraphs that repeat the opening mark', () => {
    expect(pairs('“One.\n“Two.\n“Three,” she said. “Four.”')).toEqual(['“One.\n“Two.\n“Three,”', '“Four.”'])
    expect(pairs('« Un.\n» Deux.\n« Trois », dit-il.')).toEqual(['« Un.\n» Deux.\n« Trois »'])
    expect(pairs('"One.\n"Two," she said.')).toEqual(['"One.\n"Two,"'])
  })

  it('go on into a paragraph that closes them, and into no other', () => {
    expect(pairs('“One.\nTwo,” she said.')).toEqual(['“One.\nTwo,”'])
    expect(pairs('“One.\nTwo.\nThree,” she said.')).toEqual([])
    expect(pairs('“One.\nShe said “two” again.')).toEqual(['“two”'])
    expect(pairs('“One, she said. “Two,” he said.\n“Three.”')).toEqual(['“Two,”', '“Three.”'])
  })
})
