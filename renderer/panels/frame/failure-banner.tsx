import './failure-banner.css'
import { FailureMessage } from '../../components/failure-message.tsx'
import { Icon } from '../../components/icons.tsx'
import { useStore } from '../../components/use-store.ts'
import { FailureOffers } from './failure-offers.tsx'
import type { WindowModel } from '../../session/window/window-model.ts'

/** A failure outside the open project's own acts, until it is dismissed. */
export function FailureBanner({ window }: { readonly window: WindowModel }) {
  const failure = useStore(window, (state) => state.failure)
  return (
    <div role="alert" className="failure-banner">
      {failure && (
        <>
          <div>
            <FailureMessage failure={failure} />
            {failure.offers && <FailureOffers window={window} offers={failure.offers} />}
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss the message"
            onClick={() => window.dismissFailure()}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  )
}
