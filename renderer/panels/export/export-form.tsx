import { OFFSET_UNITS, type OffsetUnit } from '../../../model/text/offsets.ts'
import type { ExportFormat } from '../../../preload/contract/contract.ts'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { type ExportChoice, type ExportScope, makesMany, profileOf } from '../../session/datasets/export-choice.ts'

const OFFSET_NAMES: Readonly<Record<OffsetUnit, string>> = {
  codepoint: 'Unicode code points',
  utf16: 'UTF-16 units',
  utf8: 'UTF-8 bytes',
}

const OFFSET_HINTS: Readonly<Record<OffsetUnit, string>> = {
  codepoint: 'What Python, R and most tools count: text[start:end] gives the quote.',
  utf16: 'What JavaScript, Java and C# count.',
  utf8: 'What Go, Rust and tools that work on bytes count.',
}

const SCOPE_NAMES: Readonly<Record<ExportScope, string>> = {
  article: 'This article',
  marked: 'Marked articles',
  project: 'Whole project',
}

interface ExportFormProps {
  readonly formats: readonly ExportFormat[]
  readonly format: ExportFormat | undefined
  readonly choice: ExportChoice
  readonly scopes: readonly ExportScope[]
  /** What the chosen scope is, in words. */
  readonly scopeHint: string
  readonly onChange: (next: Partial<ExportChoice>) => void
}

/** Which format, of what, and how. */
export function ExportForm({ formats, format, choice, scopes, scopeHint, onChange }: ExportFormProps) {
  const profile = format && profileOf(format, choice.profile)
  return (
    <div className="export-form">
      <fieldset className="field">
        <legend className="field-label">Format</legend>
        <div className="choice-list">
          {formats.map(({ id, title, description }) => (
            // Its text is there, two levels down.
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control
            <label key={id} className="choice">
              <input
                type="radio"
                name="format"
                checked={id === format?.id}
                onChange={() => onChange({ format: id, profile: null })}
              />
              <span className="choice-text">
                <span className="choice-title">{title}</span>
                <span className="choice-description">{description}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {format && profile && (
        <SegmentedControl
          label="Profile"
          segments={format.profiles.map(({ id, title }) => ({ value: id, name: title }))}
          value={profile.id}
          onChange={(id) => onChange({ profile: id })}
          description={profile.description}
        />
      )}
      <SegmentedControl
        label="What"
        segments={scopes.map((scope) => ({ value: scope, name: SCOPE_NAMES[scope] }))}
        value={choice.scope}
        onChange={(value) => onChange({ scope: scopes.find((scope) => scope === value) ?? 'project' })}
        description={scopeHint}
      />
      {format?.offsetUnit === 'any' && (
        <SelectField
          label="Offsets count"
          options={OFFSET_UNITS.map((value) => ({ value, name: OFFSET_NAMES[value] }))}
          value={choice.offsets}
          onChange={(value) => onChange({ offsets: OFFSET_UNITS.find((unit) => unit === value) ?? 'codepoint' })}
          description={OFFSET_HINTS[choice.offsets]}
        />
      )}
      {format && format.offsetUnit !== 'any' && format.offsetUnit !== null && (
        <p className="field-hint">Offsets count {OFFSET_NAMES[format.offsetUnit]}, as the format wants it.</p>
      )}
      {format?.settings.map(({ id, title, description, values, initial }) =>
        values ? (
          <SelectField
            key={id}
            label={title}
            description={description}
            options={values.map((value) => ({ value: value.id, name: value.title }))}
            value={choice.settings[id] ?? initial}
            onChange={(value) => onChange({ settings: { ...choice.settings, [id]: value } })}
          />
        ) : (
          <TextField
            key={id}
            label={title}
            description={description}
            value={choice.settings[id] ?? initial}
            onChange={(value) => onChange({ settings: { ...choice.settings, [id]: value } })}
          />
        ),
      )}
      <div className="export-checks">
        {choice.scope !== 'article' && (
          <label className="check">
            <input
              type="checkbox"
              checked={choice.split}
              onChange={(event) => onChange({ split: event.target.checked })}
            />
            A file for every article
          </label>
        )}
        {format?.textsOptional && (
          <label className="check">
            <input
              type="checkbox"
              checked={choice.texts}
              onChange={(event) => onChange({ texts: event.target.checked })}
            />
            With the texts of the articles
          </label>
        )}
        {format && makesMany(choice, format) && (
          <p className="field-hint">Many files are written into one ZIP file. The command line can write a folder.</p>
        )}
      </div>
    </div>
  )
}
