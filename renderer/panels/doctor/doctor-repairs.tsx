import { formatCount } from '../../components/format.ts'
import type { DoctorOutcome, OfferedRepair, RepairedProject } from '../../../preload/contract/contract.ts'

interface DoctorRepairsProps {
  readonly repairs: readonly OfferedRepair[]
  /** Runs one that is not safe. */
  readonly onRepair: (repair: OfferedRepair) => void
}

/** What can be done about what was found. All safe repairs have one button, in the footer of the dialog. */
export function DoctorRepairs({ repairs, onRepair }: DoctorRepairsProps) {
  if (repairs.length === 0) return null
  return (
    <section aria-labelledby="doctor-repairs">
      <h3 id="doctor-repairs">What can be repaired</h3>
      <p>
        Repairing closes the project, works on a copy of it and opens it again. The project as it is now is kept beside
        it.
      </p>
      <ul className="doctor-list">
        {repairs.map((repair) => (
          <li key={repair.id}>
            <h4>{repair.title}</h4>
            <p>
              {repair.does} {repair.isUndoable ? 'It can be undone.' : 'It cannot be undone, except by the copy.'}
            </p>
            {repair.refused !== null && <p className="field-hint">Not possible here: {repair.refused}</p>}
            {!repair.isSafe && repair.refused === null && (
              <button type="button" className="button" onClick={() => onRepair(repair)}>
                {repair.title}…
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const outcomeOf = ({ title, count, refused }: DoctorOutcome): string =>
  refused === null ? `${title}: ${formatCount(count, 'thing')} repaired` : `${title}: not done. ${refused}`

/** What repairs did, above what the checks say now. */
export function DoctorOutcomes({ repaired: { outcomes, kept } }: { readonly repaired: RepairedProject }) {
  return (
    <section aria-labelledby="doctor-done">
      <h3 id="doctor-done">What was repaired</h3>
      {kept === null ? (
        <p>There was nothing that these repairs could help with. Nothing was changed.</p>
      ) : (
        <p>
          The project as it was is kept beside it as <strong>{kept}</strong>.
        </p>
      )}
      <ul className="doctor-named">
        {outcomes.map((outcome) => (
          <li key={outcome.title}>{outcomeOf(outcome)}</li>
        ))}
      </ul>
    </section>
  )
}
