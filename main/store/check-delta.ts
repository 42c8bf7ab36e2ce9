import { mismatchedFragments, splitsCharacters } from '../../model/record/annotation.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { Delta, DeltaStep } from '../../model/change/apply.ts'
import type { Change } from '../../model/change/change.ts'
import { invalidChange } from '../../model/change/refusal.ts'
import { relationProblem } from '../../model/codebook/role-fit.ts'
import { isBeyond } from '../../model/record/limits.ts'
import { codebookSchema } from '../../model/record/schemas.ts'
import { homeOf, KINDS, quotedFragments, referencesOf } from '../../model/record/kinds.ts'
import { type ProjectRecord, recordKey, type RecordKind, type RecordOf } from '../../model/record/project.ts'
import { spliceText, fitsText } from '../../model/text/splices.ts'
import { isStorable } from '../../model/value/storable.ts'
import { type Failure, fail } from '../../model/value/result.ts'

/** What a check asks of a project, as a change leaves it. */
export interface CheckedProject {
  find<K extends RecordKind>(kind: K, id: string): RecordOf<K> | null
  codebook(): Codebook | null
  /** The stored text of a body; null where there is none. */
  textOf(body: string): string | null
  /** Ids of the relations that begin or end at an annotation. */
  relationsAt(annotation: string): readonly string[]
  /** All records with a place in the text of an article. */
  placedIn(article: string): Iterable<ProjectRecord>
  /** What still needs a record that was removed: ids, or a count of each kind. */
  usersOf(record: ProjectRecord): readonly string[]
}

const invalid = ({ title }: Change, what: string, keys: readonly string[]): Failure =>
  invalidChange(title, what, keys).failure

/** The project as the check asks for it, each thing once a change: an import adds many annotations to one article. */
function remembering(project: CheckedProject) {
  const found = new Map<string, ProjectRecord | null>()
  const texts = new Map<string, string | null>()
  let codebook: Codebook | null | undefined
  const find = <K extends RecordKind>(kind: K, id: string): RecordOf<K> | null => {
    const key = `${kind}:${id}`
    let record = found.get(key)
    if (record === undefined) {
      record = project.find(kind, id)
      found.set(key, record)
    }
    return record as RecordOf<K> | null
  }
  return {
    find,
    codebook: () => (codebook ??= project.codebook()),
    relationsAt: project.relationsAt,
    usersOf: project.usersOf,
    placedIn: project.placedIn,
    /** Text of an article; null where it is not in the project. */
    textOfArticle(id: string): string | null {
      let text = texts.get(id)
      if (text === undefined) {
        const article = find('article', id)
        text = article ? project.textOf(article.body) : null
        texts.set(id, text)
      }
      return text
    },
    textOf: project.textOf,
  }
}

type Remembered = ReturnType<typeof remembering>

/**
 * What SQLite keeps as it is: it has UTF-8, which has no half characters, and its functions end a text at a zero
 * character; decoders leave out what is called "__proto__". What came back would no longer match the log.
 */
export function checkStorable(change: Change, delta: Delta): Failure | null {
  const bad = delta.find(({ after }) => after && !isStorable(after))?.after
  const what = 'it holds half a character, a zero character or the name "__proto__"'
  return bad ? invalid(change, what, [recordKey(bad)]) : checkSize(change, delta)
}

/** What would be too large to be read again: see limits.ts of the records. */
function checkSize(change: Change, delta: Delta): Failure | null {
  for (const { after } of delta) {
    if (!after) continue
    const { fields } = KINDS[after.kind]
    const values = after as unknown as Readonly<Record<string, unknown>>
    const [name] = fields
      ? (Object.entries(fields).find(([field, type]) => isBeyond(type, values[field])) ?? [])
      : [isHugeCodebook(after) ? 'types' : undefined]
    if (name !== undefined)
      return invalid(change, 'it is larger than a project can show', [`${recordKey(after)}: ${name}`])
  }
  return null
}

/** A codebook is rarely saved, so its schema is asked. */
const isHugeCodebook = (record: ProjectRecord): boolean => {
  const decoded = codebookSchema.safeParse(record)
  return !decoded.success && decoded.error.issues.some(({ code }) => code === 'too_big')
}

/**
 * What must hold once a change stands, for all that it touched: quotes are in the text, nothing points to what is not
 * there, relations fit the codebook. Foreign keys stand behind this as a net, but they cannot say what is wrong.
 */
export function checkDelta(project: CheckedProject, change: Change, delta: Delta): Failure | null {
  const lookup = remembering(project)
  for (const { before, after } of delta) {
    if (after || !before) continue
    const left = lookup.usersOf(before)
    if (left.length > 0) return invalid(change, `what it removes (${recordKey(before)}) is still in use`, left)
  }
  for (const edit of change.edits) {
    const failure = checkEdit(lookup, change, edit)
    if (failure) return failure
  }
  for (const step of delta) {
    const failure = step.after && checkRecord(lookup, change, step.after, step)
    if (failure) return failure
  }
  return null
}

