import './part-form.css'
import type { Codebook } from '../../../model/record/codebook.ts'
import { addRole, addType, addValue } from '../../../model/codebook/codebook-add.ts'
import { changeLabel, describeCodebook, describePart, type PartWords } from '../../../model/codebook/codebook-edit.ts'
import { labelOf } from '../../../model/codebook/labels.ts'
import { findPart, ownId, type Part, partKey, type PartRef } from '../../../model/codebook/codebook-part.ts'
import type { AnnotationType, AttributeDefinition } from '../../../model/record/codebook.ts'
import { AddField, EditField } from './edit-field.tsx'
import { AddAttribute, AttributeFields } from './attribute-fields.tsx'
import type { FormContext } from './form-context.ts'
import { RoleFields } from './role-fields.tsx'
import { TypeFields } from './type-fields.tsx'

interface PartFormProps extends FormContext {
  readonly part: PartRef | null
  readonly before: Codebook
}

/** Everything that can be said about the part that is selected in the outline. */
export function PartForm({ part, before, ...context }: PartFormProps) {
  if (!part) return <CodebookForm {...context} />
  const definition = findPart(context.codebook, part)
  if (!definition) return null
  const words = { ...context, part, definition, isNew: !findPart(before, part) }
  return (
    <div className="part-form">
      <NameAndId {...words} />
      {part.kind === 'type' && <TypeFields {...context} type={definition as AnnotationType} />}
      {part.kind === 'attribute' && (
        <AttributeFields {...context} part={part} attribute={definition as AttributeDefinition} />
      )}
      {part.kind === 'role' && <RoleFields {...context} part={part} />}
      <Explanations {...words} />
      {part.kind === 'type' && (
        <>
          <hr />
          <AddAttribute draft={context.draft} type={part.type} />
          <AddField
            label="New role"
            action="Add role"
            onAdd={(name) => context.draft.add((codebook) => addRole(codebook, part.type, name))}
          />
        </>
      )}
      {part.kind === 'value' && (
        <>
          <hr />
          <AddField
            label="Next value"
            action="Add value"
            onAdd={(name) => context.draft.add((codebook) => addValue(codebook, part.type, part.attribute, name))}
          />
        </>
      )}
    </div>
  )
}

function CodebookForm({ draft, codebook, letters }: FormContext) {
  const describe = (field: keyof PartWords) => (text: string) =>
    draft.edit((current) => describeCodebook(current, { [field]: text }), `codebook ${field}`)
  return (
    <div className="part-form">
      <EditField label="Name" value={codebook.name} onEdit={describe('name')} isName />
      <EditField label="What it is for" rows={2} value={codebook.description} onEdit={describe('description')} />
      <EditField
        label="Guidelines"
        rows={4}
        value={codebook.guidelines ?? ''}
        onEdit={describe('guidelines')}
        description="What holds for tagging as a whole."
      />
      <hr />
      <AddField
        label="New type"
        action="Add type"
        onAdd={(name) => draft.add((current) => addType(current, name, letters))}
      />
    </div>
  )
}

interface WordsProps extends FormContext {
  readonly part: PartRef
  readonly definition: Part
  readonly isNew: boolean
}

const describing =
  ({ draft, part }: WordsProps, field: keyof PartWords) =>
  (text: string) => {
    const words = field === 'examples' ? { examples: text.split('\n') } : { [field]: text }
    return draft.edit((codebook) => describePart(codebook, part, words), `${partKey(part)} ${field}`)
  }

/** What a part is called, and the id by which annotations and files know it. */
function NameAndId(props: WordsProps) {
  const { draft, part, definition, isNew } = props
  return (
    <div className="field-row">
      <EditField
        label="Name"
        value={definition.name}
        onEdit={describing(props, 'name')}
        isName
        className="field-wide"
      />
      <EditField
        label="Id in files"
        value={ownId(part)}
        readOnly={!isNew}
        late
        onEdit={draft.rename}
        description={isNew ? 'Fixed once saved.' : 'Fixed: annotations refer to it.'}
      />
      <EditField
        label="Label in datasets"
        value={labelOf(definition)}
        late
        onEdit={(label) => draft.edit((codebook) => changeLabel(codebook, part, label))}
        description="What other programs call it."
      />
    </div>
  )
}

/** The texts that explain a part: the same for types, attributes, values and roles. */
function Explanations(props: WordsProps) {
  const { description = '', examples = [], guidelines = '' } = props.definition
  return (
    <>
      <EditField label="Definition" rows={2} value={description} onEdit={describing(props, 'description')} />
      <EditField
        label="Examples"
        rows={2}
        value={examples.join('\n')}
        onEdit={describing(props, 'examples')}
        description="One a line."
      />
      <EditField label="Guidelines" rows={2} value={guidelines} onEdit={describing(props, 'guidelines')} />
    </>
  )
}
