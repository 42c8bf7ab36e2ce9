import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommandLine } from '../../main/command-line/run.ts'
import { createProjectService } from '../../main/project/create-project-service.ts'
import type { ProjectService } from '../../main/project/project-service.ts'
import { type Change, makeChange } from '../../model/change/change.ts'
import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { Result } from '../../model/value/result.ts'
import { annotate } from '../support/article.ts'

/*
 * What a process does with a project until it is killed. Before each act it says what the project will hold after it, and
 * after the act that it is done: what is done must be there, what was only tried may be.
 */

export const ANNOTATOR = { id: 'annotator-0001', name: 'Ada' }
export const VERSION_5 = join(import.meta.dirname, '../main/store/fixtures/version-5.standoff')
const TEXT = 'The minister left on Monday and said nothing. '.repeat(200)

/** What a life can tell of a project: how many annotations and articles it has. */
export interface Holding {
  /** File name in the folder. */
  readonly project: string
  readonly annotations: number
  readonly articles: number
}

export interface Teller {
  tried(holding: Holding): void
  done(holding: Holding): void
}

/** What a life is given. */
export interface LifeInput {
  readonly folder: string
  readonly tell: Teller
  readonly random: () => number
  /** What was there when it began. */
  readonly begun: readonly Holding[]
}

