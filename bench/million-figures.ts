import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { USUAL_OPTIONS } from '../main/articles-in/importer.ts'
import { textImporter } from '../main/articles-in/text/text.ts'
import { createProjectService } from '../main/project/create-project-service.ts'
import { startStore } from '../main/project/store-client.ts'
import type { ArticleBatch } from '../main/articles-in/article-batch.ts'
import type { Codebook } from '../model/record/codebook.ts'
import type { Annotation } from '../model/record/annotation.ts'
import type { Result } from '../model/value/result.ts'
import { row, type Row, type Section, type Target } from './figures.ts'
import { ANNOTATOR, inventAnnotations, must, tagRequest } from './make-project.ts'
import { inventArticle } from './synthetic.ts'

/** Articles of a page, a hundred annotations in each. */
const ARTICLES = 10_000
const LENGTH = 3_000
const ANNOTATIONS = 100
/** So many articles are saved at once. */
const BATCH = 50
/** Every third annotation was proposed by a rule: that is what a CSV file cannot say, and its report names all. */
const SUGGESTED = 3

const below = (limit: number): Target => ({ words: `< ${limit}`, reaches: (value) => value < limit })
const MEMORY = below(400)

/** Makes the project. Returns how many annotations are in it. */
async function makeLargeProject(path: string): Promise<number> {
  const service = createProjectService()
  const { codebook } = must(service.create(path, { name: 'Million', annotator: ANNOTATOR }))
  let annotations = 0
  for (let first = 0; first < ARTICLES; first += BATCH) {
    const seeds = Array.from({ length: BATCH }, (_, i) => 1_000 + first + i)
    // oxlint-disable-next-line no-await-in-loop -- memory holds one batch
    const { outcomes } = must(service.importArticles(await articleBatch(seeds)))
    const tags: Annotation[] = []
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.kind !== 'imported') throw new Error(`An article was not taken: ${outcome.kind}`)
      tags.push(...inventTags(must(service.openArticle(outcome.article.id)), codebook, seeds[i] ?? 0))
    }
    must(service.save(tagRequest(tags)))
    annotations += tags.length
  }
  must(service.close())
  return annotations
}

async function articleBatch(seeds: readonly number[]): Promise<ArticleBatch> {
  const sources = seeds.map((seed) => {
    const bytes = Buffer.from(inventArticle(seed, LENGTH))
    return { fileName: `article-${seed}.txt`, importer: textImporter.id, bytes }
  })
  const articles: ArticleBatch['articles'][number][] = []
  for (const [source, { bytes, fileName }] of sources.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- a text is read at once; only other formats wait
    const read = must(await textImporter.read(bytes, fileName, USUAL_OPTIONS))
    for (const article of read.articles) articles.push({ source, article })
  }
  return {
    sources,
    articles,
    allowDuplicates: false,
  }
}

const inventTags = (opened: Parameters<typeof inventAnnotations>[0], codebook: Codebook, seed: number): Annotation[] =>
  inventAnnotations(opened, codebook, seed, ANNOTATIONS).map((annotation, i) =>
    i % SUGGESTED === 0 ? Object.assign({}, annotation, { provenance: 'suggested' as const }) : annotation,
  )

const CLI = fileURLToPath(new URL('../out/main/cli.js', import.meta.url))
const USAGE_REPORT = new URL('usage-report.mjs', import.meta.url).href

interface CommandFigures {
  readonly seconds: number
  /** Seconds of a core that it used, in all of its threads: says more than the clock where others work beside it. */
  readonly processor: number
  /** Megabytes */
  readonly peak: number
}

/** Runs the command line in its own process, as a person does. Throws where it fails, because there are no figures then. */
async function timed(folder: string, args: readonly string[]): Promise<CommandFigures> {
  const usageFile = join(folder, 'usage.json')
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', USAGE_REPORT, CLI, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, USAGE_FILE: usageFile },
  })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const status = await new Promise<number | null>((resolve) => void child.on('close', resolve))
  if (status !== 0) throw new Error(`standoff ${args.join(' ')} ended with ${status}: ${said}`)
  const seconds = (performance.now() - start) / 1_000
  const { peak, processor } = JSON.parse(readFileSync(usageFile, 'utf8')) as Pick<CommandFigures, 'peak' | 'processor'>
  return { seconds, processor, peak: peak / 1e6 }
}

const commandRows = (name: string, { seconds, processor, peak }: CommandFigures, limit: number): Row[] => [
  row(name, 's', { '': seconds }, below(limit)),
  row(`${name}: of a core`, 's', { '': processor }),
  row(`${name}: largest size of the process`, 'MB', { '': peak }, MEMORY),
]

/** Takes the import back and repeats it. */
async function undoRows(project: string): Promise<Row[]> {
  const store = startStore()
  const { history } = must(await store.open(project, { annotator: ANNOTATOR }))
  const step = history.undo.at(-1)?.change
  if (!step || !('batch' in step)) throw new Error('The import is no step of the history')
  const seconds = async (work: () => Promise<Result<null>>): Promise<number> => {
    const start = performance.now()
    must(await work())
    return (performance.now() - start) / 1_000
  }
  const undo = await seconds(() => store.undoBatch(step.id))
  const redo = await seconds(() => store.redoBatch(step.id))
  must(await store.terminate())
  return [row('undo of the import', 's', { '': undo }), row('redo', 's', { '': redo })]
}

/** Measures a project of a million annotations out of the program and into an empty one. */
export async function millionFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  const project = join(folder, 'million.standoff')
  tell('a project of a million annotations is made')
  const annotations = await makeLargeProject(project)
  const rows: Row[] = [row('project: annotations', '', { '': annotations })]
  for (const format of ['jsonl', 'csv']) {
    tell(`export as ${format}`)
    const out = join(folder, `million.${format}`)
    // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would be measured against each other
    const figures = await timed(folder, ['export', project, '--format', format, '--out', out])
    rows.push(...commandRows(`export as ${format}`, figures, 15))
    rows.push(row(`export as ${format}: written`, 'MB', { '': statSync(out).size / 1e6 }))
  }
  tell('import of the JSON Lines')
  const copy = join(folder, 'copy.standoff')
  const service = createProjectService()
  must(service.create(copy, { name: 'Copy', annotator: ANNOTATOR }))
  must(service.close())
  const figures = await timed(folder, ['import-dataset', copy, join(folder, 'million.jsonl')])
  rows.push(...commandRows('import of the JSON Lines', figures, 60))
  tell('undo and redo of the import')
  rows.push(...(await undoRows(copy)))
  return { title: 'A million annotations', columns: [''], rows }
}
