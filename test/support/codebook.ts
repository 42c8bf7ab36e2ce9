import fc from 'fast-check'
import type { Annotation } from '../../model/annotation.ts'
import { COLOR_NAMES, type Codebook, findType } from '../../model/codebook.ts'
import { addAttribute, addRole, addType, addValue } from '../../model/codebook-add.ts'
import {
  changeColor,
  changeInitial,
  changeInput,
  changeKey,
  changeRange,
  changeSpanless,
  describeCodebook,
  describePart,
  movePart,
  removePart,
  restorePart,
  retirePart,
} from '../../model/codebook-edit.ts'
import { findAttribute, findPart, type PartRef, valuesOf } from '../../model/codebook-part.ts'
import type { CodebookUsage } from '../../model/codebook-usage.ts'
import type { Relation } from '../../model/relation.ts'
import { ok, type Result } from '../../model/result.ts'

/** Every part of a codebook. */
export function partsOf(codebook: Codebook): PartRef[] {
  return codebook.types.flatMap((type): PartRef[] => [
    { kind: 'type', type: type.id },
    ...type.attributes.flatMap((attribute): PartRef[] => [
      { kind: 'attribute', type: type.id, attribute: attribute.id },
      ...valuesOf(attribute).map(({ id }): PartRef => {
        return { kind: 'value', type: type.id, attribute: attribute.id, value: id }
      }),
    ]),
    ...type.roles.map(({ id }): PartRef => ({ kind: 'role', type: type.id, role: id })),
  ])
}

type Edit = (codebook: Codebook) => Result<Codebook>

const INPUTS = ['choice', 'text', 'url', 'entity'] as const

/** One act of the editor, on any part there is; acts on a part of another kind do nothing. */
export const codebookEdit: fc.Arbitrary<Edit> = fc
  .record({
    act: fc.constantFrom(
      ...(['add', 'describe', 'key', 'color', 'spanless', 'input', 'initial', 'range'] as const),
      ...(['up', 'down', 'retire', 'restore', 'remove', 'remove', 'remove', 'codebook'] as const),
    ),
    which: fc.nat(200),
    number: fc.nat(30),
    word: fc.constantFrom('Mode', 'FAVOR', 'Law or rule', '', 'Größe', 'x', 'Quote', '🙂', 'A B'),
  })
  .map(({ act, which, number, word }) => (codebook: Codebook): Result<Codebook> => {
    const parts = partsOf(codebook)
    const part = parts[which % Math.max(1, parts.length)]
    const ids = codebook.types.map(({ id }) => id)
    if (act === 'codebook') return describeCodebook(codebook, { name: word, guidelines: word })
    if (!part || act === 'add') return added(codebook, part, number, word)
    switch (act) {
      case 'describe':
        return describePart(codebook, part, number % 2 ? { name: word } : { examples: [word], description: word })
      case 'key':
        if (part.kind !== 'type' && part.kind !== 'role') return ok(codebook)
        return changeKey(codebook, part, String.fromCharCode(65 + (number % 27)), new Map([['N', 'Next']]))
      case 'color':
        return changeColor(codebook, part.type, COLOR_NAMES[number % COLOR_NAMES.length] ?? 'grey')
      case 'spanless':
        return changeSpanless(codebook, part.type, number % 2 === 0)
      case 'input':
        if (part.kind !== 'attribute') return ok(codebook)
        return changeInput(codebook, part, INPUTS[number % INPUTS.length] ?? 'text')
      case 'initial':
        if (part.kind !== 'value') return ok(codebook)
        return changeInitial(codebook, { ...part, kind: 'attribute' }, number % 3 ? part.value : null)
      case 'range':
        if (part.kind !== 'role') return ok(codebook)
        return changeRange(codebook, part, { toEntity: number % 2 === 0, toTypes: ids.slice(0, number % 3) })
      case 'up':
      case 'down':
        return movePart(codebook, part, act === 'up' ? -1 : 1)
      case 'retire':
        return retirePart(codebook, part)
      case 'restore':
        return restorePart(codebook, part)
      case 'remove':
        return removePart(codebook, part)
    }
  })

function added(codebook: Codebook, at: PartRef | undefined, number: number, word: string): Result<Codebook> {
  const done =
    !at || number % 5 === 0
      ? addType(codebook, word)
      : number % 5 === 1
        ? addRole(codebook, at.type, word)
        : number % 5 === 2 && at.kind !== 'type' && at.kind !== 'role'
          ? addValue(codebook, at.type, at.attribute, word)
          : addAttribute(codebook, at.type, word, INPUTS[number % INPUTS.length] ?? 'text')
  return done.ok ? ok(done.value.codebook) : done
}

/** The codebook after a list of acts; those that are refused change nothing. */
export const editAll = (codebook: Codebook, edits: readonly Edit[]): Codebook =>
  edits.reduce((sum, edit) => {
    const edited = edit(sum)
    return edited.ok ? edited.value : sum
  }, codebook)

/** What a codebook does not know of an annotation; retired counts as known. */
export function unknownIn(codebook: Codebook, annotation: Pick<Annotation, 'type' | 'attributes'>): string[] {
  const { type } = annotation
  if (!findType(codebook, type)) return [type]
  return Object.entries(annotation.attributes).flatMap(([attribute, value]) => {
    const definition = findAttribute(codebook, type, attribute)
    if (!definition) return [`${type}.${attribute}`]
    const known = definition.input !== 'choice' || definition.values.some(({ id }) => id === value)
    return known ? [] : [`${type}.${attribute}=${value}`]
  })
}

/** Whether a codebook knows the role of a relation that starts at an annotation of a type. */
export const knowsRole = (codebook: Codebook, type: string, role: string): boolean =>
  findPart(codebook, { kind: 'role', type, role }) !== undefined

/** What SQL counts, counted one by one: all values, not only those of some attributes. */
export function countUsage(annotations: readonly Annotation[], relations: readonly Relation[]): CodebookUsage {
  const counts = new Map<string, number>()
  const count = (...key: (string | null)[]): void => {
    counts.set(JSON.stringify(key), (counts.get(JSON.stringify(key)) ?? 0) + 1)
  }
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  for (const { type, fragments, attributes } of annotations) {
    count('type', type)
    if (fragments.length === 0) count('whole', type)
    for (const [attribute, value] of Object.entries(attributes)) {
      count('attribute', type, attribute)
      count('value', type, attribute, value)
    }
  }
  for (const { source, role, target } of relations) {
    const end = 'annotation' in target ? (byId.get(target.annotation)?.type ?? null) : null
    count('role', byId.get(source)?.type ?? '', role, end)
  }
  const rows = (kind: string) =>
    [...counts].flatMap(([key, number]) => {
      const [own, ...ids] = JSON.parse(key) as [string, string, string, string]
      return own === kind ? [{ ids, count: number }] : []
    })
  return {
    types: rows('type').map(({ ids: [type = ''], count: number }) => {
      return { type, count: number, whole: counts.get(JSON.stringify(['whole', type])) ?? 0 }
    }),
    attributes: rows('attribute').map(({ ids: [type = '', attribute = ''], count: number }) => {
      return { type, attribute, count: number }
    }),
    values: rows('value').map(({ ids: [type = '', attribute = '', value = ''], count: number }) => {
      return { type, attribute, value, count: number }
    }),
    roles: rows('role').map(({ ids: [type = '', role = '', target = null], count: number }) => {
      return { type, role, target, count: number }
    }),
  }
}
