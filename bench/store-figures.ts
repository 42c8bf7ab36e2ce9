import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createProjectService } from '../main/project/create-project-service.ts'
import type { ExportJob } from '../main/datasets/export/job.ts'
import { runExport } from '../main/datasets/export/run-export.ts'
import { startStore, type StoreClient } from '../main/project/store-client.ts'
import type { Annotation } from '../model/record/annotation.ts'
import { median, quantile, row, type Row, type Section } from './figures.ts'
import { ANNOTATOR, inventAnnotations, makeProject, must, tagRequest, writeArticle } from './make-project.ts'
import { SIZES } from './synthetic.ts'
import { EVERYTHING } from '../main/datasets/export/filter-source.ts'
import { importTextLater } from '../test/support/import.ts'

/** Single saves timed through the service and through its thread. */
const SAVES = 1_000
const ARTICLES = { count: 200, length: 42_000, annotations: 500 }
/** How often the memory of the process is read, in milliseconds. */
const MEMORY_INTERVAL = 10

/** Runs a work and tells its seconds and by how many megabytes the process grew at its largest. */
async function watched<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number; growth: number }> {
  const before = process.memoryUsage.rss()
  let peak = before
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const timer = setInterval(look, MEMORY_INTERVAL)
  const start = performance.now()
  const value = await work()
  const seconds = (performance.now() - start) / 1_000
  look()
  clearInterval(timer)
  return { value, seconds, growth: (peak - before) / 1e6 }
}

function latencyRows(name: string, times: readonly number[]): Row[] {
  const total = times.reduce((sum, time) => sum + time, 0)
  return [
    row(`${name}: durable commits`, '1/s', { '': (times.length * 1_000) / total }),
    row(`${name}: one save, p50`, 'ms', { '': median(times) }),
    row(`${name}: one save, p95`, 'ms', { '': quantile(times, 0.95) }, { words: '< 5', reaches: (value) => value < 5 }),
  ]
}

/** Times single saves of tags into an article of size L that holds as many annotations already. */
async function saveRows(folder: string): Promise<Row[]> {
  const path = makeProject(folder, 'saves', [{ seed: 11, ...SIZES.L }])
  const service = createProjectService()
  const overview = must(service.open(path, { annotator: ANNOTATOR }))
  const opened = must(service.openArticle(overview.articles[0]?.id ?? ''))
  const fresh = (seed: number): Annotation[] => inventAnnotations(opened, overview.codebook, seed, SAVES)
  const direct = fresh(12).map((annotation) => {
    const request = tagRequest([annotation])
    const start = performance.now()
    must(service.save(request))
    return performance.now() - start
  })
  must(service.close())
  const store = startStore()
  must(await store.open(path, { annotator: ANNOTATOR }))
  const threaded: number[] = []
  for (const annotation of fresh(13)) {
    const request = tagRequest([annotation])
    const start = performance.now()
    must(await store.save(request))
    threaded.push(performance.now() - start)
  }
  must(await store.terminate())
  return [...latencyRows('service', direct), ...latencyRows('thread', threaded)]
}

/** Imports text files and saves their annotations, one change an article. */
async function importRows(store: StoreClient, folder: string, project: string): Promise<Row[]> {
  const { codebook } = must(await store.create(project, { name: 'Dataset', annotator: ANNOTATOR }))
  const files = Array.from({ length: ARTICLES.count }, (_, i) => writeArticle(folder, { seed: 100 + i, ...ARTICLES }))
  const articles = await watched(async () => {
    const ids: string[] = []
    for (const file of files) {
      const imported = must(await importTextLater(store, file))
      if (imported.kind === 'imported') ids.push(imported.article.id)
    }
    return ids
  })
  for (const file of files) rmSync(file)
  const requests = await Promise.all(
    articles.value.map(async (id, i) => {
      const opened = must(await store.openArticle(id))
      return tagRequest(inventAnnotations(opened, codebook, 100 + i, ARTICLES.annotations))
    }),
  )
  const annotations = await watched(async () => {
    for (const request of requests) must(await store.save(request))
  })
  return [
    row('import 200 articles of 42 kB', 's', { '': articles.seconds }),
    row('import 200 articles: memory grew by', 'MB', { '': articles.growth }),
    row('save their 100,000 annotations', 's', { '': annotations.seconds }),
    row('save 100,000 annotations: memory grew by', 'MB', { '': annotations.growth }),
  ]
}

async function exportRows(folder: string, project: string): Promise<Row[]> {
  const rows: Row[] = []
  const target = { words: '< 3', reaches: (value: number) => value < 3 }
  for (const format of ['json', 'jsonl', 'csv']) {
    const out = join(folder, `dataset.${format}`)
    const job: ExportJob = {
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
    }
    const { value, seconds, growth } = await watched(() => runExport(job, {}))
    const { annotations, bytes } = must(value)
    rows.push(
      row(`export ${annotations.toLocaleString('en')} annotations as ${format}`, 's', { '': seconds }, target),
      row(`export as ${format}: written`, 'MB', { '': bytes / 1e6 }),
      row(`export as ${format}: memory grew by`, 'MB', { '': growth }),
    )
  }
  return rows
}

/** Measures the store without a window. */
export async function storeFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  tell('single saves')
  const saves = await saveRows(folder)
  tell('import of 100,000 annotations')
  const project = join(folder, 'dataset.standoff')
  const store = startStore()
  const imports = await importRows(store, folder, project)
  must(await store.terminate())
  tell('export of 100,000 annotations')
  return { title: 'Store', columns: [''], rows: [...saves, ...imports, ...(await exportRows(folder, project))] }
}
