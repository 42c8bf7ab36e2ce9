import type { Annotation } from '../../model/record/annotation.ts'
import { makeAnnotation } from '../../model/annotation/annotate.ts'
import { AnnotationIndex } from '../../model/annotation/annotation-index.ts'
import type { Article } from '../../model/record/article.ts'
import { type PartRef, partKey } from '../../model/codebook/codebook-part.ts'
import type { Entity } from '../../model/record/entity.ts'
import { hull } from '../../model/record/annotation.ts'
import type { Prediction } from '../../model/record/prediction.ts'
import type { Relation } from '../../model/record/relation.ts'
import { inSentence } from '../../model/text/sentence.ts'
import { memoryProject } from './memory-project.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import { fail, ok } from '../../model/value/result.ts'
import { countUsage } from './codebook-usage.ts'
import type {
  AppState,
  EventName,
  Events,
  ExportFormat,
  ImportReport,
  Packed,
  ProjectOverview,
  QuoteProblem,
  SaveRequest,
  Workbench,
} from '../../preload/contract/contract.ts'
import { exportFormat, exportReport } from './export.ts'

/*
 * A main process made of plain values, for tests of the window. It saves and refuses changes by the rules of the real
 * project, answers at once unless a test replaces a request, and remembers what it was sent.
 */

export const NOW = '2026-03-01T10:00:00.000Z'

/** Ids that sort in the order in which they were made. */
export function countingIds(prefix = 'id'): () => string {
  let next = 0
  return () => `${prefix}-${String(next++).padStart(6, '0')}`
}

export const SAMPLE_TEXT =
  'Harbour vote delayed\n\nThe minister said the vote would wait. “We will not be rushed,” Ada Lind told reporters.\n\nHer party is against the plan, and 40 percent of voters agree.'

/** An article record with everything a project would know of it. */
export function makeArticle(id: string, edit: Partial<Article> = {}): Article {
  return {
    kind: 'article',
    id,
    title: `Article ${id}`,
    language: 'en',
    metadata: {},
    source: {
      fileName: `${id}.txt`,
      mediaType: 'text/plain',
      sha256: 'ab'.repeat(32),
      byteLength: 1_234,
      encoding: 'utf-8',
      byteOrderMark: false,
      newline: 'lf',
      importer: 'text',
      normalised: [],
    },
    body: `body-${id}`,
    textSha256: 'cd'.repeat(32),
    textLength: SAMPLE_TEXT.length,
    status: 'new',
    createdAt: NOW,
    updatedAt: NOW,
    ...edit,
  }
}

/** Blocks of a text whose paragraphs are parted by empty lines. */
function blocksOf(text: string) {
  const blocks: { kind: 'paragraph' | 'heading'; start: number; end: number; level?: number }[] = []
  let at = 0
  for (const part of text.split('\n\n')) {
    const heading = at === 0
    blocks.push({
      kind: heading ? 'heading' : 'paragraph',
      start: at,
      end: at + part.length,
      ...(heading ? { level: 1 } : {}),
    })
    at += part.length + 2
  }
  return blocks
}

/** An annotation over the first occurrence of some words. */
export function annotate(
  article: string,
  typeId: string,
  words: string,
  edit: Partial<Annotation> = {},
  text = SAMPLE_TEXT,
): Annotation {
  const type = newsAttribution.types.find(({ id }) => id === typeId)
  if (!type) throw new Error(`The codebook has no type ${typeId}`)
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`The text does not hold ${words}`)
  const made = makeAnnotation(type, words === '' ? [] : [{ start, end: start + words.length }], {
    id: `${typeId}-${start}-${words.length}`,
    now: NOW,
    article,
    text,
    annotator: 'me',
    codebookVersion: 1,
  })
  if (!made.ok) throw new Error(made.failure.message)
  return { ...made.value, ...edit }
}

export const FORMATS: readonly ExportFormat[] = [
  exportFormat({ id: 'json', title: 'JSON' }),
  exportFormat({ id: 'jsonl', title: 'JSON Lines', description: 'One article a line.' }),
  exportFormat({
    id: 'csv',
    title: 'CSV',
    description: 'One row an annotation, for spreadsheets and statistics.',
    profiles: [
      { id: 'raw', title: 'For code', description: 'UTF-8, values untouched.' },
      { id: 'excel', title: 'For Excel', description: 'With a byte-order mark, formulas made harmless.' },
    ],
  }),
]

