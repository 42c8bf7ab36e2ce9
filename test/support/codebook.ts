import fc from 'fast-check'
import { COLOR_NAMES, type Codebook } from '../../model/record/codebook.ts'
import { addAttribute, addRole, addType, addValue } from '../../model/codebook/codebook-add.ts'
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
} from '../../model/codebook/codebook-edit.ts'
import { type PartRef, valuesOf } from '../../model/codebook/codebook-part.ts'
import { ok, type Result } from '../../model/value/result.ts'

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
