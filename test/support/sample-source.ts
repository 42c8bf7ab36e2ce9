import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DatasetSource } from '../../main/formats/kit/exporter.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { Relation } from '../../model/record/relation.ts'
import { ANNOTATOR, annotate, article, NOW } from './article.ts'
import { type SmallProject, sourceOf } from './project.ts'

/* A project written by hand, small enough that every format's golden file of it can be read. */

const first = article(
  '🙂 The <e1>minister</e1> <k1>said</k1>: <q1>“Yes</q1>,” she added, <q1>“and no”</q1>.\n=1+1 is <c1>two & <e2>true</e2></c1>.\n\nEnd',
)
const second = article('@home\nThe <e1>Board</e1> met', 2)
const OTHER = 'annotator-0002'

const relation = (number: number, role: string, target: Relation['target']): Relation => ({
  kind: 'relation',
  id: `relation-000${number}`,
  article: first.article.id,
  role,
  source: first.annotations.q1!.id,
  target,
  attributes: {},
  annotator: ANNOTATOR,
  createdAt: NOW,
  updatedAt: NOW,
})

const { e1, k1, q1, c1, e2 } = first.annotations

export const sampleProject: SmallProject = {
  articles: [
    {
      article: {
        ...first.article,
        title: 'A “yes” & a no',
        language: 'en',
        metadata: {
          outlet: 'The Daily',
          author: 'B. Ryder',
          published: '2025-02-28',
          url: 'https://example.org/1',
          desk: 'politics',
        },
      },
      text: first.text,
    },
    { article: second.article, text: second.text },
  ],
  annotators: [
    { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' },
    { kind: 'annotator', id: OTHER, name: 'Parser 2', type: 'model' },
  ],
  entities: [
    {
      kind: 'entity',
      id: 'entity-1',
      name: 'Ann Lee',
      type: 'person',
      aliases: ['Lee', 'A. Lee'],
      wikidata: 'Q42',
      attributes: { party: 'none' },
    },
    {
      kind: 'entity',
      id: 'entity-2',
      name: 'The Board',
      type: 'organization',
      aliases: [],
      wikidata: null,
      attributes: {},
    },
  ],
  annotations: [
    {
      ...annotate('x', first.article.id, 'stance', [], 'annotation-1-0009'),
      attributes: { value: 'against', topic: 'the vote' },
    },
    { ...e1!, attributes: { type: 'person', mention: 'nominal', entity: 'entity-1' } },
    k1!,
    { ...q1!, note: 'cut in two;\n"twice"', confidence: 0.5, status: 'final' },
    {
      ...c1!,
      attributes: {
        kind: 'quantity',
        statement: 'One and one is two.',
        verdict: 'True',
        evidence: 'https://example.org/proof',
      },
    },
    { ...e2!, annotator: OTHER, provenance: 'suggested' },
    { ...second.annotations.e1!, attributes: { type: 'organization', mention: 'name', entity: 'entity-2' } },
  ],
  relations: [
    relation(1, 'speaker', { annotation: e1!.id }),
    relation(2, 'speaker', { entity: 'entity-1' }),
    relation(3, 'cue', { annotation: k1!.id }),
  ],
}

export const sampleSource: DatasetSource = {
  ...sourceOf(sampleProject),
  project: { kind: 'project', id: 'project-0001', name: 'Press review', description: 'By hand', createdAt: NOW },
  codebook: newsAttribution,
}

/** Compares with a file of test/export/golden; UPDATE_GOLDEN=1 writes it. A change of one is a change of the format. */
export function expectGolden(name: string, content: string): void {
  const path = join(import.meta.dirname, '../main/formats/golden', name)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, content)
  expect(content).toBe(readFileSync(path, 'utf8'))
}
