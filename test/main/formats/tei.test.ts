import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLossLog } from '../../../main/formats/kit/losses.ts'
import type { DatasetSource } from '../../../main/formats/kit/exporter.ts'
import { teiExporter as exporter } from '../../../main/formats/tei/write.ts'
import { childOf, childrenOf, descendantsOf, parseXml, textOf, type XmlElement } from '../../../main/files/xml.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }
const XML_ID = 'http://www.w3.org/XML/1998/namespace id'

async function corpus(source: DatasetSource) {
  const log = createLossLog(exporter.losses)
  const text = String((await datasetFiles(exporter, source, exportOptions(exporter), log)).get('dataset.xml'))
  return { text, root: valueOf(parseXml(text, 'dataset.xml')), losses: log.losses() }
}

const all = (element: XmlElement, name: string): XmlElement[] =>
  [...descendantsOf(element)].filter((candidate) => candidate.name === name)

/** What a feature of a feature structure holds. */
function valueOfFeature(element: XmlElement, name: string): string | null {
  const found = childrenOf(element, 'f').find((f) => f.attributes.get('name') === name)
  const value = found ? childrenOf(found)[0] : undefined
  return value ? (value.attributes.get('value') ?? textOf(value)) : null
}

describe('TEI', () => {
  it('golden file', async () => {
    const { text, losses } = await corpus(sampleSource)
    expectGolden('tei.xml', text)
    expect(losses.map(({ kind }) => kind)).toEqual(['article-details', 'relation-details', 'codebook'])
  })

  it('law: bodies are the texts, pointers find every quote, features say everything else', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const { root } = await corpus(sourceOf(project))
        const ids = new Map([...descendantsOf(root)].map((element) => [element.attributes.get(XML_ID), element]))
        const bodies = all(root, 'body')
        expect(bodies.map(textOf)).toEqual(project.articles.map(({ text }) => text))
        for (const body of bodies) {
          expect(childrenOf(body).length).toBeGreaterThan(0)
          expect(
            body.children
              .filter((child) => typeof child === 'string')
              .join('')
              .replaceAll('\n', ''),
          ).toBe('')
        }
        const found = all(root, 'span').map((span) => {
          const { attributes } = span
          const target = attributes.get('target')!
          const [, id, ranges] = /^#string-range\(([^,]+),([\d,]+)\)$/.exec(target) ?? []
          const points = Array.from(id === undefined ? '' : textOf(ids.get(id)!))
          const numbers = (ranges ?? '').split(',').map(Number)
          const quotes = Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) => {
            const start = numbers[2 * i]!
            return points.slice(start, start + numbers[2 * i + 1]!).join('')
          })
          expect(childrenOf(span, 'mentioned').map(textOf)).toEqual(quotes)
          if (id === undefined) expect(ids.get(target.slice(1))?.name).toBe('TEI')
          const features = ids.get(attributes.get('ana')!.slice(1))!
          return {
            id: attributes.get('n'),
            type: attributes.get('type'),
            quotes,
            annotator: ids.get(attributes.get('resp')!.slice(1))!.attributes.get('n'),
            status: valueOfFeature(features, 'status'),
            note: valueOfFeature(features, 'note') ?? '',
            confidence: valueOfFeature(features, 'confidence'),
            attributes: Object.fromEntries(
              all(features, 'fs')
                .filter((fs) => fs.attributes.get('type') === 'attribute')
                .map((fs) => [valueOfFeature(fs, 'name'), valueOfFeature(fs, 'value')]),
            ),
          }
        })
        expect(found).toEqual(
          project.annotations.map(({ id, type, fragments, annotator, status, note, confidence, attributes }) => ({
            id,
            type,
            quotes: fragments.map(({ quote }) => quote),
            annotator,
            status,
            note,
            confidence: confidence === null ? null : String(confidence),
            attributes,
          })),
        )
        const relations = all(root, 'relation')
        expect(new Set(relations.map(({ attributes }) => attributes.get('n')))).toEqual(
          new Set(project.relations.map(({ id }) => id)),
        )
        for (const { attributes } of relations)
          for (const end of ['active', 'passive']) expect(ids.has(attributes.get(end)!.slice(1))).toBe(true)
        for (const name of ['spanGrp', 'fvLib', 'listRelation', 'standOff', 'listPerson', 'listOrg'])
          for (const list of all(root, name)) expect(childrenOf(list).length).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  it('ids are unique, and those that XML does not allow are replaced', async () => {
    const [first] = [...sampleSource.articles()]
    const odd = Array.from(first!.annotations(), (annotation, i) => ({ ...annotation, id: `7 <odd> ${i}` }))
    const { root } = await corpus({
      ...sampleSource,
      articles: () => [{ ...first!, annotations: () => odd, relations: [] }],
    })
    const ids = [...descendantsOf(root)].flatMap(({ attributes }) => attributes.get(XML_ID) ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/)
    expect(all(root, 'span').map(({ attributes }) => attributes.get('n'))).toEqual(odd.map(({ id }) => id))
  })

  it('characters that XML cannot hold are counted and keep offsets as they are', async () => {
    const [first] = [...sampleSource.articles()]
    const text = first!.text.replace('said', 'sa\u0001d')
    const { root, losses } = await corpus({ ...sampleSource, articles: () => [{ ...first!, text }] })
    expect(textOf(childOf(childOf(all(root, 'TEI')[0]!, 'text')!, 'body')!)).toBe(text.replace('\u0001', '\ufffd'))
    expect(losses[1]).toMatchObject({ kind: 'characters', ids: ['article-0001'] })
  })
})