/** One kind of life, in a folder of its own. Ends never, or when there is no more to do. */
export interface Life {
  readonly name: string
  /** Makes what the life begins with; nothing is killed here. */
  readonly prepare: (folder: string) => Promise<Holding[]> | Holding[]
  readonly live: (input: LifeInput) => Promise<void> | void
}

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.message} ${result.failure.details?.join(' ') ?? ''}`)
  return result.value
}

async function standoff(...args: string[]): Promise<void> {
  const said: string[] = []
  const terminal = { data: (text: string) => void said.push(text), message: (text: string) => void said.push(text) }
  const code = await runCommandLine(args, terminal, new AbortController().signal)
  if (code !== 0) throw new Error(`standoff ${args.join(' ')}: ${said.join('\n')}`)
}

const PROJECT = 'news.standoff'
const pathIn = (folder: string): string => join(folder, PROJECT)

/** A project with one article. */
async function oneArticle(folder: string): Promise<Holding[]> {
  const source = join(folder, 'article.txt')
  writeFileSync(source, TEXT)
  await standoff('new', pathIn(folder))
  await standoff('import', pathIn(folder), source)
  return [{ project: PROJECT, annotations: 0, articles: 1 }]
}

interface Opened {
  readonly service: ProjectService
  /** As opening it said. */
  readonly annotations: number
  tag(): Change
}

/** Annotations of a project. */
export const countOf = ({ counts }: Pick<ProjectOverview, 'counts'>): number =>
  Object.values(counts)
    .flatMap((types) => Object.values(types))
    .reduce((sum, count) => sum + count, 0)

let number = 0

function open(folder: string): Opened {
  const service = createProjectService()
  const overview = must(service.open(pathIn(folder), { annotator: ANNOTATOR }))
  if (overview.readOnly !== null) throw new Error(overview.readOnly)
  const [article] = overview.articles
  if (!article) throw new Error('There is no article')
  const opened = must(service.openArticle(article.id))
  return {
    service,
    annotations: countOf(overview),
    tag() {
      const start = 46 * (number % 200)
      const id = `${process.pid}-${number++}`
      const made = annotate(opened.body.text, article.id, 'entity', [{ start, end: start + 12 }], `annotation-${id}`)
      return makeChange(`change-${id}`, 'Tag', { added: [made] })
    },
  }
}

const save = (service: ProjectService, change: Change): void =>
  void must(service.save({ change, origin: 'user', of: null }))

const held = (annotations: number): Holding => ({ project: PROJECT, annotations, articles: 1 })

const tag: Life = {
  name: 'tag',
  prepare: oneArticle,
  live({ folder, tell }) {
    const opened = open(folder)
    for (let count = opened.annotations + 1; ; count++) {
      tell.tried(held(count))
      save(opened.service, opened.tag())
      tell.done(held(count))
    }
  },
}

const undo: Life = {
  name: 'undo',
  prepare: oneArticle,
  live({ folder, tell, random }) {
    const { service, annotations, tag: next } = open(folder)
    const stack: Change[] = []
    let count = annotations
    for (;;) {
      const last = random() < 0.5 ? stack.pop() : undefined
      count += last ? -1 : 1
      tell.tried(held(count))
      if (last) {
        const back = makeChange(`${last.id}-undone`, 'Undo', { removed: last.added })
        must(service.save({ change: back, origin: 'undo', of: last.id }))
      } else {
        const change = next()
        save(service, change)
        stack.push(change)
      }
      tell.done(held(count))
    }
  },
}

const close: Life = {
  name: 'close',
  prepare: oneArticle,
  live({ folder, tell }) {
    for (;;) {
      const { service, annotations, tag: next } = open(folder)
      tell.tried(held(annotations + 1))
      save(service, next())
      tell.done(held(annotations + 1))
      must(service.close())
    }
  },
}

const create: Life = {
  name: 'create',
  prepare: () => [],
  live({ folder, tell }) {
    for (let i = 0; ; i++) {
      const holding = { project: `project-${i}.standoff`, annotations: 0, articles: 0 }
      const service = createProjectService()
      tell.tried(holding)
      must(service.create(join(folder, holding.project), { name: `Project ${i}`, annotator: ANNOTATOR }))
      tell.done(holding)
      must(service.close())
    }
  },
}

const migrate: Life = {
  name: 'migrate',
  prepare(folder) {
    const first = join(folder, 'first.standoff')
    copyFileSync(VERSION_5, first)
    const service = createProjectService()
    const overview = must(service.open(first, { annotator: ANNOTATOR }))
    must(service.close())
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    const annotations = countOf(overview)
    const articles = overview.articles.length
    const projects = Array.from({ length: 20 }, (_, i) => `old-${i}.standoff`)
    for (const project of projects) copyFileSync(VERSION_5, join(folder, project))
    return projects.map((project) => ({ project, annotations, articles }))
  },
  live({ folder, tell, begun }) {
    for (const holding of begun) {
      const service = createProjectService()
      tell.tried(holding)
      must(service.open(join(folder, holding.project), { annotator: ANNOTATOR }))
      tell.done(holding)
      must(service.close())
    }
  },
}

const importArticles: Life = {
  name: 'import',
  prepare: oneArticle,
  async live({ folder, tell }) {
    for (let articles = 2; ; articles++) {
      const source = join(folder, `article-${articles}.txt`)
      writeFileSync(source, `Article ${articles}\n\n${TEXT}`)
      const holding = { project: PROJECT, annotations: 0, articles }
      tell.tried(holding)
      await standoff('import', pathIn(folder), source)
      tell.done(holding)
    }
  },
}

/** A dataset of another project, as the command line exports it. */
async function exported(folder: string, name: string): Promise<string> {
  const out = join(folder, name)
  await standoff('export', pathIn(folder), '--format', 'json', '--out', out)
  return out
}

const importDataset: Life = {
  name: 'import-dataset',
  async prepare(folder) {
    const made = join(folder, 'made')
    mkdirSync(made)
    await oneArticle(made)
    const { service, tag: next } = open(made)
    for (let i = 0; i < 150; i++) save(service, next())
    must(service.close())
    await exported(made, 'dataset.json')
    for (let i = 0; i < 6; i++) await standoff('new', join(folder, `into-${i}.standoff`))
    return Array.from({ length: 6 }, (_, i) => ({ project: `into-${i}.standoff`, annotations: 0, articles: 0 }))
  },
  async live({ folder, tell }) {
    for (let i = 0; i < 6; i++) {
      const holding = { project: `into-${i}.standoff`, annotations: 150, articles: 1 }
      tell.tried(holding)
      await standoff('import-dataset', join(folder, holding.project), join(folder, 'made/dataset.json'))
      tell.done(holding)
    }
  },
}

const exportLife: Life = {
  name: 'export',
  async prepare(folder) {
    const begun = await oneArticle(folder)
    const { service, tag: next } = open(folder)
    for (let i = 0; i < 100; i++) save(service, next())
    must(service.close())
    await exported(folder, 'dataset.json')
    return begun.map(({ project, articles }) => ({ project, annotations: 100, articles }))
  },
  async live({ folder, tell }) {
    for (let i = 0; ; i++) {
      tell.tried(held(100))
      if (i % 2 === 0) await exported(folder, 'dataset.json')
      else await standoff('export', pathIn(folder), '--format', 'datapackage', '--out', join(folder, 'package'))
      tell.done(held(100))
    }
  },
}

const copy: Life = {
  name: 'copy',
  prepare: oneArticle,
  live({ folder, tell }) {
    const { service, annotations, tag: next } = open(folder)
    for (let count = annotations + 1; ; count++) {
      tell.tried(held(count))
      save(service, next())
      tell.done(held(count))
      const holding = { project: `copy-${count}.standoff`, annotations: count, articles: 1 }
      tell.tried(holding)
      must(service.saveCopy(join(folder, holding.project)))
      tell.done(holding)
    }
  },
}

const backup: Life = {
  name: 'backup',
  prepare: oneArticle,
  async live({ folder, tell }) {
    for (;;) {
      const { service, annotations, tag: next } = open(folder)
      tell.tried(held(annotations + 1))
      save(service, next())
      tell.done(held(annotations + 1))
      must(service.close())
      await standoff('backup', pathIn(folder))
    }
  },
}

const restore: Life = {
  name: 'restore',
  async prepare(folder) {
    const begun = await oneArticle(folder)
    const backups = join(folder, 'one-backup')
    mkdirSync(backups)
    copyFileSync(pathIn(folder), join(backups, PROJECT))
    return begun
  },
  async live({ folder, tell }) {
    for (let i = 0; ; i++) {
      const holding = { project: `restored-${i}.standoff`, annotations: 0, articles: 1 }
      tell.tried(holding)
      await standoff('restore', join(folder, 'one-backup', PROJECT), '--out', join(folder, holding.project))
      if (!existsSync(join(folder, holding.project))) throw new Error('Nothing was restored')
      tell.done(holding)
    }
  },
}

/** Every kind of life. */
export const LIVES: readonly Life[] = [
  tag,
  undo,
  close,
  create,
  migrate,
  importArticles,
  importDataset,
  exportLife,
  copy,
  backup,
  restore,
]
