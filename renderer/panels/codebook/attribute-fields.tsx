import { useState } from 'react'
import type { AttributeDefinition } from '../../../model/record/codebook.ts'
import { addAttribute, addValue } from '../../../model/codebook/codebook-add.ts'
import { changeInitial, changeInput } from '../../../model/codebook/codebook-edit.ts'
import type { PartRef } from '../../../model/codebook/codebook-part.ts'
import { ok } from '../../../model/value/result.ts'
import { SelectField } from '../../components/select-field.tsx'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'
import { AddField } from './edit-field.tsx'
import type { FormContext } from './form-context.ts'

type Input = AttributeDefinition['input']

const INPUTS: readonly { readonly value: Input; readonly name: string }[] = [
  { value: 'choice', name: 'A choice of values' },
  { value: 'text', name: 'Text' },
  { value: 'url', name: 'Web address' },
  { value: 'entity', name: 'Entry of the register' },
]

const inputOf = (value: string): Input => INPUTS.find((input) => input.value === value)?.value ?? 'text'

interface AttributeFieldsProps extends FormContext {
  readonly part: PartRef & { readonly kind: 'attribute' }
  readonly attribute: AttributeDefinition
}

/** What an attribute takes and, for a choice, its values. */
export function AttributeFields({ draft, part, attribute }: AttributeFieldsProps) {
  return (
    <>
      <SelectField
        label="It takes"
        options={INPUTS}
        value={attribute.input}
        onChange={(input) => draft.edit((codebook) => changeInput(codebook, part, inputOf(input)))}
      />
      {attribute.input === 'choice' && <Values draft={draft} part={part} choice={attribute} />}
    </>
  )
}

interface ValuesProps {
  readonly draft: CodebookDraft
  readonly part: PartRef & { readonly kind: 'attribute' }
  readonly choice: AttributeDefinition & { readonly input: 'choice' }
}

function Values({ draft, part, choice }: ValuesProps) {
  const { values, initial } = choice
  const offered = values.filter(({ retired }) => !retired)
  return (
    <>
      <SelectField
        label="A new annotation starts with"
        options={[{ value: '', name: 'No value' }, ...offered.map(({ id, name }) => ({ value: id, name }))]}
        value={initial ?? ''}
        onChange={(value) => draft.edit((codebook) => changeInitial(codebook, part, value || null))}
      />
      <h4 className="field-label">Values</h4>
      {values.length === 0 && <p className="field-hint">No value yet.</p>}
      <ol className="value-list">
        {values.map(({ id, name, retired }) => (
          <li key={id}>
            <button
              type="button"
              className="link-button"
              onClick={() => draft.select({ ...part, kind: 'value', value: id })}
            >
              {name}
            </button>
            {retired && <span className="badge">retired</span>}
          </li>
        ))}
      </ol>
      <AddField
        label="New value"
        action="Add value"
        onAdd={(name) =>
          draft.edit((codebook) => {
            const added = addValue(codebook, part.type, part.attribute, name)
            return added.ok ? ok(added.value.codebook) : added
          })
        }
      />
      <hr />
    </>
  )
}

/** A new attribute of a type: its name and what it takes. */
export function AddAttribute({ draft, type }: { readonly draft: CodebookDraft; readonly type: string }) {
  const [input, setInput] = useState<Input>('choice')
  return (
    <AddField
      label="New attribute"
      action="Add attribute"
      onAdd={(name) => draft.add((codebook) => addAttribute(codebook, type, name, input))}
    >
      <SelectField label="It takes" options={INPUTS} value={input} onChange={(value) => setInput(inputOf(value))} />
    </AddField>
  )
}
