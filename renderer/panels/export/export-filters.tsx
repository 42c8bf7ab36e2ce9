import { ANNOTATION_STATUSES } from '../../../model/record/annotation.ts'
import type { ExportChoice } from '../../session/datasets/export-choice.ts'
import { ANNOTATION_STATUS_NAMES } from '../../session/annotations/status-names.ts'

interface Named {
  readonly id: string
  readonly name: string
}

interface ExportFiltersProps {
  readonly types: readonly Named[]
  readonly annotators: readonly Named[]
  readonly choice: ExportChoice
  readonly onChange: (next: Partial<ExportChoice>) => void
}

/** Which annotations are exported: all, unless something is unticked. */
export function ExportFilters({ types, annotators, choice, onChange }: ExportFiltersProps) {
  const left = choice.withoutTypes.size + choice.withoutStatuses.size + choice.withoutAnnotators.size
  return (
    <details className="export-filters">
      <summary>Annotations: {left === 0 ? 'all' : 'some are left out'}</summary>
      <Ticks
        legend="Types"
        items={types}
        without={choice.withoutTypes}
        onChange={(withoutTypes) => onChange({ withoutTypes })}
      />
      <Ticks
        legend="Status"
        items={ANNOTATION_STATUSES.map((id) => ({ id, name: ANNOTATION_STATUS_NAMES[id] }))}
        without={choice.withoutStatuses}
        onChange={(without) =>
          onChange({ withoutStatuses: new Set(ANNOTATION_STATUSES.filter((status) => without.has(status))) })
        }
      />
      {annotators.length > 1 && (
        <Ticks
          legend="Annotators"
          items={annotators}
          without={choice.withoutAnnotators}
          onChange={(withoutAnnotators) => onChange({ withoutAnnotators })}
        />
      )}
    </details>
  )
}

interface TicksProps {
  readonly legend: string
  readonly items: readonly Named[]
  readonly without: ReadonlySet<string>
  readonly onChange: (without: ReadonlySet<string>) => void
}

function Ticks({ legend, items, without, onChange }: TicksProps) {
  return (
    <fieldset className="field">
      <legend className="field-label">{legend}</legend>
      <div className="export-ticks">
        {items.map(({ id, name }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={!without.has(id)}
              onChange={(event) => {
                const next = new Set(without)
                if (event.target.checked) next.delete(id)
                else next.add(id)
                onChange(next)
              }}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
