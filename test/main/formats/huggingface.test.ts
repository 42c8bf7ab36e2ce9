import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DatasetSource } from '../../../main/formats/kit/exporter.ts'
import { huggingFaceExporter as exporter } from '../../../main/formats/huggingface/write.ts'
import { divide } from '../../../main/formats/huggingface/splits.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

interface Line {
  readonly id: string
  readonly text: string
  readonly annotations: readonly { id: string; fragments: readonly { start: number; end: number; quote: string }[] }[]
  readonly relations: readonly { id: string }[]
}

const filesOf = (source: DatasetSource, settings: Record<string, string> = {}) =>
  datasetFiles(exporter, source, exportOptions(exporter, { settings }))

const linesOf = (files: ReadonlyMap<string, Buffer>): Line[] =>
  ['train', 'validation', 'test'].flatMap((split) =>
    String(files.get(`data/${split}.jsonl`) ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line),
  )

/** The shape of a value: what the library makes a type of. Empty lists and nulls fit every type. */
const shape = (value: unknown): unknown => {
  if (value === null) return 'any'
  if (Array.isArray(value))
    return value.length === 0 ? 'any' : [...new Set(value.map((item) => JSON.stringify(shape(item))))]
  if (typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shape(item)]))
}

describe('Hugging Face', () => {
  it('golden files', async () => {
    const files = await filesOf(sampleSource)
    expect([...files.keys()]).toEqual([
      'README.md',
      'data/train.jsonl',
      'data/entities.jsonl',
      'data/annotators.jsonl',
      'codebook.json',
    ])
    expectGolden('huggingface.README.md', String(files.get('README.md')))
    expectGolden('huggingface.train.jsonl', String(files.get('data/train.jsonl')))
  })

  it('law: every article is in one split, and every quote, annotation and relation is there', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const lines = linesOf(await filesOf(sourceOf(project)))
        expect(lines.map(({ id }) => id).toSorted()).toEqual(
          project.articles.map(({ article }) => article.id).toSorted(),
        )
        const annotations = lines.flatMap((line) => line.annotations)
        expect(annotations.map(({ id }) => id).toSorted()).toEqual(project.annotations.map(({ id }) => id).toSorted())
        expect(lines.flatMap(({ relations }) => relations)).toHaveLength(project.relations.length)
        for (const line of lines) {
          const points = Array.from(line.text)
          for (const { start, end, quote } of line.annotations.flatMap(({ fragments }) => fragments))
            expect(points.slice(start, end).join('')).toBe(quote)
          expect(Object.keys(line)).toEqual(Object.keys(lines[0]!))
        }
        const kinds = new Set(annotations.map((annotation) => JSON.stringify(Object.keys(shape(annotation) as object))))
        expect(kinds.size).toBeLessThanOrEqual(1)
      }),
      RUNS,
    )
  })

  it('the card names every column that a line has, in order', async () => {
    const files = await filesOf(sampleSource)
    const card = String(files.get('README.md'))
    const named = [...card.matchAll(/^ {2}- name: (\w+)$/gm)].map(([, name]) => name)
    const [line] = linesOf(files)
    const columns = Object.keys(line!)
    expect(named.slice(0, columns.length)).toEqual(columns)
  })

  it('writes no split without an article', async () => {
    const files = await filesOf(sampleSource, { ratio: '100-0-0' })
    expect([...files.keys()].filter((path) => /train|validation|test/.test(path))).toEqual(['data/train.jsonl'])
  })
})

describe('splits', () => {
  const items = fc
    .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 })
    .map((strata) => strata.map((stratum, i) => ({ id: `article-${i}`, stratum })))

  it('law: shares hold within one article, order does not matter, the seed does', () => {
    fc.assert(
      fc.property(items, fc.string(), (list, seed) => {
        const shares = [80, 10, 10]
        const parts = divide(list, shares, seed)
        expect(parts.size).toBe(list.length)
        shares.forEach((share, part) => {
          const count = [...parts.values()].filter((value) => value === part).length
          expect(Math.abs(count - (share / 100) * list.length)).toBeLessThanOrEqual(1)
        })
        const reversed = divide(list.toReversed(), shares, seed)
        for (const { id } of list) expect(reversed.get(id)).toBe(parts.get(id))
        expect([...divide(list, [1, 0, 0], seed).values()].every((part) => part === 0)).toBe(true)
      }),
      RUNS,
    )
    const many = Array.from({ length: 50 }, (_, i) => ({ id: String(i), stratum: '' }))
    expect(divide(many, [1, 1], 'a')).not.toEqual(divide(many, [1, 1], 'b'))
  })

  it('spreads every stratum over the splits', () => {
    const strata = ['a', 'b', 'c', 'd'].flatMap((stratum) =>
      Array.from({ length: 20 }, (_, i) => ({ id: `${stratum}${i}`, stratum })),
    )
    const parts = divide(strata, [80, 10, 10], '42')
    for (const stratum of ['a', 'b', 'c', 'd']) {
      const own = strata.filter((item) => item.stratum === stratum).map(({ id }) => parts.get(id))
      expect([0, 1, 2].map((part) => own.filter((value) => value === part).length)).toEqual([16, 2, 2])
    }
  })
})
