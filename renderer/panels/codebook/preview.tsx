import './preview.css'
import { type ComponentType, useId, useState } from 'react'
import {
  type AnnotationType,
  type AttributeDefinition,
  type Codebook,
  findType,
  initialAttributes,
} from '../../../model/record/codebook.ts'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { choicesOf, SIDE_BY_SIDE } from '../inspector/attribute-field.tsx'

/** The editor's own painting of a tag; handed in by the composition. */
export type TagPreview = ComponentType<{
  readonly codebook: Codebook
  readonly type: string
  readonly words: string
}>

interface PreviewProps {
  readonly codebook: Codebook
  /** Id of the type that is shown; null shows all in short. */
  readonly type: string | null
  readonly tag: TagPreview
}

/** How the draft will look in the window: tags in the text, and the fields of the inspector, which can be tried out. */
export function Preview({ codebook, type, tag: Tag }: PreviewProps) {
  const shown = type === null ? undefined : findType(codebook, type)
  const types = shown ? [shown] : codebook.types.filter(({ retired }) => !retired)
  return (
    <section className="codebook-preview" aria-label="Preview">
      <h3>Preview</h3>
      {types.map((item) => (
        <div key={item.id} className="preview-tag">
          <span className="preview-type">
            <TypeChip type={item} name={item.name} />
            <span aria-hidden="true">{item.name}</span>
            {item.retired && <span className="badge">retired</span>}
          </span>
          <Tag codebook={codebook} type={item.id} words={item.examples?.[0] ?? item.name} />
        </div>
      ))}
      {shown && <InspectorPreview key={shown.id} type={shown} />}
    </section>
  )
}

/** The fields of a type as the inspector will show them. Choices made here are not saved. */
function InspectorPreview({ type }: { readonly type: AnnotationType }) {
  const [values, setValues] = useState(() => initialAttributes(type))
  const fields = type.attributes.filter(({ retired }) => !retired)
  const roles = type.roles.filter(({ retired }) => !retired)
  return (
    <div className="preview-inspector">
      <h4 className="field-label">In the inspector</h4>
      {fields.length === 0 && <p className="field-hint">No attributes.</p>}
      {fields.map((attribute) => (
        <FieldPreview
          key={`${attribute.id} ${attribute.input}`}
          attribute={attribute}
          value={values[attribute.id] ?? ''}
          onChange={(value) => setValues({ ...values, [attribute.id]: value })}
        />
      ))}
      {roles.length > 0 && (
        <>
          <h4 className="field-label">Roles</h4>
          <ul className="preview-roles">
            {roles.map(({ id, key, name }) => (
              <li key={id}>
                {key && <kbd>{key}</kbd>} {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

interface FieldPreviewProps {
  readonly attribute: AttributeDefinition
  readonly value: string
  readonly onChange: (value: string) => void
}

function FieldPreview({ attribute, value, onChange }: FieldPreviewProps) {
  const id = useId()
  const shared = { label: attribute.name, description: attribute.description }
  if (attribute.input === 'choice') {
    const known = attribute.values.some((item) => item.id === value && !item.retired)
    const choices = choicesOf(attribute.values, known ? value : '')
    const control = { ...shared, value: known ? value : '', onChange }
    return choices.length <= SIDE_BY_SIDE + 1 ? (
      <SegmentedControl {...control} segments={choices} />
    ) : (
      <SelectField {...control} options={choices} />
    )
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {attribute.name}
      </label>
      <input
        id={id}
        type="text"
        value={value}
        placeholder={
          attribute.input === 'url' ? 'https://' : attribute.input === 'entity' ? 'An entry of the register' : ''
        }
        onChange={(event) => onChange(event.target.value)}
      />
      {attribute.description && <p className="field-hint">{attribute.description}</p>}
    </div>
  )
}
