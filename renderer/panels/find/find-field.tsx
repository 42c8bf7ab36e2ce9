import type { KeyboardEvent, RefObject } from 'react'
import { hitCount } from '../../../model/text/hits.ts'
import { Icon } from '../../components/icons.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import type { FindState } from '../../session/find/find-state.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { countLabel } from './find-labels.ts'

interface FindFieldProps {
  readonly window: WindowModel
  readonly find: FindState
  readonly input: RefObject<HTMLInputElement | null>
}

/** What is typed, how many hits it has, and the way from one to the next. */
export function FindField({ window, find, input }: FindFieldProps) {
  const platform = useStore(window, (state) => state.platform)
  const hasHits = hitCount(find.hits) > 0
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent } = event
    if (altKey || ctrlKey || metaKey || nativeEvent.isComposing) return
    if (key === 'Enter') window.find.step(shiftKey ? -1 : 1)
    else if (key === 'ArrowDown' && find.scope === 'project') {
      event.currentTarget.closest('[role="search"]')?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
    } else return
    event.preventDefault()
  }
  return (
    <div className="find-field">
      <div className="find-box">
        <input
          ref={input}
          type="text"
          aria-label="Find"
          placeholder={find.query.regex ? 'Regular expression' : 'Find'}
          spellCheck={false}
          autoComplete="off"
          dir="auto"
          value={find.query.pattern}
          aria-invalid={find.failure ? true : undefined}
          aria-describedby={find.failure ? 'find-problem' : undefined}
          onChange={(event) => window.find.setQuery({ pattern: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <span role="status" className="find-count digits">
          {countLabel(find)}
        </span>
      </div>
      <TipButton
        name="Previous hit"
        keyLabel={keyLabel('Shift+F3', platform)}
        disabled={!hasHits}
        onClick={() => window.find.step(-1)}
      >
        <Icon name="up" />
      </TipButton>
      <TipButton
        name="Next hit"
        keyLabel={keyLabel('F3', platform)}
        disabled={!hasHits}
        onClick={() => window.find.step(1)}
      >
        <Icon name="down" />
      </TipButton>
    </div>
  )
}
