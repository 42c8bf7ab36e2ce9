import { useId } from 'react'
import { type AnnotationType, COLOR_NAMES, type ColorName } from '../../../model/record/codebook.ts'
import { changeColor, changeKey, changeSpanless } from '../../../model/codebook/codebook-edit.ts'
import { EditField } from './edit-field.tsx'
import type { FormContext } from './form-context.ts'

type TypeFieldsProps = FormContext & { readonly type: AnnotationType }

const COLORS: Readonly<Record<ColorName, string>> = {
  blue: 'Blue',
  orange: 'Orange',
  green: 'Green',
  purple: 'Purple',
  grey: 'Grey',
  red: 'Red',
  yellow: 'Yellow',
  cyan: 'Cyan',
}

/** What stands in the field after a key, with the old letter taken out: a key replaces a key. */
export const newLetter =
  (old: string) =>
  (text: string): string => {
    const typed = text.toUpperCase().trim()
    return typed.length > 1 ? typed.replace(old, '').slice(-1) || old : typed
  }

/** Key, colour and use of an annotation type. */
export function TypeFields({ draft, letters, type }: TypeFieldsProps) {
  const part = { kind: 'type', type: type.id } as const
  return (
    <>
      <div className="field-row">
        <EditField
          label="Key"
          value={type.key ?? ''}
          shape={newLetter(type.key ?? '')}
          onEdit={(key) => draft.edit((codebook) => changeKey(codebook, part, key, letters))}
          className="field-key"
          description="Tags with it."
        />
        <ColorField
          value={type.color}
          onChange={(color) => draft.edit((codebook) => changeColor(codebook, type.id, color))}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={type.spanless}
          onChange={(event) => draft.edit((codebook) => changeSpanless(codebook, type.id, event.target.checked))}
        />
        May be about the whole article, without a selection
      </label>
    </>
  )
}

interface ColorFieldProps {
  readonly value: ColorName
  readonly onChange: (color: ColorName) => void
}

/** The colours of the palette, each with its name. */
function ColorField({ value, onChange }: ColorFieldProps) {
  const name = useId()
  return (
    <fieldset className="field field-wide">
      <legend className="field-label">Colour</legend>
      <div className="segments">
        {COLOR_NAMES.map((color) => (
          <label key={color} className="segment">
            <input type="radio" name={name} value={color} checked={color === value} onChange={() => onChange(color)} />
            <span>
              <i className={`swatch chip-${color}`} aria-hidden="true" />
              {COLORS[color]}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
