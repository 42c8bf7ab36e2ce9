import type { Codebook } from '../record/codebook.ts'

/**
 * Sentences and whether they are worth checking: the three classes of ClaimBuster, and the two questions that the
 * CheckThat! labs ask of a sentence. Ids are the labels of those datasets.
 *
 * @see Fatma Arslan, Naeemul Hassan, Chengkai Li, Mark Tremayne (2020): A Benchmark Dataset of Check-Worthy Factual
 * Claims. ICWSM 2020.
 * @see Preslav Nakov and others (2022): The CLEF-2022 CheckThat! Lab on Fighting the COVID-19 Infodemic and Fake News
 * Detection. ECIR 2022.
 */
export const claimbuster: Codebook = {
  kind: 'codebook',
  id: 'claimbuster-checkthat',
  name: 'ClaimBuster and CheckThat!',
  description: 'Which sentences hold a claim of fact, and which of those should be checked.',
  guidelines: 'Tag whole sentences, each once. Judge what a sentence says, not whether it is true.',
  version: 1,
  types: [
    {
      id: 'sentence',
      name: 'Sentence',
      key: 'S',
      color: 'green',
      description: 'A sentence of the article or debate, with its final punctuation.',
      spanless: false,
      attributes: [
        {
          id: 'Verdict',
          name: 'Verdict',
          description: 'The class of ClaimBuster.',
          input: 'choice',
          values: [
            {
              id: 'NFS',
              name: 'NFS',
              description: 'Non-factual sentence: opinion, belief, question or wish, with nothing to be checked.',
              examples: ['I think we can do better than this.'],
            },
            {
              id: 'UFS',
              name: 'UFS',
              description: 'Unimportant factual sentence: it states a fact, but hardly anybody wants it checked.',
              examples: ['The council met on Tuesday.'],
            },
            {
              id: 'CFS',
              name: 'CFS',
              description:
                'Check-worthy factual sentence: it states a fact, and the public would want to know if it is so.',
              examples: ['Ferry fares have doubled in four years.'],
            },
          ],
        },
        {
          id: 'verifiable',
          name: 'Verifiable',
          description: 'CheckThat!: does it hold a claim that evidence could prove or refute?',
          input: 'choice',
          values: [
            { id: 'Yes', name: 'Yes' },
            { id: 'No', name: 'No' },
          ],
        },
        {
          id: 'check_worthy',
          name: 'Check-worthy',
          description: 'CheckThat!: is it worth the time of a professional fact-checker?',
          guidelines: 'Only where the sentence is verifiable.',
          input: 'choice',
          values: [
            { id: 'Yes', name: 'Yes' },
            { id: 'No', name: 'No' },
          ],
        },
        {
          id: 'Speaker',
          name: 'Speaker',
          description: 'Who says the sentence, where it is not the author.',
          input: 'text',
        },
      ],
      roles: [],
    },
  ],
}
