import type { Codebook } from '../record/codebook.ts'

/**
 * A headline and the body of an article, and how the two stand to each other, with the labels of the Fake News
 * Challenge, stage 1.
 *
 * @see Dean Pomerleau, Delip Rao (2017): Fake News Challenge Stage 1 (FNC-1): Stance Detection.
 * @see William Ferreira, Andreas Vlachos (2016): Emergent: a novel data-set for stance classification. NAACL 2016.
 */
export const fnc1: Codebook = {
  kind: 'codebook',
  id: 'fnc-1',
  name: 'FNC-1 pair',
  description: 'How the body of an article stands to a headline, its own or another.',
  guidelines:
    'The article is the body. Tag it as a whole, without a selection, once for each headline that it is paired with.',
  version: 1,
  types: [
    {
      id: 'pair',
      name: 'Pair',
      key: 'P',
      color: 'cyan',
      description: 'The article together with one headline.',
      guidelines: 'Decide first whether the two are about the same matter at all.',
      spanless: true,
      attributes: [
        { id: 'Headline', name: 'Headline', description: 'The headline, word for word.', input: 'text' },
        {
          id: 'Stance',
          name: 'Stance',
          input: 'choice',
          values: [
            { id: 'agree', name: 'agree', description: 'The body says what the headline says.' },
            { id: 'disagree', name: 'disagree', description: 'The body says that what the headline says is not so.' },
            {
              id: 'discuss',
              name: 'discuss',
              description: 'The body is about the same matter and takes no position on what the headline says.',
            },
            { id: 'unrelated', name: 'unrelated', description: 'The body is about something else.' },
          ],
        },
        {
          id: 'Body_ID',
          name: 'Body ID',
          description: 'The number of the body in the dataset, where it has one.',
          input: 'text',
        },
      ],
      roles: [],
    },
  ],
}
