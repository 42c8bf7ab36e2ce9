import { applyChange, putDelta } from '../../../model/change/apply.ts'
import { bodiesOf, type Change, invertChange, sizeOf } from '../../../model/change/change.ts'
import { buildsUpon, type ChangeOrigin, type LogEntry } from '../../../model/change/log-entry.ts'
import { isRefusal } from '../../../model/change/refusal.ts'
import { noRecords, type Records, viewOf } from '../../../model/change/view.ts'
import { type Annotation, compareAnnotations } from '../../../model/record/annotation.ts'
import type { PartPage } from '../../../model/codebook/part-page.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { countOf, homeOf, referencesOf } from '../../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import type { ArticleBody } from '../../../model/text/block.ts'
import { ownValue } from '../../../model/value/own-value.ts'
import { type Failure, fail, ok, type Result } from '../../../model/value/result.ts'
import { sha256 } from '../../files/sha256.ts'
import { bodyId } from '../body-id.ts'
import { hashOfEntry, NO_HASH } from '../log-hash.ts'
import { createDamageList } from '../damage-list.ts'
import { DamagedProject } from '../damaged-project.ts'
import { type CheckedProject, checkDelta, checkStorable } from '../check-delta.ts'
import type { PlacePage, ProjectStore } from '../project-store.ts'
import { builtUpon, missingOrigin, noSuchStep, partOfBatch } from '../refusals.ts'
import { MemoryHistory } from './memory-history.ts'
import { holdsPart, pointersTo, usageOf } from './memory-queries.ts'

/** Everything that is stored. A transaction works on a copy, which takes the place of this one where it succeeds. */
interface Stored {
  records: Records
  readonly bodies: Map<string, ArticleBody>
  readonly originals: Map<string, Uint8Array>
  readonly log: LogEntry[]
  readonly history: MemoryHistory
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)
const byArticle = (a: Annotation, b: Annotation): number =>
  a.article === b.article ? compareAnnotations(a, b) : a.article < b.article ? -1 : 1

function placePage<T>(all: readonly T[], offset: number, limit: number): PlacePage<T> {
  const items = all.slice(offset, offset + limit)
  return { items, next: items.length < limit ? null : offset + limit }
}

function partPage<T>(all: readonly T[], limit: number, idOf: (item: T) => string): PartPage<T> {
  const items = all.slice(0, limit)
  const last = items[limit - 1]
  return { items, next: last === undefined ? null : idOf(last) }
}

