import type { Codebook } from '../record/codebook.ts'

/**
 * Stance towards a target that was chosen beforehand, with the labels of SemEval-2016 Task 6.
 *
 * @see Saif M. Mohammad, Svetlana Kiritchenko, Parinaz Sobhani, Xiaodan Zhu, Colin Cherry (2016): SemEval-2016 Task 6:
 * Detecting Stance in Tweets. SemEval 2016.
 * @see Saif M. Mohammad, Parinaz Sobhani, Svetlana Kiritchenko (2017): Stance and Sentiment in Tweets. ACM Transactions
 * on Internet Technology 17 (3): opinion towards, and sentiment.
 */
export const semeval2016Stance: Codebook = {
  kind: 'codebook',
  id: 'semeval-2016-stance',
  name: 'SemEval-2016 stance',
  description: 'Whether a text is for a target, against it, or neither can be told.',
  guidelines:
    'The target is given and need not be named in the text. Ask what the author would say about it, not how the text sounds: a cheerful text can be against its target.',
  version: 1,
  types: [
    {
      id: 'stance',
      name: 'Stance',
      key: 'S',
      color: 'purple',
      description: 'The stance of a text, or of a passage of it, towards one target.',
      guidelines: 'Without a selection the tag is about the whole article.',
      spanless: true,
      attributes: [
        {
          id: 'Target',
          name: 'Target',
          description: 'What the stance is towards, always in the same words.',
          input: 'text',
        },
        {
          id: 'Stance',
          name: 'Stance',
          input: 'choice',
          values: [
            {
              id: 'FAVOR',
              name: 'FAVOR',
              description: 'The author supports the target, says so, or supports what stands for it.',
              examples: ['About time somebody built that bridge.'],
            },
            {
              id: 'AGAINST',
              name: 'AGAINST',
              description: 'The author opposes the target, says so, or supports what stands against it.',
              examples: ['We managed well with the ferry.'],
            },
            {
              id: 'NONE',
              name: 'NONE',
              description: 'Neither can be told from the text, or the author is neutral.',
              examples: ['The bridge would be 900 metres long.'],
            },
          ],
        },
        {
          id: 'Opinion_towards',
          name: 'Opinion towards',
          description: 'Who or what the opinion in the text is about.',
          input: 'choice',
          values: [
            { id: 'TARGET', name: 'TARGET', description: 'The target itself.' },
            {
              id: 'OTHER',
              name: 'OTHER',
              description: 'Something else, from which the stance can be told all the same.',
            },
            { id: 'NO_ONE', name: 'NO ONE', description: 'The text holds no opinion.' },
          ],
        },
        {
          id: 'Sentiment',
          name: 'Sentiment',
          description: 'How the language sounds, whatever the stance.',
          input: 'choice',
          values: [
            { id: 'pos', name: 'Positive' },
            { id: 'neg', name: 'Negative' },
            { id: 'other', name: 'Neither' },
          ],
        },
      ],
      roles: [],
    },
  ],
}
