import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataPackageExporter as exporter } from '../../../main/formats/datapackage/write.ts'
import { articleRows } from '../../../main/formats/datapackage/read-articles.ts'
import { dataPackageReader as reader } from '../../../main/formats/datapackage/read.ts'
import { csvRow } from '../../../main/formats/kit/tables/csv-syntax.ts'
import { createProblemLog } from '../../../main/formats/kit/reading/problems.ts'
import { type DatasetInput, InputFailure } from '../../../main/formats/kit/reader.ts'
import { ANNOTATOR, article } from '../../support/article.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, type SmallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, listOf, memoryInput, readAll } from '../../support/round-trip.ts'

const LINKED = ['annotations', 'fragments', 'attributes', 'relations']

const packageOf = (project: SmallProject) => datasetFiles(exporter, sourceOf(project), exportOptions(exporter))

const rowsOf = (csv: string): string[][] => parse(csv, { record_delimiter: '\r\n' })

/** The rows of a table in another order, which the numbers draw. */
function reordered(csv: string, draws: readonly number[]): string {
  const [head = [], ...rows] = rowsOf(csv)
  const drawn = rows.map((row, i) => ({ row, at: draws[i % draws.length] ?? 0 }))
  const sorted = drawn.toSorted((a, b) => a.at - b.at).map(({ row }) => row)
  return [head, ...sorted].map(csvRow).join('')
}

function manyArticles(count: number): SmallProject {
  const all = Array.from({ length: count }, (_, i) => article('The <e1>Board</e1> <k1>met</k1> <e2>Ann</e2>.', i + 1))
  return {
    articles: all.map(({ article: record, text }) => ({ article: record, text })),
    annotators: [{ kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' }],
    entities: [],
    annotations: all.flatMap(({ annotations }) => Object.values(annotations)),
    relations: [],
  }
}

/** An input that takes down how many pieces of a file were asked for, for each time that it was opened. */
function watched(input: DatasetInput) {
  const opened = new Map<string, number[]>()
  const watching: DatasetInput = {
    ...input,
    async *pieces(path) {
      const counts = opened.get(path) ?? []
      opened.set(path, counts)
      const turn = counts.push(0) - 1
      for await (const piece of input.pieces(path)) {
        counts[turn] = (counts[turn] ?? 0) + 1
        yield piece
      }
    },
  }
  return { watching, opened }
}

describe('order of the rows of a data package', () => {
  it('law: whatever it is, the dataset is the same', async () => {
    const draws = fc.array(fc.nat(9), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(smallProject, draws, fc.subarray(LINKED), async (project, numbers, tables) => {
        const files = await packageOf(project)
        for (const table of tables) {
          const path = `${table}.csv`
          files.set(path, Buffer.from(reordered(String(files.get(path)), numbers)))
        }
        const read = await readAll(reader, memoryInput(files))
        expect(read.problems).toEqual([])
        expectKept(project, { ...read, losses: [] })
        expect(read.articles.map(({ key }) => key)).toEqual(project.articles.map(({ article: { id } }) => id))
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    )
  })

  it('of our own, a table is read no further than the articles that are given', async () => {
    const count = 300
    const { watching, opened } = watched(memoryInput(await packageOf(manyArticles(count))))
    const tables = ['articles.csv', 'annotations.csv', 'fragments.csv', 'attributes.csv']
    let given = 0
    for await (const item of reader.read(watching)) {
      if (item.kind !== 'article') continue
      given++
      expect(item.article.annotations).toHaveLength(3)
      for (const table of tables) {
        const [all = 0, read = 0] = opened.get(table) ?? []
        // Up to its own rows, and to the end of the piece in which the next ones begin.
        expect(read - (all * given) / count, `${table} at article ${given}`).toBeLessThan(4)
      }
    }
    expect(given).toBe(count)
    expect(opened.get('annotations.csv')?.[0]).toBeGreaterThan(100)
    expect(opened.get('annotations.csv')).toHaveLength(2)
  })

  it('that needs all of them in memory is refused where they are too many', async () => {
    const files = await packageOf(manyArticles(10))
    const path = 'fragments.csv'
    files.set(path, Buffer.from(reordered(String(files.get(path)), [2, 1])))
    const open = (mostRows: number) =>
      listOf(
        articleRows(
          { input: memoryInput(files, 'mine'), folder: '', unplaced: new Set(), logOf: createProblemLog },
          mostRows,
        ),
      )
    const counts = ['articles', ...LINKED].map((table) => rowsOf(String(files.get(`${table}.csv`))).length - 1)
    const count = counts.reduce((sum, rows) => sum + rows, 0)
    expect(await open(count)).toHaveLength(10)
    const refusal = await open(count - 1).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(InputFailure)
    expect(refusal).toMatchObject({
      failure: {
        code: 'too-large',
        message: `The tables of "mine" are not in the order of its articles, and have more than ${count - 1} rows: they do not fit into memory together.`,
      },
    })
  })

  it('does not matter to a table that is damaged: it is left out as a whole, and named', async () => {
    const files = await packageOf(manyArticles(10))
    files.set('fragments.csv', Buffer.from(`${String(files.get('fragments.csv'))}"annotation" 1,1,0,1,T\r\n`))
    const { articles, problems } = await readAll(reader, memoryInput(files))
    // Without their places they would be about whole articles.
    expect(articles.map(({ annotations }) => annotations.length)).toEqual(Array.from({ length: 10 }, () => 0))
    expect(problems).toHaveLength(2)
    expect(problems.find(({ path }) => path === 'annotations.csv')?.lost).toEqual({ annotations: 30 })
    const broken = problems.find(({ path }) => path === 'fragments.csv')
    expect(broken).toMatchObject({ line: null })
    expect(broken?.message).toMatch(/^This is no CSV table; what it would hold was left out: .*[^.]\.$/)
  })
})
