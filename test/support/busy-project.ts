import { createSqliteStore } from '../../main/store/sqlite/sqlite-store.ts'
import { createProjectFile } from '../../main/store/sqlite/life/create-file.ts'
import type { BatchStep } from '../../main/store/batch-step.ts'
import { type Change, invertChange, makeChange } from '../../model/change/change.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import type { Prediction } from '../../model/record/prediction.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { annotate, ANNOTATOR, article, idOf, type TaggedArticle } from './article.ts'
import { randomFrom } from './random.ts'
import { valueOf } from './result.ts'
import { FIRST_RECORDS } from './store.ts'
import { personOf, relationOf } from './stored-project.ts'

/** What a busy project is made of. */
export interface BusyOptions {
  readonly seed: number
  readonly articles: number
  readonly annotations: number
}

const WORDS = (
  'minister said on Monday that nothing had been decided yet while Zoë Müller 🙂 of the union called this a scandal and ' +
  'the spokesman for the city council – who would not be named – denied every word of it before the press in Geneva'
).split(' ')

/**
 * A project that several acts have made: articles imported one by one, annotations tagged singly, many at once and
 * imported in batches, some of them changed, removed, taken back and done again, with entries, links, rejections and
 * predictions. Closed when this returns.
 */
export function makeBusyProject(path: string, { seed, articles, annotations }: BusyOptions): void {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const file = valueOf(createProjectFile(path, { now: '2025-03-01T12:00:00.000Z' }))
  // Nobody pulls the plug on a test.
  file.db.exec('PRAGMA synchronous = OFF')
  const store = createSqliteStore(file)
  let minute = 0
  const now = (): string => new Date(Date.UTC(2025, 2, 1, 12, minute++)).toISOString()
  let number = 0
  const next = (kind: string): string => idOf(kind, ++number)
  const commit = (change: Change, origin: 'user' | 'import' | 'system' = 'user', of: string | null = null) =>
    valueOf(store.commit(change, { origin, of, annotator: ANNOTATOR, at: now() }))
  const act = (
    title: string,
    parts: Parameters<typeof makeChange>[2],
    origin: 'user' | 'import' | 'system' = 'user',
  ) => {
    const change = makeChange(next('change'), title, parts)
    commit(change, origin)
    return change
  }
  const sentence = (): string => Array.from({ length: 8 + random(12) }, () => pick(WORDS)).join(' ')
  const textOf = (): string => Array.from({ length: 10 + random(90) }, () => `${sentence()}.`).join('\n')

  act('Start', { added: FIRST_RECORDS }, 'system')
  const people = Array.from({ length: 6 }, (_, i) => personOf(idOf('entity', i + 1), `Person ${i + 1}`))
  act('Add entries', { added: people })
  const texts: TaggedArticle[] = []
  const tag = (): Annotation => {
    const { text, article: home } = pick(texts)
    const word = pick([...text.matchAll(/\p{L}+/gu)])
    const made = annotate(
      text,
      home.id,
      pick(['entity', 'claim', 'quote']),
      [{ start: word.index, end: word.index + word[0].length }],
      next('annotation'),
    )
    const at = now()
    const attributes =
      made.type === 'entity' && random(2) === 0 ? { ...made.attributes, entity: pick(people).id } : made.attributes
    return { ...made, attributes, createdAt: at, updatedAt: at }
  }
  const live: Annotation[] = []
  const importArticle = (): void => {
    const made = article(textOf(), texts.length + 1)
    act(`Import ${made.article.title}`, { added: [made.article], texts: [made.body] }, 'import')
    texts.push(made)
  }
  const batch = (size: number): void => {
    const steps: Result<BatchStep>[] = Array.from({ length: 4 }, () => {
      const added = Array.from({ length: Math.ceil(size / 4) }, tag)
      live.push(...added)
      return ok({ kind: 'change', change: makeChange(next('change'), 'Import dataset', { added }) })
    })
    valueOf(store.commitAll(steps, { annotator: ANNOTATOR, at: now() }))
  }
  const predictionOf = ({ article: home, type, fragments, attributes, note, createdAt }: Annotation): Prediction => ({
    kind: 'prediction',
    id: next('prediction'),
    article: home,
    type,
    fragments,
    attributes,
    links: [],
    source: 'ner',
    score: null,
    note,
    createdAt,
  })
  const some = (): void => {
    switch (random(12)) {
      case 0: {
        const added = Array.from({ length: 12 }, tag)
        act('Tag all', { added })
        live.push(...added)
        return
      }
      case 1: {
        const before = pick(live)
        const after: Annotation = { ...before, note: sentence(), updatedAt: now() }
        act('Edit note', { updated: [[before, after]] })
        live[live.indexOf(before)] = after
        return
      }
      case 2: {
        const made = tag()
        const change = act('Tag', { added: [made] })
        commit2('undo', change, invertChange(change, next('change')))
        if (random(2) === 0) return
        commit2('redo', change, { ...change, id: next('change') })
        live.push(made)
        return
      }
      case 3: {
        const [source, target] = [tag(), tag()]
        const [quote, speaker] = [
          { ...source, type: 'quote' },
          { ...target, type: 'entity' },
        ]
        const relation = relationOf(next('relation'), quote, 'speaker', { annotation: speaker.id })
        act('Link', { added: [quote, speaker, relation] as ProjectRecord[] })
        live.push(quote, speaker)
        return
      }
      case 4: {
        act('Predict', { added: [predictionOf(tag())] })
        return
      }
      default: {
        const made = tag()
        act('Tag', { added: [made] })
        live.push(made)
      }
    }
  }
  const commit2 = (origin: 'undo' | 'redo', of: Change, change: Change): void =>
    void valueOf(store.commit(change, { origin, of: of.id, annotator: ANNOTATOR, at: now() }))
  importArticle()
  live.push(tag())
  act('Tag', { added: [...live] })
  while (live.length < annotations || texts.length < articles) {
    if (texts.length < articles && live.length > (annotations * texts.length) / articles) importArticle()
    else if (random(40) === 0) batch(40)
    else some()
  }
  valueOf(store.close())
}
