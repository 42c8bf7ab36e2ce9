import { type Annotation, quoteOf } from '../../../model/record/annotation.ts'
import type { Change } from '../../../model/change/change.ts'
import { findType } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { entityAttributeOf, kindName, kindOfMention } from '../../../model/entities/mentions.ts'
import { type EntityProposal, isExact, proposeEntities } from '../../../model/entities/propose-entities.ts'
import { searchEntities } from '../../../model/entities/search-entities.ts'
import { compareByName } from '../../../model/entities/entity-names.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { ActContext } from '../../../model/acts/view.ts'
import { makeEntityOf, setEntity } from '../../../model/acts/entity-acts.ts'
import { lastUsesOf, type EntityUses } from './entity-uses.ts'
import type { SessionState } from '../project/state.ts'

/** Most proposals on offer: each has a key of its own. */
export const SHOWN_PROPOSALS = 3

/** The entity that an annotation of the open article names; undefined where it names none. */
export function entityOfMention(state: SessionState, annotation: Annotation): Entity | undefined {
  const attribute = entityAttributeOf(findType(state.codebook, annotation.type))
  const id = attribute && annotation.attributes[attribute.id]
  return id === undefined ? undefined : state.entities.find((entity) => entity.id === id)
}

/** The selected annotation, if its type can name an entity. */
export function selectedMention(state: SessionState | null): Annotation | null {
  const annotation = (state?.selected && state.open?.index.get(state.selected)) || null
  return annotation && state && entityAttributeOf(findType(state.codebook, annotation.type)) ? annotation : null
}

/** Entities proposed for an annotation, best first. */
export function proposalsFor(state: SessionState, annotation: Annotation, uses: EntityUses): EntityProposal[] {
  const kind = kindOfMention(annotation, findType(state.codebook, annotation.type))
  return proposeEntities(state.entities, { text: quoteOf(annotation), kind }, lastUsesOf(uses))
}

/** The proposals shown while the annotation names no entity. */
export const shownProposals = (state: SessionState, annotation: Annotation, uses: EntityUses): EntityProposal[] =>
  entityOfMention(state, annotation) ? [] : proposalsFor(state, annotation, uses).slice(0, SHOWN_PROPOSALS)

/** An act on a mention, and what the status bar says about it. */
export interface MentionAct {
  readonly change: Change
  readonly says: string
}

/**
 * Links a mention by one key: to the best entity with exactly its name or alias, else to a new one. Where several share
 * the name, doing it again takes the next.
 */
export function linkMention(
  state: SessionState,
  annotation: Annotation,
  uses: EntityUses,
  context: ActContext,
): Result<MentionAct> {
  const proposals = proposalsFor(state, annotation, uses)
  const exact = proposals.filter(isExact)
  const current = entityOfMention(state, annotation)
  const at = exact.findIndex(({ entity }) => entity.id === current?.id)
  if (current && (at < 0 || exact.length < 2)) {
    return fail('conflict', `This mention is linked to “${current.name}” already.`, 'Choose another entry beside it.')
  }
  const chosen = nextOf(exact, current, at)
  if (!chosen) return newEntry(state, annotation, proposals[0], context)
  const change = setEntity(state, annotation.id, chosen.id, context)
  if (!change.ok) return change
  const others = exact.length > 1 ? ` ${exact.length} entries have this name; again takes the next.` : ''
  const kind = kindName(state.codebook, chosen.type).toLowerCase()
  return ok({ change: change.value, says: `Linked to the entry “${chosen.name}” (${kind}).${others}` })
}

/** The best one, or the one after the current. Then ordered by name: the latest used would be the current one. */
function nextOf(exact: readonly EntityProposal[], current: Entity | undefined, at: number): Entity | undefined {
  if (at < 0) return exact[0]?.entity
  const ordered = exact.map(({ entity }) => entity).sort(compareByName)
  return ordered[(ordered.findIndex(({ id }) => id === current?.id) + 1) % ordered.length]
}

function newEntry(
  state: SessionState,
  annotation: Annotation,
  similar: EntityProposal | undefined,
  context: ActContext,
): Result<MentionAct> {
  const made = makeEntityOf(state, annotation.id, null, context)
  if (!made.ok) return made
  const { change, entity } = made.value
  const hint = similar ? ` Similar: “${similar.entity.name}” (${similar.because}).` : ''
  return ok({
    change,
    says: `New entry “${entity.name}” (${kindName(state.codebook, entity.type).toLowerCase()}).${hint}`,
  })
}

/** Entities that a picker lists for a typed text; without a text, those used last come first. */
export function pickable(
  entities: readonly Entity[],
  text: string,
  uses: EntityUses,
  without: string | null,
  most: number,
): Entity[] {
  const others = entities.filter(({ id }) => id !== without)
  if (text.trim() !== '')
    return searchEntities(others, text)
      .map(({ entity }) => entity)
      .slice(0, most)
  const used = (entity: Entity): string => uses.get(entity.id)?.lastUsed ?? ''
  return others.sort((a, b) => (used(a) > used(b) ? -1 : used(a) < used(b) ? 1 : compareByName(a, b))).slice(0, most)
}
