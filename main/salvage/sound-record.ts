import type { Annotation } from '../../model/record/annotation.ts'
import { mismatchedFragments, splitsCharacters } from '../../model/record/annotation.ts'
import type { Article } from '../../model/record/article.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import { findType } from '../../model/record/codebook.ts'
import { homeOf, quotedFragments, referencesOf } from '../../model/record/kinds.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import type { Relation } from '../../model/record/relation.ts'
import { relationProblem } from '../../model/codebook/role-fit.ts'
import { ownValue } from '../../model/value/own-value.ts'
import { isStorable } from '../../model/value/storable.ts'
import { sha256 } from '../files/sha256.ts'
import { bodyId } from '../store/body-id.ts'
import { UNKNOWN } from './found-row.ts'
import type { RestoredText } from './restore-texts.ts'

/** What is in the new project already, and what can be put there. */
export interface Surroundings {
  find(kind: ProjectRecord['kind'], id: string): ProjectRecord | null
  codebook(): Codebook | null
  /** Text of a body; null where there is none. */
  textOf(body: string): string | null
  /** A text that stands in for a body that is lost. */
  restored(body: string): RestoredText | null
}

/** What becomes of a record that was salvaged. */
export type Soundness =
  | { readonly kind: 'sound' }
  /** It can stay with a change that the text or the register asks for. */
  | { readonly kind: 'mended'; readonly record: ProjectRecord; readonly why: string }
  | { readonly kind: 'unsound'; readonly why: string }

const SOUND: Soundness = { kind: 'sound' }
const unsound = (why: string): Soundness => ({ kind: 'unsound', why })

/** Whether a record can be in a sound project: its text and all it refers to is there, and its quotes stand in the text. */
export function soundnessOf(record: ProjectRecord, around: Surroundings): Soundness {
  if (!isStorable(record)) return unsound('It holds characters that no project can keep.')
  switch (record.kind) {
    case 'article':
      return articleSoundness(record, around)
    case 'annotation':
      return placedSoundness(record, around, () => annotationSoundness(record, around))
    case 'prediction':
      return placedSoundness(record, around, () => SOUND)
    case 'rejection':
      return placedSoundness(record, around, () => {
        const length = textOfArticle(record.article, around)?.length ?? 0
        return record.spans.some(({ end }) => end > length) ? unsound('Its place is not in the text.') : SOUND
      })
    case 'relation':
      return relationSoundness(record, around)
    case 'project':
    case 'annotator':
    case 'codebook':
    case 'entity':
      return SOUND
  }
}

/** Whether the quotes of a record stand in the text of its article. */
export function fitsItsText(record: ProjectRecord, around: Surroundings): boolean {
  const home = homeOf(record)
  if (home === null) return true
  const text = textOfArticle(home, around)
  if (text === null) return false
  const quoted = { fragments: quotedFragments(record) }
  return mismatchedFragments(quoted, text).length === 0 && !splitsCharacters(quoted, text)
}

function textOfArticle(id: string, around: Surroundings): string | null {
  const article = around.find('article', id)
  return article?.kind === 'article' ? around.textOf(article.body) : null
}

const ALTERED = 'This text is not exactly the one that was imported: the project was damaged.'
const CUT = 'Only the beginning of this text is left: the project was damaged.'

function articleSoundness(article: Article, around: Surroundings): Soundness {
  const text = around.textOf(article.body)
  if (text !== null && text.length === article.textLength && sha256(text) === article.textSha256) return SOUND
  const found = around.restored(article.body)
  if (!found) return unsound('Its text is lost.')
  const { body, state } = found
  const restored = { ...article, body: bodyId(body) }
  if (state === 'proved') return { kind: 'mended', record: restored, why: 'Its text came back with other blocks.' }
  const note = state === 'cut' ? CUT : ALTERED
  const record: Article = {
    ...restored,
    textSha256: sha256(body.text),
    textLength: body.text.length,
    metadata: { ...article.metadata, salvaged: note },
  }
  return { kind: 'mended', record, why: note }
}

function placedSoundness(record: ProjectRecord, around: Surroundings, more: () => Soundness): Soundness {
  if (!around.find('article', homeOf(record) ?? '')) return unsound('Its article is lost.')
  if (!fitsItsText(record, around)) return unsound('Its quote does not stand in the text that came back.')
  return more()
}

/** A mention of an entry that is lost stays, without naming it. */
function annotationSoundness(annotation: Annotation, around: Surroundings): Soundness {
  const codebook = around.codebook()
  const lost = referencesOf(annotation, codebook).filter(({ kind, id }) => kind === 'entity' && !around.find(kind, id))
  if (lost.length === 0 || !codebook) return SOUND
  const ids = new Set(lost.map(({ id }) => id))
  const named = (findType(codebook, annotation.type)?.attributes ?? []).filter(
    ({ id, input }) => input === 'entity' && ids.has(ownValue(annotation.attributes, id) ?? ''),
  )
  const gone = new Set(named.map(({ id }) => id))
  const attributes = Object.fromEntries(Object.entries(annotation.attributes).filter(([id]) => !gone.has(id)))
  return {
    kind: 'mended',
    record: { ...annotation, attributes },
    why: 'The entry of the register that it names is lost.',
  }
}

function relationSoundness(relation: Relation, around: Surroundings): Soundness {
  const source = around.find('annotation', relation.source)
  if (source?.kind !== 'annotation') return unsound('The annotation that it begins at is lost.')
  const { target } = relation
  const to = 'annotation' in target ? around.find('annotation', target.annotation) : null
  if ('annotation' in target && !to) return unsound('The annotation that it leads to is lost.')
  if ('entity' in target && !around.find('entity', target.entity)) return unsound('The entry that it leads to is lost.')
  const codebook = around.codebook()
  const problem = codebook && relationProblem(codebook, relation, source, to?.kind === 'annotation' ? to : null)
  if (problem) return unsound(`It does not fit the codebook: ${problem}.`)
  if (relation.article === source.article) return SOUND
  if (relation.article !== UNKNOWN) return unsound('It is not in the article of its source.')
  return { kind: 'mended', record: { ...relation, article: source.article }, why: '' }
}