function checkEdit(lookup: Remembered, change: Change, edit: Change['edits'][number]): Failure | null {
  const [before, after] = [lookup.textOf(edit.before), lookup.textOf(edit.after)]
  const leads = before !== null && fitsText(edit.splices, before) && spliceText(before, edit.splices) === after
  return leads ? null : invalid(change, 'an edit does not lead from one text to the other', [edit.article])
}

function checkRecord(lookup: Remembered, change: Change, record: ProjectRecord, { before }: DeltaStep): Failure | null {
  const key = recordKey(record)
  const missing = missingReference(lookup, record, before)
  if (missing !== null) return invalid(change, missing, [key])
  // TypeScript cannot see that a record's own kind chooses a check that takes it.
  const own = OWN_CHECKS[record.kind] as Check<ProjectRecord> | undefined
  return checkQuotes(lookup, change, record) ?? own?.(lookup, change, record, before) ?? null
}

type Check<R> = (lookup: Remembered, change: Change, record: R, before: ProjectRecord | null) => Failure | null

function checkSpans(lookup: Remembered, change: Change, rejection: RecordOf<'rejection'>): Failure | null {
  const length = lookup.textOfArticle(rejection.article)?.length ?? 0
  const isOutside = rejection.spans.some(({ end }) => end > length)
  return isOutside ? invalid(change, 'what it rejects is not in the text', [recordKey(rejection)]) : null
}

/**
 * Why something that a record needs is not there, or null. A mention that named its entity before is not at fault: the
 * codebook may have changed.
 */
function missingReference(lookup: Remembered, record: ProjectRecord, before: ProjectRecord | null): string | null {
  const codebook = record.kind === 'annotation' ? lookup.codebook() : null
  for (const { kind, id, missing } of referencesOf(record, codebook)) {
    if (lookup.find(kind, id)) continue
    const named = kind === 'entity' && before?.kind === 'annotation' && Object.values(before.attributes).includes(id)
    if (!named) return missing
  }
  return null
}

/** Quotes stand in the text, and no span ends inside a character. */
function checkQuotes(lookup: Remembered, change: Change, record: ProjectRecord): Failure | null {
  const quoted = { fragments: quotedFragments(record) }
  if (quoted.fragments.length === 0) return null
  const text = lookup.textOfArticle(homeOf(record) ?? '') ?? ''
  if (mismatchedFragments(quoted, text).length === 0 && !splitsCharacters(quoted, text)) return null
  return fail(
    'quote-mismatch',
    `"${change.title}" cannot be saved: the quote of ${KINDS[record.kind].noun} is not what stands at its place in the text.`,
    'Nothing was changed. Select the text again and repeat the step.',
    [record.id],
  ).failure
}

function checkArticle(
  lookup: Remembered,
  change: Change,
  article: RecordOf<'article'>,
  before: ProjectRecord | null,
): Failure | null {
  const key = recordKey(article)
  const text = lookup.textOf(article.body)
  if (text === null) return invalid(change, 'the text of an article is not in the project', [key])
  if (text.length !== article.textLength) return invalid(change, 'an article does not fit its text', [key])
  const isReplaced = before?.kind === 'article' && before.body !== article.body
  if (!isReplaced || change.edits.some((edit) => edit.article === article.id)) return null
  // The text was replaced without saying how: all that is placed in it must fit the new one as it is.
  for (const record of lookup.placedIn(article.id)) {
    const failure = checkQuotes(lookup, change, record)
    if (failure) return failure
  }
  return null
}

function checkRelation(lookup: Remembered, change: Change, relation: RecordOf<'relation'>): Failure | null {
  const key = recordKey(relation)
  const { source, target } = relation
  const from = lookup.find('annotation', source)
  const to = 'annotation' in target ? lookup.find('annotation', target.annotation) : null
  const codebook = lookup.codebook()
  const problem = codebook && from && relationProblem(codebook, relation, from, to)
  if (problem) return invalid(change, `a relation does not fit the codebook: ${problem}`, [key])
  const isHome = from?.article === relation.article
  return isHome ? null : invalid(change, 'a relation is not in the article of its source', [key])
}

/** An annotation that became one of another type must still fit the relations it is in. */
function checkLinksOf(
  lookup: Remembered,
  change: Change,
  annotation: RecordOf<'annotation'>,
  before: ProjectRecord | null,
): Failure | null {
  if (before?.kind !== 'annotation' || before.type === annotation.type) return null
  for (const id of lookup.relationsAt(annotation.id)) {
    const relation = lookup.find('relation', id)
    const failure = relation && checkRelation(lookup, change, relation)
    if (failure) return failure
  }
  return null
}

/** What has to hold for records of a kind beside their references and quotes. */
const OWN_CHECKS: { readonly [K in RecordKind]?: Check<RecordOf<K>> } = {
  annotation: checkLinksOf,
  relation: checkRelation,
  rejection: checkSpans,
  article: checkArticle,
}
