import { type KeyboardEvent, useMemo, useState } from 'react'
import { suggester } from '../../../model/suggest/index.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { formatCount, formatNumber } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import { acceptSuggestions } from '../../../model/acts/suggestion-acts.ts'
import { firstFragment, suggestionLabel } from '../../session/suggest/suggestion-labels.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { suggestionGroup } from './suggestion-group.ts'
import { type TickGroup, TickList } from '../find/tick-list.tsx'

interface AcceptSuggestionsDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

/** All suggestions with what stands around them, to be accepted at once. Unsure ones are not ticked by default. */
export function AcceptSuggestionsDialog({ window, session }: AcceptSuggestionsDialogProps) {
  const list = useStore(window.suggestions, (state) => state.list)
  const open = useStore(session, (state) => state.open)
  const codebook = useStore(session, (state) => state.codebook)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(list.filter(({ sure }) => sure).map(({ key }) => key)),
  )
  const groups = useMemo(() => {
    const text = open?.body.text ?? ''
    const rules = new Set([...suggester.rules.map(({ id }) => id), ...list.map(({ rule }) => rule)])
    return [...rules].flatMap((rule): TickGroup[] => {
      const items = list.flatMap((item) => {
        if (item.rule !== rule) return []
        const more = item.spans.slice(1).map(({ start, end }) => `… ${text.slice(start, end)}`)
        const detail = [...more, suggestionLabel(codebook, text, item)].filter((part) => part !== '').join(' · ')
        return [{ key: item.key, fragment: firstFragment(text, item.spans), detail }]
      })
      return items.length > 0 ? [{ title: suggestionGroup(codebook, rule), items }] : []
    })
  }, [list, open, codebook])
  const chosen = list.filter(({ key }) => ticked.has(key))

  const close = (): void => window.closeDialog()
  const accept = (): void => {
    if (chosen.length === 0) return
    const act = acceptSuggestions(session.getState(), chosen, session.port)
    if (!perform(session, act.ok ? act.value.change : act)) return
    session.notify({ kind: 'info', text: `Accepted ${formatCount(chosen.length, 'suggestion')}` })
    close()
    // The dialog gives the focus back to where it was; undoing is a key of the text.
    setTimeout(() => focusPane('text'))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const onButton = (event.target as Element).closest('button') !== null
    if (event.key !== 'Enter' || onButton || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    accept()
  }

  return (
    <DialogFrame
      title="Accept suggestions"
      className="ticking-dialog"
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="button" className="button button-main" disabled={chosen.length === 0} onClick={accept}>
            {chosen.length === 0 ? 'Accept' : `Accept ${formatNumber(chosen.length)}`}
          </button>
        </>
      }
    >
      {/* Enter accepts, wherever in the dialog the focus is. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="ticking" onKeyDownCapture={onKeyDown}>
        <p role="status" className="ticking-counts">
          {formatNumber(chosen.length)} of {formatCount(list.length, 'suggestion')} will be tagged, with speakers and
          cues, as one step to undo.
        </p>
        <TickList label="Suggestions" groups={groups} ticked={ticked} onTick={setTicked}>
          . What is not sure has no tick.
        </TickList>
      </div>
    </DialogFrame>
  )
}
