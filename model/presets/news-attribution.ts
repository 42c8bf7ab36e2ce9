import type { ChoiceValue, Codebook } from '../record/codebook.ts'

const values = (...names: string[]): ChoiceValue[] =>
  names.map((name) => ({ id: name.replaceAll(' ', '-'), name: name.charAt(0).toUpperCase() + name.slice(1) }))

/** The codebook a new project starts with: who says what, who claims what, who is for or against what. */
export const newsAttribution: Codebook = {
  kind: 'codebook',
  id: 'news-attribution',
  name: 'News attribution',
  description: 'Entities, quotes, claims and stances in news articles, each linked to its source.',
  version: 1,
  types: [
    {
      id: 'entity',
      name: 'Entity',
      key: 'E',
      color: 'blue',
      description: 'A person, organization, place, event or work that the text names or mentions.',
      examples: ['Ada Lind', 'the minister', 'Lindhaven'],
      guidelines:
        'Tag the words that name it at this place, with titles that belong to the name. A pronoun is a mention, too.',
      spanless: false,
      attributes: [
        {
          id: 'type',
          name: 'Type',
          input: 'choice',
          values: values('person', 'organization', 'location', 'geopolitical', 'event', 'work', 'other'),
        },
        {
          id: 'mention',
          name: 'Mention',
          input: 'choice',
          values: values('name', 'nominal', 'pronoun'),
          initial: 'name',
        },
        { id: 'entity', name: 'Register entry', input: 'entity' },
      ],
      roles: [],
    },
    {
      id: 'quote',
      name: 'Quote',
      key: 'Q',
      color: 'orange',
      description: 'Words or thoughts that the text attributes to a source.',
      examples: ['“We will not be rushed,”', 'that the vote would wait'],
      guidelines:
        'Take the quotation marks in. Where a cue parts a quote in two, tag both parts as one quote. Link its speaker and its cue.',
      spanless: false,
      attributes: [
        { id: 'mode', name: 'Mode', input: 'choice', values: values('direct', 'indirect', 'mixed'), initial: 'direct' },
        {
          id: 'attitude',
          name: 'Attitude',
          input: 'choice',
          values: values('assertion', 'belief', 'fact', 'eventuality'),
        },
      ],
      roles: [
        { id: 'speaker', name: 'Speaker', key: 'S', toEntity: true, toTypes: ['entity'] },
        { id: 'cue', name: 'Cue', key: 'K', toEntity: false, toTypes: ['cue'] },
        { id: 'addressee', name: 'Addressee', key: 'A', toEntity: true, toTypes: ['entity'] },
        { id: 'parent', name: 'Parent quote', key: 'P', toEntity: false, toTypes: ['quote'] },
      ],
    },
    {
      id: 'claim',
      name: 'Claim',
      key: 'C',
      color: 'green',
      description: 'A statement that could be checked, whoever makes it.',
      examples: ['40 percent of voters agree', '1,200 jobs depend on the ferry'],
      guidelines:
        'Tag as much as has to be true for the claim to be true, and no more. A claim may lie inside a quote.',
      spanless: false,
      attributes: [
        {
          id: 'kind',
          name: 'Kind',
          input: 'choice',
          values: values('quantity', 'causation', 'prediction', 'law or rule', 'personal experience', 'other'),
        },
        { id: 'checkworthy', name: 'Check-worthy', input: 'choice', values: values('yes', 'no', 'unclear') },
        { id: 'verifiable', name: 'Verifiable', input: 'choice', values: values('yes', 'no') },
        { id: 'statement', name: 'Statement', input: 'text', description: 'The claim in one sentence of your own.' },
        { id: 'verdict', name: 'Verdict', input: 'text' },
        { id: 'evidence', name: 'Evidence', input: 'url' },
        {
          id: 'claim-id',
          name: 'Claim id',
          input: 'text',
          description: 'Shared by all appearances of the same claim.',
        },
      ],
      roles: [
        { id: 'claimant', name: 'Claimant', key: 'C', toEntity: true, toTypes: ['entity'] },
        { id: 'within', name: 'Within', key: 'W', toEntity: false, toTypes: ['quote'] },
      ],
    },
    {
      id: 'stance',
      name: 'Stance',
      key: 'S',
      color: 'purple',
      description: 'Where a source stands towards something: for, against or between.',
      examples: ['Her party is against the plan', 'strongly opposes the plan'],
      guidelines:
        'Each holder and each target has a stance of its own. Without a selection the tag is about the whole article.',
      spanless: true,
      attributes: [
        { id: 'value', name: 'Value', input: 'choice', values: values('favor', 'against', 'neutral', 'mixed') },
        { id: 'intensity', name: 'Intensity', input: 'choice', values: values('weak', 'moderate', 'strong') },
        { id: 'basis', name: 'Basis', input: 'choice', values: values('explicit', 'inferred') },
        { id: 'topic', name: 'Topic', input: 'text' },
      ],
      roles: [
        { id: 'holder', name: 'Holder', key: 'H', toEntity: true, toTypes: ['entity'] },
        { id: 'target', name: 'Target', key: 'T', toEntity: true, toTypes: ['entity', 'claim', 'quote'] },
      ],
    },
    {
      id: 'cue',
      name: 'Cue',
      key: 'K',
      color: 'grey',
      description: 'The verb or phrase that introduces a quote: "said", "according to".',
      examples: ['told reporters', 'according to'],
      spanless: false,
      attributes: [],
      roles: [],
    },
  ],
}