/** The same project without a disk: for tests and trials. Nothing is left of it when it is closed. */
export function createMemoryStore(path: string): ProjectStore {
  let stored: Stored = {
    records: noRecords,
    bodies: new Map(),
    originals: new Map(),
    log: [],
    history: new MemoryHistory(),
  }

  const ofKind = <K extends RecordKind>(kind: K): RecordOf<K>[] =>
    [...stored.records.values()].filter((record): record is RecordOf<K> => record.kind === kind).toSorted(byId)
  const find = <K extends RecordKind>(kind: K, id: string): RecordOf<K> | null =>
    (stored.records.get(`${kind}:${id}`) as RecordOf<K> | undefined) ?? null
  const codebook = (): Codebook | null => ofKind('codebook')[0] ?? null
  const annotationsOf = (article: string): Annotation[] =>
    ofKind('annotation')
      .filter((item) => item.article === article)
      .toSorted(compareAnnotations)

  const attempt: ProjectStore['attempt'] = (work) => {
    try {
      return work(createDamageList())
    } catch (error) {
      if (!(error instanceof DamagedProject)) throw error
      return fail('damaged-project', `The project is damaged: ${error.message}`, 'Use a backup copy.')
    }
  }

  /** All or nothing: what fails leaves everything as it was. */
  const transaction = <T>(work: () => Result<T>): Result<T> => {
    const before = stored
    const { records, bodies, originals, log, history } = before
    stored = { records, bodies: new Map(bodies), originals: new Map(originals), log: [...log], history: history.copy() }
    let outcome: Result<T> | null = null
    try {
      outcome = work()
      return outcome
    } finally {
      if (!outcome?.ok) stored = before
    }
  }

  const usersOf = (record: ProjectRecord): string[] => {
    const users = [...stored.records.values()].filter((other) =>
      referencesOf(other, codebook()).some(({ kind, id }) => kind === record.kind && id === record.id),
    )
    if (record.kind !== 'article') return users.map(({ id }) => id).toSorted()
    const counts = new Map<RecordKind, number>()
    const inside = [...stored.records.values()].filter((other) => homeOf(other) === record.id)
    for (const { kind } of inside) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return [...counts].map(([kind, count]) => countOf(kind, count))
  }

  const checked: CheckedProject = {
    find,
    codebook,
    textOf: (body) => stored.bodies.get(body)?.text ?? null,
    relationsAt: (id) =>
      ofKind('relation')
        .filter(({ source, target }) => source === id || ('annotation' in target && target.annotation === id))
        .map((relation) => relation.id),
    placedIn: (article) => [...stored.records.values()].filter((record) => homeOf(record) === article),
    usersOf,
  }

  const storeTexts = ({ texts, added }: Change): void => {
    for (const body of texts) stored.bodies.set(bodyId(body), body)
    for (const record of added) {
      const body = record.kind === 'article' ? stored.bodies.get(record.body) : undefined
      if (record.kind !== 'article' || !body || stored.originals.has(record.source.sha256)) continue
      stored.originals.set(record.textSha256, Buffer.from(body.text))
    }
  }

  /** Applies a change and checks what it makes. What was put stands even where it fails: in a transaction. */
  const applyChecked = (change: Change): Failure | null => {
    storeTexts(change)
    const delta = applyChange(viewOf(stored.records), change)
    if (!delta.ok) return delta.failure
    const unstorable = checkStorable(change, delta.value)
    if (unstorable) return unstorable
    stored.records = putDelta(stored.records, delta.value)
    return checkDelta(checked, change, delta.value)
  }

  const append = (change: Change, from: ChangeOrigin): LogEntry => {
    const parent = stored.log.at(-1)?.change.id ?? null
    const sequence = stored.log.length + 1
    const said = { sequence, change: { ...change, texts: [] }, ...from, replica: path, parent }
    const entry = { ...said, hash: hashOfEntry(stored.log.at(-1)?.hash ?? NO_HASH, said) }
    stored.log.push(entry)
    return entry
  }

  const entryOf = (changeId: string): LogEntry | null => stored.log.find(({ change }) => change.id === changeId) ?? null

  const inWords = (change: Change, { origin, of, annotator }: ChangeOrigin, failure: Failure): Failure => {
    const earlier = of === null ? null : entryOf(of)
    if (!earlier || !isRefusal(failure) || (origin !== 'undo' && origin !== 'redo')) return failure
    const later = stored.log.find(
      (entry) =>
        entry.sequence > earlier.sequence && entry.annotator !== annotator && buildsUpon(entry.change, earlier.change),
    )
    const name = later && (find('annotator', later.annotator)?.name ?? 'Somebody else')
    return later && name !== undefined ? builtUpon(change, origin, later, name, failure) : failure
  }

  const commit: ProjectStore['commit'] = (change, from, originals = []) =>
    transaction(() => {
      const known = entryOf(change.id)
      if (known) return ok({ sequence: known.sequence })
      const { origin, of, annotator } = from
      const isTravel = origin === 'undo' || origin === 'redo'
      if (isTravel !== (of !== null)) return missingOrigin(change)
      if (of !== null && stored.history.batch(of)) return partOfBatch(change)
      for (const bytes of originals) stored.originals.set(sha256(bytes), bytes)
      const failure = applyChecked(change)
      if (failure) return { ok: false, failure: inWords(change, from, failure) }
      const entry = append(change, from)
      if (origin === 'user') stored.history.push(annotator, { entry, first: null })
      const moved = of !== null && isTravel ? stored.history.move(annotator, origin, of) : ok(null)
      return moved.ok ? ok({ sequence: entry.sequence }) : moved
    })

  const commitAll: ProjectStore['commitAll'] = (steps, from, interrupt = () => null) =>
    transaction(() => {
      const lines: LogEntry[] = []
      let records = 0
      for (const step of steps) {
        if (!step.ok) return step
        if (step.value.kind === 'text') {
          stored.bodies.set(bodyId(step.value.body), step.value.body)
          continue
        }
        const failure = applyChecked(step.value.change)
        if (failure) return { ok: false, failure }
        lines.push(append(step.value.change, { origin: 'import', of: null, ...from }))
        records += sizeOf(step.value.change)
        const stopped = interrupt(records)
        if (stopped) return { ok: false, failure: stopped }
      }
      const last = lines.at(-1)
      if (last) stored.history.push(from.annotator, { entry: last, first: lines[0]?.sequence ?? last.sequence })
      return ok({ id: last?.change.id ?? null, changes: lines.length, records })
    })

  const undoOrRedoAll: ProjectStore['undoOrRedoAll'] = (direction, id, from, newId, tell = () => undefined) =>
    transaction(() => {
      const step = stored.history.batch(id)
      if (!step || step.first === null) return noSuchStep(id)
      const moved = stored.history.move(from.annotator, direction, id)
      if (!moved.ok) return moved
      const lines = stored.log.slice(step.first - 1, step.entry.sequence)
      let records = 0
      for (const { change: done } of direction === 'undo' ? lines.toReversed() : lines) {
        const change = direction === 'undo' ? invertChange(done, newId()) : { ...done, id: newId() }
        const failure = applyChecked(change)
        if (failure) return { ok: false, failure }
        append(change, { origin: direction, of: done.id, ...from })
        records += sizeOf(change)
        tell(records)
      }
      return ok(null)
    })

  const withTexts = (change: Change): Change => ({
    ...change,
    texts: bodiesOf(change).flatMap((id) => stored.bodies.get(id) ?? []),
  })

  /** Entities that annotations name under some attributes, each annotation once for an entity. */
  function* mentions(attributes: readonly string[]): Iterable<readonly [string, string]> {
    for (const annotation of ofKind('annotation')) {
      const named = new Set(attributes.flatMap((id) => ownValue(annotation.attributes, id) ?? []))
      for (const entity of named) yield [entity, annotation.updatedAt]
    }
  }
  const mentionsOf = (entities: readonly string[], attributes: readonly string[]): Annotation[] =>
    ofKind('annotation')
      .filter((item) => attributes.some((id) => entities.includes(ownValue(item.attributes, id) ?? '')))
      .toSorted(byArticle)

  return {
    path,
    readOnly: null,
    attempt,
    state() {
      const [project] = ofKind('project')
      if (!project) throw new DamagedProject('The project record is missing.')
      const acts = stored.log.filter(({ origin }) => origin !== 'system')
      return {
        project: project.id,
        state: `memory:${stored.log.at(-1)?.change.id ?? ''}`,
        changedAt: acts.at(-1)?.at ?? null,
      }
    },
    find,
    all: ofKind,
    codebook,
    bodyOf: ({ body }) => stored.bodies.get(body) ?? null,
    textOf: (article) => stored.bodies.get(find('article', article)?.body ?? '')?.text ?? null,
    original: (hash) => stored.originals.get(hash) ?? null,
    articleWithText: (hash) => ofKind('article').find(({ textSha256 }) => textSha256 === hash)?.id ?? null,
    annotationCount: (article) => annotationsOf(article).length,
    annotationCounts() {
      const counts: Record<string, Record<string, number>> = {}
      for (const { article, type } of ofKind('annotation')) {
        const known = counts[article] ?? {}
        counts[article] = { ...known, [type]: (known[type] ?? 0) + 1 }
      }
      return counts
    },
    annotationsFrom: (article, offset, limit) => placePage(annotationsOf(article), offset, limit),
    typesAt: (article, { start, end }) =>
      ofKind('annotation')
        .filter(({ fragments: [only, more], ...item }) => {
          return item.article === article && !more && only?.start === start && only.end === end
        })
        .map(({ type }) => type),
    relationsOf(article) {
      const relations = ofKind('relation')
      const here = new Set(annotationsOf(article).map(({ id }) => id))
      const own = relations.filter((relation) => relation.article === article)
      const incoming = relations.filter(
        ({ article: home, target }) => home !== article && 'annotation' in target && here.has(target.annotation),
      )
      return [...own, ...incoming]
    },
    predictionsOf: (article) => ofKind('prediction').filter((item) => item.article === article),
    rejectionsOf: (article) => ofKind('rejection').filter((item) => item.article === article),
    mentionsFrom: (entity, attributes, offset, limit) => placePage(mentionsOf([entity], attributes), offset, limit),
    mentionsOf,
    relationsToEntity: (id) => ofKind('relation').filter(({ target }) => 'entity' in target && target.entity === id),
    countMentions: (attributes) => pointersTo(mentions(attributes)),
    countRelationsToEntities: () =>
      pointersTo(
        ofKind('relation').flatMap(({ target, updatedAt }) =>
          'entity' in target ? [[target.entity, updatedAt] as const] : [],
        ),
      ),
    codebookUsage: (valuesOf) => usageOf(ofKind('annotation'), ofKind('relation'), valuesOf),
    annotationsWithParts: (parts, after, limit) =>
      partPage(
        ofKind('annotation').filter((item) => item.id > after && parts.some((part) => holdsPart(item, part))),
        limit,
        ({ id }) => id,
      ),
    relationsWithRoles(parts, after, limit) {
      const found = ofKind('relation').flatMap((relation) => {
        const type = find('annotation', relation.source)?.type ?? ''
        const holds = parts.some((part) => part.kind === 'role' && part.type === type && part.role === relation.role)
        return relation.id > after && holds ? [[type, relation] as const] : []
      })
      return partPage(found, limit, ([, { id }]) => id)
    },
    adoptSteps: (of, by) =>
      transaction(() => {
        stored.history.adopt(of, by)
        return ok(null)
      }),
    history: (annotator, limit, largest) => stored.history.read(annotator, limit, largest),
    entry: entryOf,
    *since(sequence) {
      for (const entry of stored.log.slice(sequence)) yield { ...entry, change: withTexts(entry.change) }
    },
    commit,
    commitAll,
    undoOrRedoAll,
    saveCopy: () => fail('not-permitted', 'A project in memory cannot be copied to a file.', 'Export a dataset.'),
    tidy: () => undefined,
    close: () => ok(null),
  }
}
