import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimReviewExporter as exporter } from '../../../main/formats/claimreview/write.ts'
import type { DatasetSource } from '../../../main/formats/kit/exporter.ts'
import { createLossLog } from '../../../main/formats/kit/losses.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions } from '../../support/round-trip.ts'
import { expectGolden, sampleProject, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

async function reviews(source: DatasetSource) {
  const log = createLossLog(exporter.losses)
  const text = String((await datasetFiles(exporter, source, exportOptions(exporter), log)).get('dataset.jsonld'))
  return { text, graph: JSON.parse(text)['@graph'], losses: new Map(log.losses().map(({ kind, ids }) => [kind, ids])) }
}

const claim = sampleProject.annotations.find(({ type }) => type === 'claim')!

/** The sample with another claim, and relations that leave it. */
const withClaim = (edit: Partial<typeof claim>, relations = sampleProject.relations.slice(0, 0)): DatasetSource =>
  sourceOf({
    ...sampleProject,
    annotations: sampleProject.annotations.map((annotation) =>
      annotation === claim ? { ...claim, ...edit } : annotation,
    ),
    relations,
  })

describe('ClaimReview', () => {
  it('golden file, with a claimant from the register', async () => {
    const [relation] = sampleProject.relations
    const claimant = { ...relation!, id: 'relation-9', role: 'claimant', source: claim.id }
    const { text, losses } = await reviews(withClaim({}, [claimant]))
    expectGolden('claimreview.jsonld', text)
    expect(losses.get('no-claim')).toHaveLength(6)
    expect(losses.get('attributes')).toEqual([claim.id])
    expect(losses.has('relations')).toBe(false)
  })

  it('says what each claim that is left out has not', async () => {
    const left = async (edit: Partial<typeof claim>) => {
      const { graph, losses } = await reviews(withClaim(edit))
      expect(graph).toEqual([])
      return [...losses].filter(([, ids]) => ids.includes(claim.id)).map(([kind]) => kind)
    }
    const { attributes } = claim
    expect(await left({ attributes: {} })).toEqual(['no-verdict', 'no-evidence'])
    expect(await left({ attributes: { ...attributes, verdict: ' ' } })).toEqual(['no-verdict'])
    expect(await left({ attributes: { ...attributes, evidence: 'javascript:alert(1)' } })).toEqual(['no-evidence'])
    expect(await left({ attributes: { ...attributes, statement: '' }, fragments: [] })).toEqual(['no-text'])
  })

  it('takes the words where there is no statement, and a mention’s words where there is no entry', async () => {
    const mention = sampleProject.annotations.find(({ id }) => id === 'annotation-1-0004')!
    const [relation] = sampleProject.relations
    const claimant = { ...relation!, role: 'claimant', source: claim.id, target: { annotation: mention.id } }
    const { verdict, evidence } = claim.attributes
    const attributes = { verdict: verdict!, evidence: evidence! }
    const { graph } = await reviews(withClaim({ attributes }, [claimant]))
    expect(graph[0]).toMatchObject({
      claimReviewed: 'two & true',
      itemReviewed: { author: { '@type': 'Thing', name: 'true' } },
    })
  })

  it('law: every claim is exported or in the report, never both', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), async (project, whole) => {
        const annotations = project.annotations.map((annotation, i) =>
          annotation.type === 'claim' && whole[i]
            ? { ...annotation, attributes: { ...annotation.attributes, verdict: 'False', evidence: 'https://e.org/' } }
            : annotation,
        )
        const { graph, losses } = await reviews(sourceOf({ ...project, annotations }))
        const exported = graph.map(({ identifier }: { identifier: string }) => identifier)
        const missing = ['no-claim', 'no-verdict', 'no-evidence', 'no-text'].flatMap((kind) => losses.get(kind) ?? [])
        expect(exported.filter((id: string) => missing.includes(id))).toEqual([])
        expect(new Set([...exported, ...missing])).toEqual(new Set(annotations.map(({ id }) => id)))
        for (const item of graph) {
          expect(item.claimReviewed).not.toBe('')
          expect(item.reviewRating.alternateName).not.toBe('')
          expect(item.url).toMatch(/^https?:/)
        }
      }),
      RUNS,
    )
  })

  it('without claims the graph is empty', async () => {
    expect((await reviews({ ...sampleSource, articles: () => [] })).graph).toEqual([])
  })
})
