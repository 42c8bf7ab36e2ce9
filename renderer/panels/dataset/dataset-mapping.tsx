import { type Codebook, findType } from '../../../model/record/codebook.ts'
import type { DatasetChoices, Destination, MappedType } from '../../../model/dataset/dataset-vocabulary.ts'
import { formatNumber } from '../../components/format.ts'
import {
  chooseAttribute,
  chooseRole,
  chooseType,
  chosenPart,
  chosenType,
  destinationOf,
  destinationValue,
} from '../../session/datasets/dataset-choices.ts'

interface DatasetMappingProps {
  readonly types: readonly MappedType[]
  /** As the import leaves it. */
  readonly codebook: Codebook
  readonly choices: DatasetChoices
  readonly disabled: boolean
  readonly onChoose: (choices: DatasetChoices) => void
}

interface Named {
  readonly id: string
  readonly name: string
}

/** Where each type of the dataset goes, with its attributes and roles. */
export function DatasetMapping({ types, codebook, choices, disabled, onChoose }: DatasetMappingProps) {
  return (
    <ul className="dataset-types" aria-label="Types of the dataset">
      {types.map(({ type, to, becomes, attributes, roles }) => {
        const target = becomes === null ? undefined : findType(codebook, becomes)
        const parts = attributes.length + roles.length
        return (
          <li key={type.name}>
            <DestinationField
              name={type.name}
              count={type.count}
              what="type"
              to={chosenType(choices, type.name, to)}
              options={codebook.types.filter(({ id, retired }) => !retired && !(to.kind === 'new' && id === becomes))}
              disabled={disabled}
              onChoose={(next) => onChoose(chooseType(choices, type.name, next))}
            />
            {target && parts > 0 && (
              <details>
                <summary>
                  {[...attributes.map(({ attribute }) => attribute.name), ...roles.map(({ role }) => role.name)].join(
                    ', ',
                  )}
                </summary>
                {attributes.map(({ attribute, to: destination }) => (
                  <DestinationField
                    key={`attribute ${attribute.name}`}
                    name={attribute.name}
                    count={attribute.count}
                    what="attribute"
                    to={chosenPart(choices.attributes, type.name, attribute.name, destination)}
                    options={target.attributes}
                    disabled={disabled}
                    onChoose={(next) => onChoose(chooseAttribute(choices, type.name, attribute.name, next))}
                  />
                ))}
                {roles.map(({ role, to: destination }) => (
                  <DestinationField
                    key={`role ${role.name}`}
                    name={role.name}
                    count={role.count}
                    what="role"
                    to={chosenPart(choices.roles, type.name, role.name, destination)}
                    options={target.roles}
                    disabled={disabled}
                    onChoose={(next) => onChoose(chooseRole(choices, type.name, role.name, next))}
                  />
                ))}
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface DestinationFieldProps {
  readonly name: string
  readonly count: number
  readonly what: 'type' | 'attribute' | 'role'
  readonly to: Destination
  readonly options: readonly Named[]
  readonly disabled: boolean
  readonly onChoose: (to: Destination) => void
}

function DestinationField({ name, count, what, to, options, disabled, onChoose }: DestinationFieldProps) {
  const value = destinationValue(to)
  const known = options.some(({ id }) => `is:${id}` === value)
  return (
    <label className="destination">
      <span className="destination-name" dir="auto">
        {name} <span className="destination-count digits">{formatNumber(count)}</span>
      </span>
      <span className="select">
        <select
          aria-label={`${what === 'type' ? 'Type' : what === 'role' ? 'Role' : 'Attribute'} ${name} becomes`}
          value={value}
          disabled={disabled}
          onChange={(event) => onChoose(destinationOf(event.target.value, to))}
        >
          {options.map((option) => (
            <option key={option.id} value={`is:${option.id}`}>
              {option.name}
            </option>
          ))}
          {to.kind === 'existing' && !known && <option value={value}>{to.id}</option>}
          <option value="new">New {what}</option>
          <option value="leave-out">Leave out</option>
        </select>
      </span>
    </label>
  )
}