/** A value as the main process sends it. */
export const pack = <T>(value: T): Packed<T> => ({ json: JSON.stringify(value) })

export interface FakeProject {
  readonly articles: readonly Article[]
  readonly texts?: Readonly<Record<string, string>>
  readonly annotations?: readonly Annotation[]
  readonly relations?: readonly Relation[]
  readonly predictions?: readonly Prediction[]
  readonly problems?: readonly QuoteProblem[]
  readonly entities?: readonly Entity[]
  readonly readOnly?: string | null
  readonly name?: string
}

/** What the main process would say of the project when it is opened. */
export function overviewOf({
  articles,
  annotations = [],
  entities = [],
  readOnly = null,
  name = 'My articles',
}: FakeProject): ProjectOverview {
  const counts: Record<string, Record<string, number>> = {}
  for (const { article, type } of annotations) {
    const own = (counts[article] ??= {})
    own[type] = (own[type] ?? 0) + 1
  }
  return {
    project: { kind: 'project', id: 'project', name, description: '', createdAt: NOW },
    fileName: `${name}.standoff`,
    folder: '/home/ada/Documents',
    readOnly,
    articles,
    codebook: newsAttribution,
    annotators: [{ kind: 'annotator', id: 'me', name: 'Ada Lind', type: 'human' }],
    entities,
    annotator: 'me',
    counts,
    damage: [],
    history: { undo: [], redo: [] },
  }
}

/** Whether an annotation holds any of the parts. */
function holds({ type, attributes }: Annotation, parts: readonly PartRef[]): boolean {
  return parts.some((part) => {
    if (part.type !== type || part.kind === 'role') return false
    if (part.kind === 'type') return true
    const value = attributes[part.attribute]
    return value !== undefined && (part.kind === 'attribute' || part.value === value)
  })
}

/** A page of records by id, as the main process would give it. */
function pageOf<T extends { readonly id: string }>(records: readonly T[], after: string, limit: number) {
  const items = records
    .filter(({ id }) => id > after)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit)
  return { items, next: items.length < limit ? null : (items.at(-1)?.id ?? null) }
}

export interface FakeWorkbench {
  readonly workbench: Workbench
  /** Every change that was sent to be saved, oldest first. */
  readonly saved: SaveRequest[]
  /** Names of all other requests with their arguments. */
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[]
  readonly emit: <Name extends EventName>(name: Name, payload: Events[Name]) => void
}

