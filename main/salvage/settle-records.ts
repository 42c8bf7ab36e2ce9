import { layerOf, KINDS, homeOf } from '../../model/record/kinds.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import type { ProjectRecord, RecordKind } from '../../model/record/project.ts'
import { makeChange } from '../../model/change/change.ts'
import { sameValue } from '../../model/value/same-value.ts'
import { bodyId } from '../store/body-id.ts'
import type { WriteHandle } from '../store/sqlite/sqlite.ts'
import { currentCodebook, findRecord, TABLES } from '../store/sqlite/tables.ts'
import { findBody, hasOriginal, storeBody, storeOriginal } from '../store/sqlite/texts.ts'
import { decideRecord } from './decide-record.ts'
import { tableOfKind } from './found-row.ts'
import { lostCodebook, lostProject, unknownAnnotator } from './lost-basics.ts'
import type { Replay } from './replay-log.ts'
import type { RestoredText } from './restore-texts.ts'
import type { Copy, Scratch } from './scratch.ts'
import { fitsItsText, soundnessOf, type Surroundings } from './sound-record.ts'
import type { Trees } from './trees.ts'
import { writeChange } from './write-change.ts'

/** Each kind after those that it refers to. */
export const SETTLING_ORDER: readonly RecordKind[] = [
  'project',
  'annotator',
  'codebook',
  'entity',
  'article',
  'annotation',
  'prediction',
  'rejection',
  'relation',
]

export interface SettleOptions {
  readonly replay: Replay
  readonly trees: Trees
  readonly restored: ReadonlyMap<string, RestoredText>
  /** Who salvages. */
  readonly annotator: { readonly id: string; readonly name: string }
  readonly at: string
  readonly newId: () => string
  /** Name for the project where its own is lost. */
  readonly name: string
  readonly onRecord: () => void
}

/** Records in one change: few enough to be held, and to be one line of the log. */
const BATCH = 1000

/**
 * Leads from what the surviving log made to what was in the project when it was damaged, kind by kind, in changes of the
 * log. What cannot be in a sound project is set aside in full.
 */
export function settleRecords(db: WriteHandle, scratch: Scratch, options: SettleOptions): void {
  const { annotator, at, newId } = options
  const around = surroundingsOf(db, options.restored)
  let changes = 0
  const write = (title: string, parts: Parameters<typeof makeChange>[2]): void => {
    const written = writeChange(db, makeChange(newId(), title, parts), {
      origin: 'system',
      of: null,
      annotator: annotator.id,
      at,
    })
    if (!written.ok) throw new Error(`A change of the salvage does not fit: ${written.failure.message}`)
    changes++
  }
  const make = (record: ProjectRecord, why: string): void => {
    write('Salvage: what was lost and is needed', { added: [record] })
    scratch.setAside('made', record, { record, why })
  }
  for (const kind of SETTLING_ORDER) {
    const needed = new Set<string>()
    decideAll(kind, db, scratch, options, around, needed)
    for (const id of needed)
      if (!findRecord(db, { kind: 'annotator', id })) make(unknownAnnotator(id), 'Others are theirs.')
    applyDecisions(kind, db, scratch, around, write)
    around.forget()
    if (kind === 'project' && ![...TABLES.project.all(db)].length)
      make(lostProject(options.name, newId(), at), 'It was lost.')
    if (kind === 'codebook' && !currentCodebook(db)) make(lostCodebook(scratch), 'It was lost.')
    if (kind === 'article') keepTextsAsOriginals(db)
  }
  // Lines of the log name who wrote them.
  if ((changes > 0 || options.replay.bridges > 0) && !findRecord(db, { kind: 'annotator', id: annotator.id })) {
    write('Add annotator', { added: [{ kind: 'annotator', ...annotator, type: 'human' }] })
  }
}

function surroundingsOf(db: WriteHandle, restored: ReadonlyMap<string, RestoredText>) {
  const articles = new Map<string, ProjectRecord | null>()
  const standIns = new Map([...restored.values()].map(({ body: text }) => [bodyId(text), text]))
  let body: { readonly id: string; readonly text: string | null } | null = null
  let codebook: Codebook | null = null
  return {
    find(kind, id) {
      if (kind !== 'article') return findRecord(db, { kind, id })
      let article = articles.get(id)
      if (article === undefined) {
        if (articles.size > BATCH) articles.clear()
        article = findRecord(db, { kind, id })
        articles.set(id, article)
      }
      return article
    },
    codebook: () => (codebook ??= currentCodebook(db) ?? null),
    textOf(id) {
      if (body?.id !== id) body = { id, text: findBody(db, id)?.text ?? null }
      return body.text
    },
    restored: (id) => restored.get(id) ?? null,
    /** A restored text by the id that it gets itself. */
    standIn: (id: string): ArticleBody | null => standIns.get(id) ?? null,
    /** Forgets what it has read, because it was changed. */
    forget(): void {
      articles.clear()
      body = null
      codebook = null
    },
  } satisfies Around
}

