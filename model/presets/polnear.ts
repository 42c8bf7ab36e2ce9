import type { Codebook } from '../record/codebook.ts'

/**
 * Attribution relations as in PolNeAR: what is attributed, to whom, and by which words.
 *
 * @see Edward Newell, Drew Margolin, Derek Ruths (2018): An Attribution Relations Corpus for Political News. LREC 2018.
 */
export const polnear: Codebook = {
  kind: 'codebook',
  id: 'polnear',
  name: 'PolNeAR attribution',
  description: 'Attributions in political news: a content, its source and the cue that ties the two together.',
  guidelines:
    'Every word belongs to one attribution at most and has one part in it: source, cue or content. Begin with the content, then link its source and its cue to it. Where an attribution lies inside another, tag the outer one.',
  version: 1,
  types: [
    {
      id: 'content',
      name: 'Content',
      key: 'C',
      color: 'orange',
      description: 'What is said, thought, wanted or felt, as the article ascribes it to somebody.',
      guidelines:
        'Take quotation marks in. Words that report an act and nothing of what was meant by it are no content.',
      examples: ['“We will not be rushed”', 'that the vote would wait', 'plans to close the harbour'],
      spanless: false,
      attributes: [],
      roles: [
        {
          id: 'source',
          name: 'Source',
          key: 'S',
          description: 'Who the content comes from.',
          toEntity: false,
          toTypes: ['source'],
        },
        {
          id: 'cue',
          name: 'Cue',
          key: 'K',
          description: 'The words that ascribe the content to the source.',
          toEntity: false,
          toTypes: ['cue'],
        },
      ],
    },
    {
      id: 'source',
      name: 'Source',
      key: 'S',
      color: 'blue',
      description: 'The person, group or document that the content comes from, as it is named at this place.',
      guidelines: 'Take in titles and descriptions that belong to the name. A pronoun is a source, too.',
      examples: ['the harbour master', 'She', 'two officials who asked not to be named'],
      spanless: false,
      attributes: [],
      roles: [],
    },
    {
      id: 'cue',
      name: 'Cue',
      key: 'K',
      color: 'grey',
      description: 'The words that make it an attribution, most often a verb of saying or thinking.',
      guidelines: 'Take in what changes the meaning of the verb: “did not say”, “said angrily”.',
      examples: ['said', 'according to', 'is convinced'],
      spanless: false,
      attributes: [],
      roles: [],
    },
  ],
}