/** Makes the main process of a project; `replace` puts own answers in the place of its own. */
export function fakeWorkbench(
  project: FakeProject,
  replace: Partial<Workbench> = {},
  app: Partial<AppState> = {},
): FakeWorkbench {
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const saved: SaveRequest[] = []
  const calls: { name: string; args: readonly unknown[] }[] = []
  const textOf = (id: string): string => project.texts?.[id] ?? SAMPLE_TEXT
  const { project: own, codebook, annotators, entities } = overviewOf(project)
  const records = memoryProject(
    [
      own,
      codebook,
      ...annotators,
      ...project.articles,
      ...entities,
      ...(project.annotations ?? []),
      ...(project.relations ?? []),
      ...(project.predictions ?? []),
    ],
    (body) => {
      const home = project.articles.find((article) => article.body === body)
      return home ? textOf(home.id) : null
    },
  )
  const stored = records.all
  /** The annotations of an article in reading order, put in order once after each change. */
  const ordered = new Map<string, readonly Annotation[]>()
  const inOrder = (article: string): readonly Annotation[] => {
    const key = `${saved.length} ${article}`
    const known = ordered.get(key) ?? [
      ...AnnotationIndex.from(stored('annotation').filter((item) => item.article === article)),
    ]
    ordered.set(key, known)
    return known
  }
  const note =
    <T>(name: string, answer: T) =>
    (...args: readonly unknown[]): Promise<T> => {
      calls.push({ name, args })
      return Promise.resolve(answer)
    }

  const workbench: Workbench = {
    appState: () =>
      Promise.resolve(
        ok({ version: '0.1.0', platform: 'linux', recents: [], project: overviewOf(project), looking: null, ...app }),
      ),
    newProject: note('newProject', ok(null)),
    openProject: note('openProject', ok(null)),
    openRecentProject: note('openRecentProject', ok(null)),
    forgetRecentProject: note('forgetRecentProject', ok(null)),
    openSampleProject: note('openSampleProject', ok(null)),
    closeProject: note('closeProject', ok(null)),
    chooseArticles: note('chooseArticles', ok(null)),
    openArticle(id) {
      const article = project.articles.find((item) => item.id === id)
      if (!article) return Promise.resolve(fail('not-found', 'There is no such article.', 'Open another one.'))
      const text = textOf(id)
      const annotationCount = inOrder(id).length
      return Promise.resolve(
        ok(
          pack({
            article,
            body: { text, blocks: blocksOf(text) },
            annotationCount,
            relations: stored('relation').filter(
              ({ article: home, target }) =>
                home === id ||
                ('annotation' in target &&
                  stored('annotation').some((item) => item.id === target.annotation && item.article === id)),
            ),
            predictions: (project.predictions ?? []).filter(({ article: home }) => home === id),
            rejections: [],
            damage: [],
          }),
        ),
      )
    },
    annotationPage(article, after, limit) {
      const all = inOrder(article)
      const page = all.slice(after, after + limit)
      const next = after + limit < all.length ? after + limit : null
      const problems = (project.problems ?? []).filter(({ annotation }) => page.some(({ id }) => id === annotation))
      return Promise.resolve(ok(pack({ annotations: page, problems, next, damage: [] })))
    },
    save(request) {
      const taken = records.save(request.change)
      if (!taken.ok) return Promise.resolve(taken)
      saved.push(request)
      return Promise.resolve(ok({ sequence: saved.length }))
    },
    articleTexts(ids) {
      calls.push({ name: 'articleTexts', args: [ids] })
      return Promise.resolve(ok(ids.map((article) => ({ article, text: textOf(article) }))))
    },
    tagsAt(articles) {
      const tagsIn = (article: string, places: readonly number[]) =>
        stored('annotation')
          .filter((item) => item.article === article)
          .flatMap(({ type, fragments: [first, ...others] }) => {
            const place = places.findIndex(
              (start, i) => i % 2 === 0 && start === first?.start && places[i + 1] === first.end,
            )
            return place >= 0 && others.length === 0 ? [{ place: place / 2, type }] : []
          })
      return Promise.resolve(ok(articles.map(({ article, places }) => ({ article, tags: tagsIn(article, places) }))))
    },
    savePart: note('savePart', ok(null)),
    storedChange: note('storedChange', fail('not-found', 'There is no such change.', 'Try another one.')),
    codebookUsage(...args) {
      calls.push({ name: 'codebookUsage', args })
      return Promise.resolve(ok(countUsage(project.annotations ?? [], project.relations ?? [])))
    },
    annotationsWithParts(parts, after, limit) {
      const found = (project.annotations ?? []).filter((annotation) => holds(annotation, parts))
      return Promise.resolve(ok(pack(pageOf(found, after, limit))))
    },
    relationsWithRoles(parts, after, limit) {
      const typeOf = new Map((project.annotations ?? []).map(({ id, type }) => [id, type]))
      const keys = new Set(parts.map(partKey))
      const found = (project.relations ?? []).filter(({ role, source }) =>
        keys.has(partKey({ kind: 'role', type: typeOf.get(source) ?? '', role })),
      )
      const { items, next } = pageOf(found, after, limit)
      const linked = items.map((relation) => [typeOf.get(relation.source) ?? '', relation] as const)
      return Promise.resolve(ok(pack({ items: linked, next })))
    },
    openCodebookFile: note('openCodebookFile', ok(null)),
    saveCodebookFile: note('saveCodebookFile', ok(null)),
    entityUses() {
      const uses = stored('entity').map(({ id: entity }) => {
        const mentions = stored('annotation').filter(({ attributes }) => attributes.entity === entity)
        const relations = stored('relation').filter(({ target }) => 'entity' in target && target.entity === entity)
        const lastUsed = mentions.map(({ updatedAt }) => updatedAt).reduce((a, b) => (a > b ? a : b), '')
        return { entity, mentions: mentions.length, relations: relations.length, lastUsed: lastUsed || null }
      })
      return Promise.resolve(ok(uses.filter(({ mentions, relations }) => mentions + relations > 0)))
    },
    entityMentions(entity, after, limit) {
      const all = stored('annotation').filter(({ attributes }) => attributes.entity === entity)
      const mentions = all.slice(after, after + limit).map((item) => {
        const text = textOf(item.article)
        const about = { annotation: item.id, article: item.article, type: item.type }
        return Object.assign(about, inSentence({ text, blocks: blocksOf(text) }, hull(item), 'en'))
      })
      return Promise.resolve(ok({ mentions, next: after + limit < all.length ? after + limit : null }))
    },
    entityPointers(ids) {
      return Promise.resolve(
        ok(
          pack({
            annotations: stored('annotation').filter(({ attributes }) => ids.includes(attributes.entity ?? '')),
            relations: stored('relation').filter(({ target }) => 'entity' in target && ids.includes(target.entity)),
          }),
        ),
      )
    },
    reportUnsaved: note('reportUnsaved', ok(null)),
    showMenu: note('showMenu', ok(null)),
    tryExport: note('tryExport', ok(exportReport())),
    exportFormats: note('exportFormats', ok(FORMATS)),
    exportDataset: note('exportDataset', ok(null)),
    cancelExport: note('cancelExport', ok(null)),
    checkProject: note('checkProject', ok({ of: 'a', file: 'a.standoff', findings: [], sound: [], repairs: [] })),
    cancelCheck: note('cancelCheck', ok(null)),
    repairProject: note('repairProject', ok(null)),
    salvageProject: note('salvageProject', ok(null)),
    cancelSalvage: note('cancelSalvage', ok(null)),
    openSalvaged: note('openSalvaged', ok(null)),
    saveProjectCopy: note('saveProjectCopy', ok(true)),
    showInFolder: note('showInFolder', ok(null)),
    importDropped: note('importDropped', ok(null)),
    importPasted: note('importPasted', ok(null)),
    paste: note('paste', ok(null)),
    rereadImport: note('rereadImport', fail('not-found', 'There is no such file.', 'Open it again.')),
    importStaged: note('importStaged', ok(importReport({}))),
    cancelImport: note('cancelImport', ok(null)),
    chooseDataset: note('chooseDataset', ok(null)),
    planDataset: note('planDataset', fail('not-found', 'There is no such dataset.', 'Choose it again.')),
    importDataset: note('importDataset', fail('not-found', 'There is no such dataset.', 'Choose it again.')),
    cancelDataset: note('cancelDataset', ok(null)),
    undoBatch: note('undoBatch', ok(null)),
    redoBatch: note('redoBatch', ok(null)),
    backups: note('backups', fail('no-project', 'No project is open.', 'Open a project first.')),
    lookAtBackup: note('lookAtBackup', ok(null)),
    restoreBackup: note('restoreBackup', ok(true)),
    makeBackup: note('makeBackup', ok(null)),
    showBackups: note('showBackups', ok(null)),
    setBackups: note('setBackups', ok(null)),
    setBackupFolder: note('setBackupFolder', ok(true)),
    pastActs: note('pastActs', ok({ acts: [], next: null })),
    lookAtMoment: note('lookAtMoment', ok(null)),
    restoreLook: note('restoreLook', ok(true)),
    leaveLook: note('leaveLook', ok(null)),
    showOriginal: note('showOriginal', ok(null)),
    on(name, listener) {
      const group = listeners.get(name) ?? new Set()
      listeners.set(name, group)
      group.add(listener)
      return () => group.delete(listener)
    },
    ...replace,
  }
  return {
    workbench,
    saved,
    calls,
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never)
    },
  }
}

/** A report of an import of what is named, with counts that fit. */
export function importReport(said: Partial<Omit<ImportReport, 'counts'>>): ImportReport {
  const { imported = [], skipped = [], failed = [], cancelled = false, aside = null } = said
  const counts = { imported: imported.length, skipped: skipped.length, failed: failed.length }
  return { counts, imported, skipped, failed, cancelled, aside }
}
