import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { AttributeDefinition } from '../../../model/record/codebook.ts'
import { type Segment, SegmentedControl } from '../../components/segmented-control.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { setAttribute } from '../../../model/acts/annotation-acts.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import { webAddressProblem } from '../annotations/annotation-labels.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { DraftField } from './draft-field.tsx'
import { EntityField } from '../entities/entity-field.tsx'

/** Values up to this many stand side by side; more go into a list. */
export const SIDE_BY_SIDE = 4

export interface AttributeFieldProps {
  readonly window: WindowModel
  readonly session: Session
  readonly annotation: Annotation
  readonly attribute: AttributeDefinition
  readonly disabled: boolean
  readonly inspectorFocus: boolean
}

/** One attribute of the codebook as the control that fits it. */
export function AttributeField({
  window,
  session,
  annotation,
  attribute,
  disabled,
  inspectorFocus,
}: AttributeFieldProps) {
  const { id } = annotation
  const value = ownValue(annotation.attributes, attribute.id) ?? ''
  const set = (next: string): void => {
    const held = ownValue(session.getState().open?.index.get(id)?.attributes ?? {}, attribute.id) ?? ''
    if (next !== held) perform(session, setAttribute(session.getState(), id, attribute.id, next || null, session.port))
  }
  if (attribute.input === 'entity') {
    return (
      <EntityField
        window={window}
        session={session}
        annotation={annotation}
        attribute={attribute}
        disabled={disabled}
        inspectorFocus={inspectorFocus}
      />
    )
  }
  const shared = { label: withRetired(attribute), value, disabled, inspectorFocus, description: attribute.description }
  if (attribute.input !== 'choice') {
    const isUrl = attribute.input === 'url'
    return (
      <DraftField
        {...shared}
        session={session}
        type={isUrl ? 'url' : 'text'}
        {...(isUrl ? { problem: webAddressProblem, placeholder: 'https://' } : {})}
        commit={(text) => set(text.trim())}
      />
    )
  }
  const choices = choicesOf(attribute.values, value)
  return choices.length <= SIDE_BY_SIDE + 1 ? (
    <SegmentedControl {...shared} segments={choices} onChange={set} />
  ) : (
    <SelectField {...shared} options={choices} onChange={set} />
  )
}

/** A name; that of something retired says so, because only what holds it already still shows it. */
const withRetired = ({ name, retired }: { readonly name: string; readonly retired?: boolean }): string =>
  retired ? `${name} (retired)` : name

/** "Not set", then the values on offer, and the one that is set even where it is retired or unknown. */
export function choicesOf(
  values: readonly { readonly id: string; readonly name: string; readonly retired?: boolean }[],
  value: string,
): Segment[] {
  const offered = values
    .filter((item) => !item.retired || item.id === value)
    .map((item) => ({ value: item.id, name: withRetired(item) }))
  const known = value === '' || offered.some((item) => item.value === value)
  return [{ value: '', name: 'Not set' }, ...offered, ...(known ? [] : [{ value, name: value }])]
}
