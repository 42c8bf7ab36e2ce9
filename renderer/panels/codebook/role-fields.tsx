import { useState } from 'react'
import { changeKey, changeRange } from '../../../model/codebook/codebook-edit.ts'
import type { PartRef } from '../../../model/codebook/codebook-part.ts'
import { findRole } from '../../../model/codebook/role-fit.ts'
import type { Failure } from '../../../model/value/result.ts'
import { EditField } from './edit-field.tsx'
import type { FormContext } from './form-context.ts'
import { newLetter } from './type-fields.tsx'

interface RoleFieldsProps extends FormContext {
  readonly part: PartRef & { readonly kind: 'role' }
}

/** Key of a role, and what it leads from and to. */
export function RoleFields({ draft, codebook, part }: RoleFieldsProps) {
  const [refusal, setRefusal] = useState<Failure | null>(null)
  const role = findRole(codebook, part.type, part.role)
  if (!role) return null
  const { key, toEntity, toTypes } = role
  const change = (range: Partial<Parameters<typeof changeRange>[2]>): void =>
    setRefusal(draft.edit((current) => changeRange(current, part, { toEntity, toTypes, ...range })))
  const owner = codebook.types.find(({ id }) => id === part.type)
  return (
    <>
      <EditField
        label="Key"
        value={key ?? ''}
        shape={newLetter(key ?? '')}
        onEdit={(letter) => draft.edit((current) => changeKey(current, part, letter))}
        className="field-key"
      />
      <fieldset className="field" aria-describedby={refusal ? 'range-problem' : undefined}>
        <legend className="field-label">It leads from “{owner?.name}” to</legend>
        <div className="checks">
          {codebook.types
            .filter(({ id, retired }) => !retired || toTypes.includes(id))
            .map(({ id, name, retired }) => (
              <label key={id} className="check">
                <input
                  type="checkbox"
                  checked={toTypes.includes(id)}
                  onChange={(event) =>
                    change({
                      toTypes: event.target.checked ? [...toTypes, id] : toTypes.filter((target) => target !== id),
                    })
                  }
                />
                {name}
                {retired && <span className="badge">retired</span>}
              </label>
            ))}
          <label className="check">
            <input
              type="checkbox"
              checked={toEntity}
              onChange={(event) => change({ toEntity: event.target.checked })}
            />
            An entry of the register
          </label>
        </div>
        {refusal && (
          <p id="range-problem" className="field-problem" role="alert">
            {refusal.message} {refusal.action}
          </p>
        )}
      </fieldset>
    </>
  )
}
