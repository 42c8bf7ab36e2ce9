import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { clearTemporaryFolders } from '../../main/files/temporary.ts'
import { createProjectService } from '../../main/project/create-project-service.ts'
import { findProblems } from '../../main/project/inspect-project.ts'
import { ANNOTATOR, countOf, type Holding } from './lives.ts'

/** What a life said before its end. */
export interface Told {
  /** By project: what must be there. */
  readonly done: ReadonlyMap<string, Holding>
  /** What may be there as well. */
  readonly tried: Holding | null
}

/** What was wrong after an end; empty lists where nothing was. */
export interface Verdict {
  readonly lost: readonly string[]
  readonly closed: readonly string[]
  readonly leftovers: readonly string[]
}

/** The told lines of a life that began with `begun`. */
export function toldIn(lines: string, begun: readonly Holding[]): Told {
  const done = new Map(begun.map((holding) => [holding.project, holding]))
  let tried: Holding | null = null
  for (const line of lines.split('\n')) {
    const [, word, json] = /^(tried|done) (\{.*\})$/.exec(line) ?? []
    if (json === undefined) continue
    const holding = JSON.parse(json) as Holding
    if (word === 'tried') tried = holding
    else {
      done.set(holding.project, holding)
      tried = null
    }
  }
  return { done, tried }
}

const OURS = /(?:-wal|-shm|-journal|-lock)$|^\.standoff-|\.part$/

/** Opens and closes every project of a folder: all that was done is there, all opens, and nothing else is left. */
export function verify(folder: string, { done, tried }: Told): Verdict {
  const lost: string[] = []
  const closed: string[] = []
  const projects = readdirSync(folder).filter((name) => name.endsWith('.standoff'))
  for (const { project } of done.values()) if (!projects.includes(project)) lost.push(`${project} is not there`)
  for (const project of projects) {
    const path = join(folder, project)
    const service = createProjectService()
    const opened = service.open(path, { annotator: ANNOTATOR })
    if (!opened.ok) {
      closed.push(`${project}: ${opened.failure.message} ${opened.failure.details?.join(' ') ?? ''}`)
      continue
    }
    const { readOnly, articles } = opened.value
    if (readOnly !== null) closed.push(`${project}: ${readOnly}`)
    const [found, must] = [{ annotations: countOf(opened.value), articles: articles.length }, done.get(project)]
    const may = [must, tried?.project === project ? tried : undefined].filter((one) => one !== undefined)
    const isKnown = may.length > 0 || /\.backup-v\d/.test(project)
    const fits = may.some((one) => one.annotations === found.annotations && one.articles === found.articles)
    if (!isKnown) lost.push(`${project} was never made`)
    else if (may.length > 0 && !fits) lost.push(`${project} holds ${JSON.stringify(found)}, not ${JSON.stringify(may)}`)
    const ended = service.close()
    if (!ended.ok) closed.push(`${project} at its end: ${ended.failure.message}`)
    const problems = findProblems(path)
    if (!problems.ok) closed.push(`${project}: ${problems.failure.message}`)
    else for (const { message } of problems.value) lost.push(`${project}: ${message}`)
  }
  lost.push(...brokenDatasets(folder))
  // Where nothing was made, the next start makes a project.
  if (projects.length === 0) makeNext(join(folder, 'next.standoff'))
  clearTemporaryFolders()
  const temporary = process.env['TMPDIR'] ?? ''
  const leftovers = [
    ...readdirSync(folder).filter((name) => OURS.test(name)),
    ...(temporary === '' ? [] : readdirSync(temporary).filter((name) => name.startsWith('standoff-'))),
  ]
  return { lost, closed, leftovers }
}

function makeNext(path: string): void {
  const service = createProjectService()
  service.create(path, { name: 'Next', annotator: ANNOTATOR })
  service.close()
}

/** Exports are whole or the ones of before. */
function brokenDatasets(folder: string): string[] {
  const broken: string[] = []
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json')) continue
    try {
      JSON.parse(readFileSync(join(folder, name), 'utf8'))
    } catch {
      broken.push(`${name} is half a dataset`)
    }
  }
  const whole = join(folder, 'package')
  const isThere = statSync(whole, { throwIfNoEntry: false })?.isDirectory() ?? false
  if (isThere && !readdirSync(whole).includes('losses.json')) broken.push('package is half a dataset')
  return broken
}
