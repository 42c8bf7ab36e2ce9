import { type Annotation, mismatchedFragments, splitsCharacters } from '../../../model/record/annotation.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { noRecords, type Records } from '../../../model/change/view.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import { recordKey } from '../../../model/record/project.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import { annotationsOf } from './annotations.ts'
import { readLog } from './change-log.ts'
import { nullableTextColumn, numberColumn, textColumn } from './columns.ts'
import { mentionsOfNothing } from './mentions.ts'
import { predictionsOf } from './predictions.ts'
import { query, type ReadHandle } from './sqlite.ts'
import { allRecords, currentCodebook, TABLES } from './tables.ts'
import { sha256 } from '../../files/sha256.ts'
import { bodyId } from '../body-id.ts'
import { allBodyIds, allOriginalIds, findBody, findOriginal } from './texts.ts'

/** What a check looked at. */
export type CheckSubject = 'file' | 'references' | 'texts' | 'quotes' | 'relations' | 'change-log'

export interface CheckProblem {
  readonly subject: CheckSubject
  /** One sentence, with the ids it is about. */
  readonly message: string
}

const integrity = query('integrity-check', 'PRAGMA integrity_check(20)')
const foreignKeys = query('foreign-key-check', 'PRAGMA foreign_key_check')
const danglingRelations = query(
  'dangling-relations',
  `SELECT id, source, target_annotation, target_entity FROM relations
   WHERE source NOT IN (SELECT id FROM annotations)
      OR (target_annotation IS NOT NULL AND target_annotation NOT IN (SELECT id FROM annotations))
      OR (target_entity IS NOT NULL AND target_entity NOT IN (SELECT id FROM entities))
   ORDER BY id`,
)

/** Looks at everything that a project promises, and names what does not hold. Changes nothing. */
export function checkProject(db: ReadHandle): CheckProblem[] {
  return [...checkFile(db), ...checkReferences(db), ...checkTexts(db), ...checkQuotes(db), ...checkLog(db)]
}

function* checkFile(db: ReadHandle): Iterable<CheckProblem> {
  for (const row of db.all(integrity)) {
    const message = textColumn(row, 'integrity_check')
    if (message !== 'ok') yield { subject: 'file', message }
  }
}

function* checkReferences(db: ReadHandle): Iterable<CheckProblem> {
  for (const row of db.all(foreignKeys)) {
    const message = `Row ${numberColumn(row, 'rowid')} of ${textColumn(row, 'table')} refers to ${textColumn(row, 'parent')} that are not there.`
    yield { subject: 'references', message }
  }
  for (const row of db.all(danglingRelations)) {
    const target = nullableTextColumn(row, 'target_annotation') ?? nullableTextColumn(row, 'target_entity')
    const message = `Relation ${textColumn(row, 'id')} links ${textColumn(row, 'source')} to ${target}, and one of them is not there.`
    yield { subject: 'relations', message }
  }
  yield* checkRoles(db)
  yield* checkMentions(db)
}

/** Mentions of entries that are not in the register. */
function* checkMentions(db: ReadHandle): Iterable<CheckProblem> {
  const codebook = currentCodebook(db)
  for (const type of codebook?.types ?? []) {
    for (const attribute of type.attributes) {
      if (attribute.input !== 'entity') continue
      for (const { id, entity } of mentionsOfNothing(db, type.id, attribute.id)) {
        yield { subject: 'references', message: `Annotation ${id} names ${entity}, which is not in the register.` }
      }
    }
  }
}

/** Relations whose role or whose ends the codebook does not allow. */
function* checkRoles(db: ReadHandle): Iterable<CheckProblem> {
  const codebook = currentCodebook(db)
  if (!codebook) return
  for (const relation of TABLES.relation.all(db)) {
    const { id, source, target } = relation
    const from = TABLES.annotation.find(db, source)
    const to = 'annotation' in target ? TABLES.annotation.find(db, target.annotation) : null
    // What leads to nothing has been named already.
    if (!from || ('annotation' in target && !to)) continue
    const problem = relationProblem(codebook, relation, from, to)
    if (problem) yield { subject: 'relations', message: `Relation ${id} does not fit the codebook: ${problem}.` }
  }
}

function* checkTexts(db: ReadHandle): Iterable<CheckProblem> {
  for (const id of allBodyIds(db)) {
    const body = findBody(db, id)
    if (body && bodyId(body) !== id) yield { subject: 'texts', message: `The text stored as ${id} has been altered.` }
  }
  for (const id of allOriginalIds(db)) {
    const bytes = findOriginal(db, id)
    if (bytes && sha256(bytes) !== id) yield { subject: 'texts', message: `The source file ${id} has been altered.` }
  }
  for (const article of TABLES.article.all(db)) {
    const text = findBody(db, article.body)?.text
    if (text === undefined) yield { subject: 'texts', message: `The text of article ${article.id} is missing.` }
    else if (sha256(text) !== article.textSha256) {
      yield { subject: 'texts', message: `The text of article ${article.id} is not the one it was imported with.` }
    }
  }
}

function* checkQuotes(db: ReadHandle): Iterable<CheckProblem> {
  for (const article of TABLES.article.all(db)) {
    const text = findBody(db, article.body)?.text
    if (text === undefined) continue
    for (const annotation of annotationsOf(db, article.id)) yield* checkFragments('Annotation', annotation, text)
    for (const prediction of predictionsOf(db, article.id)) yield* checkFragments('Suggestion', prediction, text)
  }
}

type Quoting = Pick<Annotation, 'id' | 'fragments'>

function* checkFragments(what: string, record: Quoting, text: string): Iterable<CheckProblem> {
  for (const position of mismatchedFragments(record, text)) {
    const quote = JSON.stringify(record.fragments[position]?.quote)
    yield { subject: 'quotes', message: `${what} ${record.id}: ${quote} is not what stands at its place.` }
  }
  if (splitsCharacters(record, text)) {
    yield { subject: 'quotes', message: `${what} ${record.id} begins or ends inside a character.` }
  }
}

/** Law: what is stored is what the change log makes when it is applied from the start. */
function* checkLog(db: ReadHandle): Iterable<CheckProblem> {
  const problem = (message: string): CheckProblem => ({ subject: 'change-log', message })
  const replayed = replayLog(db)
  if (typeof replayed === 'string') {
    yield problem(replayed)
    return
  }
  let stored = 0
  for (const record of allRecords(db)) {
    stored++
    const logged = replayed.get(recordKey(record))
    if (!logged) yield problem(`${recordKey(record)} is stored, but the change log does not know it.`)
    else if (!sameValue(logged, record)) yield problem(`${recordKey(record)} is not as the change log left it.`)
  }
  if (stored < replayed.size) {
    const keys = new Set([...allRecords(db)].map(recordKey))
    for (const [key] of replayed.entries()) {
      if (!keys.has(key)) yield problem(`${key} is in the change log, but it is not stored.`)
    }
  }
}

/** Applies the whole change log to nothing; a sentence where a line does not follow those before it. */
export function replayLog(db: ReadHandle): Records | string {
  let records: Records = noRecords
  for (const { sequence, change } of readLog(db)) {
    const applied = applyToRecords(records, change)
    if (!applied.ok) return `Change ${sequence} of the log does not follow those before it: ${applied.failure.message}`
    records = applied.value
  }
  return records
}
