import { formatCount } from '../../components/format.ts'
import type { DoctorFinding, DoctorReport } from '../../../preload/contract/contract.ts'

const SEVERITIES: Readonly<Record<DoctorFinding['severity'], string>> = {
  damage: 'Damage',
  wrong: 'Wrong',
  odd: 'Worth a look',
}

/** So many of what a check found are named; the rest is counted. */
const NAMED = 5

/** What the checks of a project found, and that the others found nothing. */
export function DoctorFindings({ report: { findings, sound } }: { readonly report: DoctorReport }) {
  return (
    <>
      {findings.length === 0 ? (
        <p>Nothing is wrong: all {formatCount(sound.length, 'check')} found nothing.</p>
      ) : (
        <section aria-labelledby="doctor-found">
          <h3 id="doctor-found">{formatCount(findings.length, 'check')} found something</h3>
          <ul className="doctor-list">
            {findings.map((finding) => (
              <Finding key={finding.id} finding={finding} />
            ))}
          </ul>
        </section>
      )}
      {sound.length > 0 && (
        <details>
          <summary>{formatCount(sound.length, 'check')} found nothing</summary>
          <ul className="doctor-named">
            {sound.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Finding({ finding }: { readonly finding: DoctorFinding }) {
  const { title, severity, means, count, first, unfinished } = finding
  const named = first.slice(0, NAMED)
  return (
    <li>
      <h4>
        <span className={`doctor-severity doctor-${severity}`}>
          {count > 0 ? `${SEVERITIES[severity]} (${formatCount(count, 'place')})` : 'Not finished'}
        </span>
        : {count > 0 ? means : unfinished}
      </h4>
      <p className="field-hint">Check: {title}</p>
      {named.length > 0 && (
        <ul className="doctor-named field-hint">
          {named.map((message) => (
            <li key={message}>{message}</li>
          ))}
          {count > named.length && <li>and {formatCount(count - named.length, 'other')}</li>}
        </ul>
      )}
      {count > 0 && unfinished !== null && <p>This check could not be finished: {unfinished}</p>}
    </li>
  )
}