type Around = Surroundings & { standIn(id: string): ArticleBody | null; forget(): void }

function decideAll(
  kind: RecordKind,
  db: WriteHandle,
  scratch: Scratch,
  options: SettleOptions,
  around: Surroundings,
  needed: Set<string>,
): void {
  const { trees, replay } = options
  const table = tableOfKind(kind)
  const tableWhole = trees.isWhole(table)
  const indexWhole = kind !== 'codebook' && trees.isWhole(`sqlite_autoindex_${table}_1`)
  const decide = (id: string, copies: readonly Copy[]): void => {
    options.onRecord()
    const logged = findRecord(db, { kind, id })
    const mention = scratch.mentionOf(kind, id)
    const decision = decideRecord({
      logged,
      copies,
      isMentioned: mention !== null,
      proof: mention?.proof ?? 'none',
      lostSince: replay.lostAfter(mention?.sequence ?? 0),
      tableWhole,
      isNamed: scratch.isNamed(kind, id) ? true : indexWhole ? false : null,
      fits: (record) => fitsItsText(record, around),
    })
    if (decision.kind === 'perhaps') scratch.setAside('perhaps', decision.record, { record: decision.record })
    const kept = decision.kind === 'kept' ? decision : null
    const after = kept && soundPart(kept.record, scratch, around)
    if (kept?.other && after) scratch.setAside('doubtful', after, { kept: after, other: kept.other })
    const layer = after && layerOf(after)
    if (typeof layer === 'string' && !around.find('annotator', layer)) needed.add(layer)
    if (!sameValue(logged, after)) scratch.decide(id, after)
  }
  for (const { id, copies } of scratch.copies(kind)) decide(id, copies)
  for (const { id } of TABLES[kind].all(db)) if (scratch.copiesOf(kind, id).length === 0) decide(id, [])
}

/** Where the file that an article was read from is lost, its text is what there is of it. */
function keepTextsAsOriginals(db: WriteHandle): void {
  for (const { body, source, textSha256 } of TABLES.article.all(db)) {
    if (hasOriginal(db, source.sha256) || hasOriginal(db, textSha256)) continue
    const text = findBody(db, body)?.text
    if (text !== undefined) storeOriginal(db, Buffer.from(text))
  }
}

/** What of a record can be in a sound project; what cannot is set aside. */
function soundPart(record: ProjectRecord, scratch: Scratch, around: Surroundings): ProjectRecord | null {
  const soundness = soundnessOf(record, around)
  if (soundness.kind === 'sound') return record
  const { why } = soundness
  if (soundness.kind === 'unsound') {
    scratch.setAside('left-out', record, { why, record })
    return null
  }
  if (why !== '') scratch.setAside('mended', record, { why, before: record, after: soundness.record })
  return soundness.record
}

type Write = (title: string, parts: Parameters<typeof makeChange>[2]) => void

/** Writes what was decided about the records of a kind. */
function applyDecisions(kind: RecordKind, db: WriteHandle, scratch: Scratch, around: Around, write: Write): void {
  let added: ProjectRecord[] = []
  let updated: [ProjectRecord, ProjectRecord][] = []
  let removed: ProjectRecord[] = []
  const flush = (): void => {
    if (added.length + updated.length + removed.length === 0) return
    write(`Salvage: ${KINDS[kind].plural}`, { added, updated, removed })
    added = []
    updated = []
    removed = []
  }
  for (const { id, after } of scratch.decisions()) {
    const before = findRecord(db, { kind, id })
    const text = after?.kind === 'article' && !findBody(db, after.body) ? around.standIn(after.body) : null
    if (text) storeBody(db, text)
    if (before && after && homeOf(before) === homeOf(after)) updated.push([before, after])
    else {
      if (before) removed.push(before)
      if (after) added.push(after)
    }
    if (added.length + updated.length + removed.length >= BATCH) flush()
  }
  flush()
}
