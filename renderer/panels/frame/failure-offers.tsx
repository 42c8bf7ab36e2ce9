import type { Offer } from '../../../model/value/result.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** What the button of each kind of offer says, and what it does. */
const KINDS: {
  readonly [Kind in Offer['kind']]: {
    readonly label: string
    run(window: WindowModel, offer: Extract<Offer, { kind: Kind }>): void
  }
} = {
  salvage: { label: 'Salvage what can be read…', run: (window, { file }) => window.offerSalvage(file) },
  doctor: { label: 'Check it and repair…', run: (window, { project }) => window.openDoctor(project) },
  backups: { label: 'Show backups…', run: (window, { project }) => void window.openBackups(project) },
}

// TypeScript cannot see that an offer's own kind chooses what takes it.
const take = (window: WindowModel, offer: Offer): void =>
  (KINDS[offer.kind] as { run(window: WindowModel, offer: Offer): void }).run(window, offer)

/** What else can be done about a failure, each with its button. */
export function FailureOffers({ window, offers }: { readonly window: WindowModel; readonly offers: readonly Offer[] }) {
  return (
    <ul className="failure-offers">
      {offers.map((offer) => (
        <li key={offer.kind}>
          <span>{offer.text}</span>
          <button type="button" className="button" onClick={() => take(window, offer)}>
            {KINDS[offer.kind].label}
          </button>
        </li>
      ))}
    </ul>
  )
}
