import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { USUAL_OPTIONS } from '../../main/articles-in/importer.ts'
import { importers } from '../../main/articles-in/index.ts'
import { runDatasetJob } from '../../main/datasets/import/prepare-import.ts'
import { datasetReaders, exporters } from '../../main/formats/index.ts'
import { USUAL_CHOICES } from '../../model/dataset/dataset-vocabulary.ts'
import type { Result } from '../../model/value/result.ts'
import { FIXTURES } from '../main/articles-in/fixtures/make.ts'
import { datasetFiles } from '../support/export.ts'
import { drawsOf, type Draw, isZip, mutate, mutateInside, mutateNumber, pick } from '../support/mutate.ts'
import { smallProject, sourceOf } from '../support/project.ts'
import { exportOptions } from '../support/round-trip.ts'

/*
 * Damaged files, thousands for each importer and reader. Each has to end in what was read or in a failure with its two
 * sentences; none throws, none takes long, none fills the memory, and no annotation is missing without being counted.
 */

/** What the rounds of a format came to. */
export interface MutationFigures {
  readonly format: string
  readonly rounds: number
  readonly read: number
  readonly refused: number
  /** What went wrong, each with the seed that repeats it. */
  readonly faults: readonly string[]
  /** Milliseconds that the slowest round took of the processor. */
  readonly slowest: number
  /** Megabytes of the process at its largest. */
  readonly memory: number
}

/** Milliseconds for one small file. */
const LONGEST = 10_000
/** Megabytes by which the process may grow. */
const LARGEST = 1_024

/** One round: what came of it, or what was wrong with it. */
type Round = (seed: number) => Promise<'read' | 'refused' | { readonly fault: string }>

function verdictOf(result: Result<unknown>): 'read' | 'refused' | { readonly fault: string } {
  if (result.ok) return 'read'
  const { message, action, code, details = [] } = result.failure
  if (code === 'unexpected') return { fault: `unexpected: ${details[0] ?? message}` }
  return [message, action].every((said) => /[.!]$/.test(said))
    ? 'refused'
    : { fault: `no sentence: ${message} ${action}` }
}

/** The articles of a damaged file of a format. */
async function articleRound(id: string): Promise<Round> {
  const fixture = FIXTURES.find((item) => item.id === id)
  const importer = importers.all.find((item) => item.id === id)
  if (!fixture || !importer) throw new Error(`There is no fixture of ${id}`)
  const whole = await fixture.make()
  return async (seed) => {
    const draw = drawsOf(seed)
    const bytes = isZip(whole) && draw() < 0.7 ? await mutateInside(whole, draw) : mutate(whole, draw)
    const result = await importer.read(bytes, fixture.fileName, USUAL_OPTIONS)
    if (result.ok && result.value.articles.length + result.value.unread.length === 0) return { fault: 'nothing at all' }
    return verdictOf(result)
  }
}

const projects = fc.sample(smallProject, { numRuns: 40, seed: 1 })

/** What importing damaged files of a dataset would do to an empty project. */
function datasetRound(id: string, folder: string): Round {
  const { exporter } = valueOf(exporters.find(id, null))
  return async (seed) => {
    const draw = drawsOf(seed)
    const files = await datasetFiles(exporter, sourceOf(pick(projects, draw)), exportOptions(exporter))
    const before = await plan(id, folder, files)
    const [name, bytes] = pick([...files], draw)
    const onlyNumber = draw() < 0.4
    const changed = await damaged(bytes, onlyNumber, draw)
    const after = await plan(id, folder, new Map([...files, [name, changed]]))
    if (!after.ok || !before.ok || !onlyNumber) return verdictOf(after)
    const { counts, lost, problems, misplaced } = after.value.outcome
    const held = (of: typeof counts): number =>
      of.annotations.added + of.annotations.leftOut + of.suggestions.added + of.suggestions.leftOut
    const isTold = lost + problems.total + misplaced.total > 0
    const missing = held(before.value.outcome.counts) - held(counts)
    return missing > 0 && !isTold ? { fault: `${missing} annotations are missing without a word` } : 'read'
  }
}

