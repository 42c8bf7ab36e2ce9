import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportDataset } from '../../../main/datasets/export/export-dataset.ts'
import type { ExportJob } from '../../../main/datasets/export/job.ts'
import { runExport } from '../../../main/datasets/export/run-export.ts'
import { openForWriting } from '../../../main/store/sqlite/sqlite.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { EVERYTHING } from '../../../main/datasets/export/filter-source.ts'
import { datasetSchema } from '../../../main/formats/kit/standoff/dataset-schema.ts'
import { openService, TEXT } from '../../support/service.ts'

const job = (project: string, out: string, format = 'json'): ExportJob => ({
  project,
  out,
  format,
  profile: null,
  offsets: 'codepoint',
  filter: EVERYTHING,
  texts: true,
  split: false,
  settings: {},
  dryRun: false,
})

/** What the thread of an export does, without the time that starting one takes. */
const exportHere = (wanted: ExportJob) =>
  exportDataset(wanted, {
    generator: 'Standoff',
    exportedAt: '2026-01-02T03:04:05.678Z',
    onProgress: () => {},
    isCancelled: () => false,
  })

describe('an export', () => {
  it('runs beside the open project and leaves whole files only', async () => {
    const { path, folder, tag } = openService()
    tag(21, 29)
    const out = join(folder, 'out')
    mkdirSync(out)
    const report = valueOf(await runExport(job(path, join(out, 'data.json')), {}))
    expect(report).toMatchObject({ fileName: 'data.json', folder: out, articles: 1, annotations: 1, relations: 0 })
    const files = readdirSync(out).toSorted()
    expect(files).toEqual(['data.json', 'data.json.losses.json', 'standoff-dataset.schema.json', 'verify.py'])
    expect(JSON.parse(readFileSync(join(out, 'data.json.losses.json'), 'utf8'))).toMatchObject({ nothingLost: true })
    expect(report).toMatchObject({ files: 4, losses: [] })
    expect(files.reduce((sum, name) => sum + readFileSync(join(out, name)).length, 0)).toBe(report.bytes)
    valueOf(await runExport(job(path, join(out, 'data.csv'), 'csv'), {}))
    expect(readdirSync(out)).toContain('data.csv-metadata.json')
  })

  it('gives the bytes of a plain text file, where that is asked for', async () => {
    const { path, folder, tag, source } = openService(
      TEXT.replace('Minister leaves', 'Zoë 🙂 leaves').replaceAll('\n', '\r\n'),
    )
    tag(19, 27)
    const out = join(folder, 'data.json')
    valueOf(await exportHere({ ...job(path, out), settings: { bytes: 'yes' } }))
    const { articles } = datasetSchema.parse(JSON.parse(readFileSync(out, 'utf8')))
    const [fragment] = articles[0]?.annotations[0]?.fragments ?? []
    const bytes = readFileSync(source).subarray(fragment?.originalStart, fragment?.originalEnd)
    expect(bytes.toString()).toBe(fragment?.quote)
    expect(fragment?.originalStart).toBeGreaterThan(fragment?.start ?? 0)
    failureOf(await exportHere({ ...job(path, out), settings: { bytes: 'perhaps' } }), 'unknown-format')
  })

  it('leaves out an annotation whose quote is not in the text, and names it', async () => {
    const { path, folder, tag, open } = openService()
    tag(21, 29)
    valueOf(open.close())
    const db = openForWriting(path)
    db.exec(`UPDATE annotations SET fragments = replace(fragments, 'minister', 'sinister')`)
    db.close()
    const out = join(folder, 'data.json')
    const report = valueOf(await runExport(job(path, out), {}))
    expect(report).toMatchObject({ annotations: 0, losses: [] })
    expect(report.damage).toMatchObject([
      { kind: 'damaged-misplaced', count: 1, ids: ['annotation-1'] },
      // It was altered in the file, behind the program's back.
      { kind: 'damaged-altered', count: 1 },
    ])
    expect(datasetSchema.parse(JSON.parse(readFileSync(out, 'utf8'))).articles[0]?.annotations).toEqual([])
    const losses = JSON.parse(readFileSync(`${out}.losses.json`, 'utf8'))
    expect(losses).toMatchObject({ nothingLost: false, total: 2, losses: [{ ids: ['annotation-1'] }, {}] })
  })

  it('can be cancelled, and leaves no file', async () => {
    const { path, folder } = openService(`${'A long sentence about nothing. '.repeat(20)}\n`.repeat(3000))
    const before = readdirSync(folder)
    const controller = new AbortController()
    const running = runExport(job(path, join(folder, 'data.json')), { signal: controller.signal })
    controller.abort()
    failureOf(await running, 'cancelled')
    expect(readdirSync(folder)).toEqual(before)
  })

  it('says why it cannot write', async () => {
    const { path, folder } = openService()
    failureOf(await exportHere(job(path, join(folder, 'none', 'data.json'))), 'not-found')
    failureOf(await exportHere(job(path, folder)), 'not-a-file')
    failureOf(await exportHere(job(path, join(folder, 'x'), 'pdf')), 'unknown-format')
    failureOf(
      await exportHere({ ...job(path, join(folder, 'x')), filter: { ...EVERYTHING, articles: ['none'] } }),
      'not-found',
    )
    failureOf(await exportHere(job(join(folder, 'none.standoff'), join(folder, 'x'))), 'not-found')
    expect(existsSync(join(folder, 'x'))).toBe(false)
  })

  it('replaces a dataset, but neither a project nor an article, whatever leads to them', async () => {
    const { path, folder, source, open } = openService()
    valueOf(open.close())
    const dataset = join(folder, 'data.json')
    const other = join(folder, 'other.standoff')
    const link = join(folder, 'link.json')
    writeFileSync(dataset, 'older')
    writeFileSync(other, readFileSync(path))
    symlinkSync(path, link)
    const before = [path, other, source].map((file) => readFileSync(file))
    for (const target of [path, other, source, link]) {
      failureOf(await exportHere(job(path, target)), 'not-permitted')
      failureOf(await exportHere(job(path, target, 'csv')), 'not-permitted')
    }
    expect([path, other, source].map((file) => readFileSync(file))).toEqual(before)
    valueOf(await exportHere(job(path, dataset)))
    expect(readFileSync(dataset, 'utf8')).not.toBe('older')
  })

  it('leaves a file beside the dataset that is none of its own', async () => {
    const { path, folder } = openService()
    const script = join(folder, 'verify.py')
    writeFileSync(script, 'print("mine")')
    const before = readdirSync(folder)
    expect(failureOf(await exportHere(job(path, join(folder, 'data.json'))), 'not-permitted').message).toContain(
      'verify.py',
    )
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(script, 'utf8')).toBe('print("mine")')
    rmSync(script)
    valueOf(await exportHere(job(path, join(folder, 'data.json'))))
    valueOf(await exportHere(job(path, join(folder, 'other.csv'), 'csv')))
  })

  it('replaces a folder only where the report of losses in it is its own', async () => {
    const { path, folder } = openService()
    const out = join(folder, 'run')
    mkdirSync(out)
    writeFileSync(join(out, 'losses.json'), '{"train": [0.5, 0.25]}')
    writeFileSync(join(out, 'model.bin'), 'weights')
    failureOf(await exportHere(job(path, out, 'brat')), 'not-permitted')
    expect(readdirSync(out).toSorted()).toEqual(['losses.json', 'model.bin'])
    const dataset = join(folder, 'dataset')
    valueOf(await exportHere(job(path, dataset, 'brat')))
    valueOf(await exportHere(job(path, dataset, 'brat')))
  })

  it('says of a path that leads through a file, or has too long a name, what is wrong', async () => {
    const { path, folder, source } = openService()
    failureOf(await exportHere(job(path, join(source, 'data.json'))), 'not-permitted')
    failureOf(await exportHere(job(path, join(source, 'data'), 'brat')), 'not-permitted')
    failureOf(await exportHere(job(path, join(folder, `${'x'.repeat(300)}.json`))), 'not-permitted')
    failureOf(await exportHere(job(path, join(folder, 'x'.repeat(300)), 'brat')), 'not-permitted')
    // The dataset's own name fits, that of the report beside it does not.
    failureOf(await exportHere(job(path, join(folder, `${'x'.repeat(245)}.json`))), 'not-permitted')
    valueOf(await exportHere(job(path, join(folder, `${'x'.repeat(236)}.json`))))
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it.runIf(existsSync('/dev/full'))('tells a full disk', async () => {
    const { path } = openService()
    failureOf(await exportHere(job(path, '/dev/full')), 'disk-full')
  })
})
