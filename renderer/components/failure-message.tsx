import type { Failure } from '../../model/value/result.ts'
import { Icon } from './icons.tsx'

/** What happened, what to do, and what it is about, one a line. */
export function FailureMessage({ failure }: { readonly failure: Failure }) {
  return (
    <div className="failure">
      <Icon name="warning" />
      <div>
        <p className="failure-message">{failure.message}</p>
        <p>{failure.action}</p>
        {failure.details && failure.details.length > 0 && (
          <details>
            <summary>Details</summary>
            <ul className="failure-details">
              {failure.details.map((detail) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  )
}
