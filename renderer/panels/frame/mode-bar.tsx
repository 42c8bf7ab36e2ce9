import './mode-bar.css'
import type { ReactNode } from 'react'
import { useStore } from '../../components/use-store.ts'
import { commandContext } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import { modeView } from '../../modes/modes.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

interface ModeBarProps {
  readonly window: WindowModel
  readonly session: Session
  /** A field that belongs to the mode. */
  readonly children?: ReactNode
}

/** The gesture that is under way in the text: what it is, what to do next, and its keys as buttons. */
export function ModeBar({ window, session, children }: ModeBarProps) {
  const mode = useStore(session, (state) => state.mode)
  const platform = useStore(window, (state) => state.platform)
  // What a mode offers depends on the selection, too.
  useStore(session, (state) => state.selection)
  useStore(session, (state) => state.selected)
  useStore(session, (state) => state.backward)
  const view = mode && modeView(commandContext(window))
  return (
    <section className="mode-bar" aria-label="Gesture under way" hidden={!view}>
      {view && (
        <>
          <div className="mode-text" role="status">
            <strong>{view.title}</strong>
            <span>{view.hint}</span>
          </div>
          {children}
          <div className="mode-choices">
            {view.choices.map((choice) => (
              <button
                key={choice.id}
                type="button"
                className="mode-choice"
                disabled={!choice.enabled}
                aria-keyshortcuts={choice.keys[0]}
                // The text keeps its focus and its selection.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choice.run(commandContext(window))}
              >
                {choice.keys[0] && <kbd aria-hidden="true">{keyLabel(choice.keys[0], platform)}</kbd>}
                {choice.title}
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  )
}
