import { useId } from 'react'
import { markOf, type AnnotationType } from '../../../model/record/codebook.ts'

interface TypeChoiceProps {
  readonly types: readonly AnnotationType[]
  readonly value: string
  readonly onChange: (typeId: string) => void
}

/** One of the annotation types, each with its letter. Radio buttons underneath, so arrows move. */
export function TypeChoice({ types, value, onChange }: TypeChoiceProps) {
  const name = useId()
  return (
    <fieldset className="field">
      <legend className="field-label">Tag as</legend>
      <div className="segments">
        {types.map((type) => (
          <label key={type.id} className="segment segment-type">
            <input
              type="radio"
              name={name}
              value={type.id}
              checked={type.id === value}
              aria-keyshortcuts={type.key}
              onChange={() => onChange(type.id)}
            />
            <span>
              <b className={`chip chip-${type.color}`} aria-hidden="true">
                {markOf(type)}
              </b>
              {type.name}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