const damaged = (bytes: Uint8Array, onlyNumber: boolean, draw: Draw): Uint8Array | Promise<Uint8Array> => {
  if (onlyNumber && !isZip(bytes)) return mutateNumber(bytes, draw)
  return isZip(bytes) && draw() < 0.7 ? mutateInside(bytes, draw) : mutate(bytes, draw)
}

function plan(id: string, folder: string, files: ReadonlyMap<string, Uint8Array>) {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const reader = valueOf(datasetReaders.byId(id))
  const [first = ''] = files.keys()
  const path = reader.shape === 'folder' ? folder : join(folder, first)
  const job = { project: null, path, format: id, choices: USUAL_CHOICES, scan: null, spool: null, takeProject: false }
  const around = { readers: datasetReaders, now: '2026-01-01T00:00:00Z', onProgress: () => undefined }
  return runDatasetJob({ ...job, annotator: 'nobody' }, { ...around, isCancelled: () => false })
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

/** Ids of everything that is tried: article formats, then dataset formats that are written and read. */
export const MUTATED: readonly string[] = [
  ...FIXTURES.map(({ id }) => `article:${id}`),
  ...datasetReaders.all.filter(({ id }) => exporters.find(id, null).ok).map(({ id }) => `dataset:${id}`),
]

/** Rounds of one format, from `seed` on. */
export async function runMutations(
  format: string,
  rounds: number,
  seed: number,
  onRound: (seed: number) => void = () => undefined,
): Promise<MutationFigures> {
  const [kind, id = ''] = format.split(':')
  const folder = mkdtempSync(join(tmpdir(), 'standoff-mutations-'))
  const faults: string[] = []
  let [read, refused, slowest, memory] = [0, 0, 0, 0]
  const start = process.memoryUsage.rss()
  try {
    const round = kind === 'article' ? await articleRound(id) : datasetRound(id, join(folder, 'data'))
    for (let at = seed; at < seed + rounds; at++) {
      onRound(at)
      // Of the processor: a machine that is busy with something else is no fault of a file.
      const begun = process.cpuUsage()
      // oxlint-disable-next-line no-await-in-loop -- each by itself: its time and memory are measured
      const outcome = await round(at).catch((error: unknown) => ({ fault: `thrown: ${String(error)}` }))
      const { user, system } = process.cpuUsage(begun)
      const took = (user + system) / 1000
      slowest = Math.max(slowest, took)
      memory = Math.max(memory, process.memoryUsage.rss() / 1024 / 1024)
      if (outcome === 'read') read++
      else if (outcome === 'refused') refused++
      else faults.push(`${format} ${at}: ${outcome.fault}`)
      if (took > LONGEST) faults.push(`${format} ${at}: took ${Math.round(took / 1000)} s`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (memory - start / 1024 / 1024 > LARGEST) faults.push(`${format}: ${Math.round(memory)} MB`)
  return { format, rounds, read, refused, faults, slowest, memory }
}

/** Rounds of each of these formats, with their figures a line each. Returns how much was wrong. */
export async function reportMutations(
  formats: readonly string[],
  rounds: number,
  seed: number,
  print: (line: string) => void,
): Promise<number> {
  // Libraries leave rejected promises behind where a file is broken; the thread that reads ignores them, too.
  const ignore = (): void => undefined
  process.on('unhandledRejection', ignore)
  let wrong = 0
  for (const format of formats) {
    // oxlint-disable-next-line no-await-in-loop -- one format after the other
    const { read, refused, faults, slowest, memory } = await runMutations(format, rounds, seed)
    wrong += faults.length
    const figures = `${read} read, ${refused} refused, ${faults.length} wrong`
    print(`${format}: ${rounds} rounds: ${figures}; slowest ${Math.round(slowest)} ms, ${Math.round(memory)} MB`)
    for (const fault of faults.slice(0, 10)) print(`  ${fault}`)
  }
  process.off('unhandledRejection', ignore)
  return wrong
}
