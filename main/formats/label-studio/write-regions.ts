import type { Annotation } from '../../../model/record/annotation.ts'
import { type AttributeInput, attributeControl, LABELS_CONTROL, TEXT_OBJECT } from './write-config.ts'

/* A span as Label Studio's results say it: the same in what annotators did and in what models predicted. */

/** A fragment in code points, with its words and what it is a fragment of. */
export interface RegionSpan {
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly said: Pick<Annotation, 'type' | 'attributes' | 'note' | 'confidence'>
}

/** Control → its kind of input. */
export type Inputs = ReadonlyMap<string, AttributeInput>

/** The first fragment's region has the annotation's id, the second one "id.2". */
export const regionId = (annotation: string, part: number): string =>
  part === 1 ? annotation : `${annotation}.${part}`

/** A region, and for the first one of an annotation what is said about it. */
export function regionResults(span: RegionSpan, id: string, isFirst: boolean, inputs: Inputs): unknown[] {
  const { start, end, quote, said } = span
  const common = { id, to_name: TEXT_OBJECT, origin: 'manual' }
  const region = {
    ...common,
    from_name: LABELS_CONTROL,
    type: 'labels',
    value: { start, end, text: quote, labels: [said.type] },
    score: said.confidence ?? undefined,
    meta: isFirst && said.note !== '' ? { text: [said.note] } : undefined,
  }
  return isFirst ? [region, ...attributeResults(span, common, inputs)] : [region]
}

function attributeResults(
  { start, end, quote, said: { type, attributes } }: RegionSpan,
  common: { readonly id: string; readonly to_name: string; readonly origin: string },
  inputs: Inputs,
): unknown[] {
  return Object.entries(attributes).map(([attribute, value]) => {
    const control = attributeControl(type, attribute)
    const input = inputs.get(control) ?? 'textarea'
    const answer = input === 'choices' ? { start, end, text: quote, choices: [value] } : { start, end, text: [value] }
    return {
      id: common.id,
      to_name: common.to_name,
      origin: common.origin,
      from_name: control,
      type: input,
      value: answer,
    }
  })
}

/** Relations between regions, as results. Between two regions there is one link, which may have several labels. */
export function createLinks(): (source: string, target: string, role: string) => unknown {
  const links = new Map<string, { readonly labels: string[] }>()
  /** The result of a new link; null where a label more was put on one. */
  return (source, target, role) => {
    const ends = JSON.stringify([source, target])
    const known = links.get(ends)
    if (known) {
      if (!known.labels.includes(role)) known.labels.push(role)
      return null
    }
    const made = {
      type: 'relation',
      from_id: regionId(source, 1),
      to_id: regionId(target, 1),
      direction: 'right',
      labels: [role],
    }
    links.set(ends, made)
    return made
  }
}
