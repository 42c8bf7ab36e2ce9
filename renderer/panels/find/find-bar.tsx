import './find-bar.css'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { focusPane } from '../../components/focus.ts'
import { useStore } from '../../components/use-store.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { FindActions } from './find-actions.tsx'
import { FindField } from './find-field.tsx'
import { FindResults } from './find-results.tsx'
import { FindSwitches } from './find-switches.tsx'

interface FindBarProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The find bar above the text. Always mounted; shown when opened. */
export function FindBar({ window, session }: FindBarProps) {
  const find = useStore(window.find, (state) => state)
  const input = useRef<HTMLInputElement>(null)
  const { open, asked } = find

  useEffect(() => {
    if (asked === 0) return
    input.current?.focus()
    input.current?.select()
  }, [asked])

  if (!open) return null
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const inField = event.target instanceof HTMLInputElement && event.target.type === 'text'
    // Elsewhere, Delete removes an annotation; here the field has merely lost the focus.
    if (!inField && (event.key === 'Delete' || event.key === 'Backspace')) event.preventDefault()
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    window.find.close()
    focusPane('text')
  }
  return (
    // Escape closes from wherever in the bar it is pressed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="search" className="find-bar" aria-label="Find" data-keeps-focus="" onKeyDown={onKeyDown}>
      <div className="find-row">
        <FindField window={window} find={find} input={input} />
        <FindSwitches window={window} query={find.query} />
        <FindActions window={window} session={session} find={find} />
      </div>
      {find.failure && (
        <p id="find-problem" role="alert" className="field-problem">
          {find.failure.message} {find.failure.action}
        </p>
      )}
      {find.scope === 'project' && <FindResults window={window} session={session} find={find} />}
    </div>
  )
}
