import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelledSource } from '../../../main/datasets/export/labelled-source.ts'
import { datasetReaders, exporters } from '../../../main/formats/index.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { valueOf } from '../../support/result.ts'
import { roundTrip } from '../../support/round-trip.ts'
import { sampleSource } from '../../support/sample-source.ts'

/* What other programs call things comes out as it went in, in every format that is written and read. */

const FORMATS = datasetReaders.all.map(({ id }) => id).filter((id) => exporters.find(id, null).ok)

const word = fc.oneof(
  fc.constantFrom('A:B', 'a b', 'Ä', 'Name_Calling,Labeling', 'giv:act', 'x/y', '日本', 'B-PER', 'a|b', '<x>', '"q"'),
  fc.constantFrom('a=b', 'a;b', 'a\\b', '_', '1', 'a[b]', 'It’s', '-', '#x', '%20', "'", 'a.b', 'T1', 'R'),
  fc.stringMatching(/^[A-Za-z][\w:. -]{0,8}[A-Za-z]$/),
)

/** The codebook with a label of its own for each part. */
function withLabels(codebook: Codebook, words: readonly string[]): Codebook {
  let next = 0
  const label = (): string => words[next++ % words.length] + (next > words.length ? String(next) : '')
  return {
    ...codebook,
    types: codebook.types.map((type) => ({
      ...type,
      label: label(),
      roles: type.roles.map((role) => ({ ...role, label: label() })),
      attributes: type.attributes.map((attribute) =>
        attribute.input === 'choice'
          ? { ...attribute, label: label(), values: attribute.values.map((value) => ({ ...value, label: label() })) }
          : { ...attribute, label: label() },
      ),
    })),
  }
}

type Said = Pick<Annotation, 'type' | 'attributes'>

/** Every word that annotations and relations use. */
const wordsOf = (annotations: Iterable<Said>, relations: readonly { readonly role: string }[]) => {
  const list = [...annotations]
  return {
    types: new Set(list.map(({ type }) => type)),
    attributes: new Set(list.flatMap(({ type, attributes }) => Object.keys(attributes).map((id) => `${type} ${id}`))),
    values: new Set(list.flatMap(({ attributes }) => Object.values(attributes))),
    roles: new Set(relations.map(({ role }) => role)),
  }
}

describe.each(FORMATS)('%s', (id) => {
  it('gives and takes labels letter by letter', async () => {
    const exporter = valueOf(exporters.find(id, null)).exporter
    const reader = valueOf(datasetReaders.byId(id))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { minLength: 24, maxLength: 30 }), async (words) => {
        const source = labelledSource({ ...sampleSource, codebook: withLabels(newsAttribution, words) })
        const { articles } = await roundTrip(exporter, reader, source)
        const written = [...source.articles()]
        const out = wordsOf(
          written.flatMap((article) => [...article.annotations()]),
          written.flatMap(({ relations }) => relations),
        )
        const back = wordsOf(
          articles.flatMap(({ annotations }) => annotations),
          articles.flatMap(({ relations }) => relations),
        )
        for (const kind of ['types', 'attributes', 'roles'] as const) {
          const strange = [...back[kind]].filter((item) => !out[kind].has(item))
          // A normalisation of brat leads to an entry of the register and has no name for that.
          expect(strange.filter((item) => id !== 'brat' || !item.endsWith(' entity'))).toEqual([])
        }
        // A reference to a knowledge base stands for the entry of the register in some formats.
        const strange = [...back.values].filter((item) => !out.values.has(item) && !item.startsWith('Wikidata:'))
        expect(strange).toEqual([])
        // What has no place in the text is lost in formats of spans, and told by them.
        expect(back.types.size).toBeGreaterThanOrEqual(3)
      }),
      { numRuns: 4 },
    )
  })
})
