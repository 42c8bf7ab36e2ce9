import { describe, expect, it } from 'vitest'
import { datasetReaders, exporters } from '../../../main/formats/index.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { datasetTarget } from '../../support/dataset.ts'
import { valueOf } from '../../support/result.ts'
import { roundTrip } from '../../support/round-trip.ts'
import { sampleProject, sampleSource } from '../../support/sample-source.ts'

/* What a format gives back goes into a project as it is: every quote where it was, and nothing the second time. */

const FORMATS = ['brat', 'conll', 'webannotation', 'webanno-tsv3', 'uima-xmi', 'uima-json']
/** Losses that mean that an annotation or a relation is not in the file. */
const WHOLE = new Set(['whole-article', 'other-layer', 'fragments', 'overlap', 'inside-token', 'white-space'])

describe.each(FORMATS)('%s', (id) => {
  it('goes back into a project, and adds nothing the second time', async () => {
    const exporter = valueOf(exporters.find(id, null)).exporter
    const { items, losses, problems } = await roundTrip(exporter, valueOf(datasetReaders.byId(id)), sampleSource)
    expect(problems).toEqual([])
    const lost = new Set(
      losses
        .filter(({ kind }) => WHOLE.has(kind) && (id === 'conll' || kind !== 'fragments'))
        .flatMap(({ ids }) => ids),
    )
    const target = datasetTarget(newsAttribution)
    const { report } = valueOf(await target.take(items, {}, 'own'))
    expect(report.problems.items).toEqual([])
    expect(report.counts).toMatchObject({
      articles: { added: sampleProject.articles.length },
      annotations: { added: sampleProject.annotations.length - lost.size, leftOut: 0 },
    })
    expect(target.problems()).toEqual([])
    const before = target.records()
    const again = valueOf(await target.take(items, {}, 'own'))
    expect(again.batch).toBeNull()
    expect(target.records()).toEqual(before)
    const written = new Map(sampleProject.annotations.map((annotation) => [annotation.id, annotation]))
    for (const record of before) {
      if (record.kind !== 'annotation') continue
      const { type, fragments, attributes, note } = written.get(record.id)!
      expect(record).toMatchObject({ type, attributes, note })
      expect(record.fragments).toEqual(fragments)
    }
  })
})
