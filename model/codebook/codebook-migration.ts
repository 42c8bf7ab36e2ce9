import type { Annotation, Attributes } from '../record/annotation.ts'
import { type Change, makeChange } from '../change/change.ts'
import { sameValue } from '../value/same-value.ts'
import { type Codebook, codebookProblems, findType } from '../record/codebook.ts'
import { type HeldLink, type HeldPart, retireInUse, type TypeHeirs } from './retire-in-use.ts'
import { findAttribute, partKey, type PartRef, valuesOf } from './codebook-part.ts'
import type { Decisions } from './codebook-review.ts'
import type { Question } from './codebook-questions.ts'
import type { CodebookUsage } from './codebook-usage.ts'
import type { Relation } from '../record/relation.ts'

/** What saving a new version of a codebook needs. The time is a parameter, so that this stays a pure function. */
export interface MigrationInput {
  readonly before: Codebook
  readonly draft: Codebook
  readonly usage: CodebookUsage
  readonly questions: readonly Question[]
  readonly decisions: Decisions
  readonly now: string
}

/**
 * Builds the change that saves a draft: the codebook as the next version, and all that is mapped. Annotations and
 * relations are added in portions, so that a hundred thousand need not be held at once.
 */
export interface CodebookMigration {
  /** Every annotation that holds one of these parts must be added; for roles, every relation. */
  readonly parts: readonly PartRef[]
  addAnnotations(annotations: readonly Annotation[]): void
  /** With the annotation type of each relation's source. */
  addRelations(relations: readonly (readonly [sourceType: string, relation: Relation])[]): void
  /** The change, and the codebook as it will be. Throws where the outcome is not sound: a mistake of the program. */
  finish(id: string, title: string): { readonly change: Change; readonly codebook: Codebook }
}

export function codebookMigration(input: MigrationInput): CodebookMigration {
  const { before, draft, usage, questions, decisions, now } = input
  const version = before.version + 1
  const taken = questions.map(({ part }) => part).filter((part) => decisions.has(partKey(part)))
  const heirs: TypeHeirs = new Map(
    taken.flatMap((part) => (part.kind === 'type' ? [[part.type, decisions.get(partKey(part)) ?? part.type]] : [])),
  )
  const held = new Map<string, HeldPart>()
  const hold = (part: PartRef, origin: PartRef): void => void held.set(partKey(part), { part, origin })
  const annotations: [Annotation, Annotation][] = []
  const relations: [Relation, Relation][] = []

  /** The attribute that a value goes to. Where that one says something already, both stay: nothing is overwritten. */
  const targetOf = (
    type: string,
    attribute: string,
    attributes: Attributes,
    next: ReadonlyMap<string, string>,
  ): string => {
    const to = decisions.get(partKey({ kind: 'attribute', type, attribute }))
    return to === undefined || Object.hasOwn(attributes, to) || next.has(to) ? attribute : to
  }

  /** A value as it will be: another value of the choice, or its name where it goes into a text. */
  const valueOf = (from: PartRef & { readonly kind: 'value' }, type: string, attribute: string): string => {
    const value = decisions.get(partKey(from)) ?? from.value
    const takes = findAttribute(draft, type, attribute)?.input
    if (takes !== 'text' && takes !== 'url') return value
    return valuesOf(findAttribute(before, from.type, from.attribute)).find(({ id }) => id === value)?.name ?? value
  }

  const mapAttributes = (annotation: Annotation, type: string): Attributes => {
    const next = new Map<string, string>()
    for (const [attribute, value] of Object.entries(annotation.attributes)) {
      const from = { kind: 'value', type: annotation.type, attribute, value } as const
      const target = targetOf(annotation.type, attribute, annotation.attributes, next)
      const mapped = valueOf(from, type, target)
      next.set(target, mapped)
      hold({ kind: 'attribute', type, attribute: target }, { kind: 'attribute', type: annotation.type, attribute })
      // Only values of choices need a definition; texts are as many as there are annotations.
      if (findAttribute(draft, type, target)?.input === 'choice') {
        hold({ kind: 'value', type, attribute: target, value: mapped }, from)
      }
    }
    return Object.fromEntries(next)
  }

  const addAnnotations: CodebookMigration['addAnnotations'] = (list) => {
    for (const annotation of list) {
      const type = heirs.get(annotation.type) ?? annotation.type
      const attributes = mapAttributes(annotation, type)
      if (type === annotation.type && sameValue(attributes, annotation.attributes)) continue
      annotations.push([annotation, { ...annotation, type, attributes, updatedAt: now, codebookVersion: version }])
    }
  }

  const addRelations: CodebookMigration['addRelations'] = (list) => {
    for (const [type, relation] of list) {
      const role = decisions.get(partKey({ kind: 'role', type, role: relation.role }))
      if (role !== undefined) relations.push([relation, { ...relation, role, updatedAt: now }])
    }
  }

  /** What is in use and is not mapped, and the roles that come along with their type. */
  const stayed = (): HeldPart[] => {
    const mapped = new Set(taken.map(partKey))
    const isMapped = (part: PartRef): boolean =>
      mapped.has(partKey(part)) ||
      heirs.has(part.type) ||
      (part.kind === 'value' && mapped.has(partKey({ kind: 'attribute', type: part.type, attribute: part.attribute })))
    const parts: PartRef[] = [
      ...usage.types.map(({ type }) => ({ kind: 'type' as const, type })),
      ...usage.attributes.map(({ type, attribute }) => ({ kind: 'attribute' as const, type, attribute })),
      ...usage.values.map(({ type, attribute, value }) => ({ kind: 'value' as const, type, attribute, value })),
    ]
    const roles = usage.roles.map(({ type, role }): PartRef => ({ kind: 'role', type, role }))
    return [
      ...parts.filter((part) => !isMapped(part)).map((part) => ({ part, origin: part })),
      ...roles
        .filter((origin) => !mapped.has(partKey(origin)))
        .map((origin) => ({ part: { ...origin, type: heirs.get(origin.type) ?? origin.type }, origin })),
    ]
  }

  /** Where relations lead once everything is mapped. */
  const links = (): HeldLink[] => {
    const heirOf = (type: string): string => heirs.get(type) ?? type
    return usage.roles.map(({ type, role, target }) => ({
      type: heirOf(type),
      role: decisions.get(partKey({ kind: 'role', type, role })) ?? role,
      target: target === null ? null : heirOf(target),
    }))
  }

  return {
    parts: [...taken, ...retypedToText(before, draft, usage)],
    addAnnotations,
    addRelations,
    finish(id, title) {
      const kept = retireInUse(before, draft, heirs, [...stayed(), ...held.values()], links())
      const codebook: Codebook = { ...kept, id: before.id, version }
      const [problem] = codebookProblems(codebook)
      if (problem !== undefined) throw new Error(`The codebook does not come out sound: ${problem}`)
      const updated: Change['updated'] = [[before, codebook], ...annotations, ...relations]
      return { change: makeChange(id, title, { updated }), codebook }
    },
  }
}

/** Choices that have become texts: their values are replaced by the names of the values. */
function retypedToText(before: Codebook, draft: Codebook, usage: CodebookUsage): PartRef[] {
  return usage.attributes.flatMap(({ type, attribute }) => {
    const part = { kind: 'attribute', type, attribute } as const
    const next = findAttribute(draft, type, attribute)
    const became = next?.input === 'text' || next?.input === 'url'
    return findAttribute(before, type, attribute)?.input === 'choice' && became && findType(draft, type) ? [part] : []
  })
}
