import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import readExcelFile from 'read-excel-file/node'
import { createLossLog } from '../../../main/formats/kit/losses.ts'
import { xlsxExporter as exporter } from '../../../main/formats/xlsx/write.ts'
import { CELL_LENGTH, columnLetters } from '../../../main/formats/xlsx/write-archive.ts'
import { csvColumns } from '../../../main/formats/kit/tables/csv-columns.ts'
import type { DatasetSource } from '../../../main/formats/kit/exporter.ts'
import { openZip } from '../../../main/files/zip.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

/** A workbook's sheets by name, as another program reads them. */
async function sheets(source: DatasetSource, how = {}) {
  const log = createLossLog(exporter.losses)
  const files = await datasetFiles(exporter, source, exportOptions(exporter, how), log)
  const read = await readExcelFile(files.get('dataset.xlsx')!, { trim: false })
  return {
    sheets: new Map(read.map(({ sheet, data }) => [sheet, data])),
    losses: log.losses(),
    bytes: files.get('dataset.xlsx')!,
  }
}

describe('Excel', () => {
  it('golden sheet of annotations; the same project gives the same bytes', async () => {
    const { bytes, sheets: read, losses } = await sheets(sampleSource)
    const archive = valueOf(await openZip(bytes, 'dataset.xlsx'))
    expectGolden(
      'xlsx.annotations.xml',
      Buffer.from(valueOf(await archive.read('xl/worksheets/sheet3.xml'))).toString(),
    )
    expect([...read.keys()]).toEqual([
      'about',
      'articles',
      'annotations',
      'relations',
      'entities',
      'annotators',
      'codebook',
    ])
    expect((await sheets(sampleSource)).bytes.equals(bytes)).toBe(true)
    expect(losses.map(({ kind }) => kind)).toEqual(['article-details', 'codebook'])
  })

  it('law: every cell of every annotation is there, and none is a formula', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const source = sourceOf(project)
        const { sheets: read, bytes } = await sheets(source)
        const columns = csvColumns(source)
        const expected = [...source.articles()].flatMap(({ article, text, annotations, relations }) =>
          Array.from(annotations(), (annotation) => {
            const converter = offsetConverter(text, 'codepoint')
            const own = relations.filter((relation) => relation.source === annotation.id)
            const cells = columns.map(({ value }) => value({ article, annotation, converter, relations: own }) || null)
            return [...cells, annotation.provenance, annotation.codebookVersion]
          }),
        )
        const [head, ...rows] = read.get('annotations')!
        const names = [...columns.map(({ name }) => name), 'provenance', 'codebook_version']
        expect(head).toEqual(names)
        const filled = rows.map((row) => names.map((_, i) => row[i] || null))
        expect(filled).toEqual(expected)
        expect(
          read
            .get('relations')!
            .slice(1)
            .map(([id]) => id),
        ).toEqual([...source.articles()].flatMap(({ relations }) => relations.map(({ id }) => id)))
        expect(
          read
            .get('entities')!
            .slice(1)
            .map(([, name]) => name),
        ).toEqual(project.entities.map(({ name }) => name))
        const archive = valueOf(await openZip(bytes, 'dataset.xlsx'))
        for (const name of archive.names.filter((path) => path.includes('worksheets')))
          expect(Buffer.from(valueOf(await archive.read(name))).toString()).not.toMatch(/<f[ >/]/)
      }),
      RUNS,
    )
  })

  it('counts what is cut and what cannot be written, and leaves texts out where asked', async () => {
    const [first] = [...sampleSource.articles()]
    const long = `${'x'.repeat(CELL_LENGTH - 1)}🙂 end`
    const source = (text: string, title: string): DatasetSource => ({
      ...sampleSource,
      articles: () => [
        { ...first!, article: { ...first!.article, title }, text, annotations: () => [], relations: [] },
      ],
    })
    const cut = await sheets(source(long, 'a\u0001b _x0041_\r\n'))
    expect(cut.losses.map(({ kind, ids }) => [kind, ids])).toEqual([
      ['cut', ['article-0001']],
      ['characters', ['article-0001']],
      ['article-details', ['article-0001']],
      ['codebook', ['news-attribution']],
    ])
    const row = cut.sheets.get('articles')![1]!
    expect(row[row.length - 1]).toBe('x'.repeat(CELL_LENGTH - 1))
    const without = await sheets(source(long, 'a'), { texts: false })
    expect(without.losses.map(({ kind }) => kind)).toEqual(['article-details', 'codebook'])
    expect(without.sheets.get('articles')![0]).not.toContain('text')
  })

  it('writes an underscore so that Excel does not take it for a character code', async () => {
    const [first] = [...sampleSource.articles()]
    const article = { ...first!.article, title: 'a _x0041_ b' }
    const { bytes } = await sheets({ ...sampleSource, articles: () => [{ ...first!, article, annotations: () => [] }] })
    const archive = valueOf(await openZip(bytes, 'dataset.xlsx'))
    const xml = Buffer.from(valueOf(await archive.read('xl/worksheets/sheet2.xml'))).toString()
    expect(xml).toContain('a _x005F_x0041_ b')
  })

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })
})
