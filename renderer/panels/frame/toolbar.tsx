import './toolbar.css'
import { Icon, type IconName } from '../../components/icons.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore, useStoreAfterPaint } from '../../components/use-store.ts'
import { commandsFor, runCommand } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

interface ToolbarProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The toolbar: the name of the project, and what can be done with it. */
export function Toolbar({ window, session }: ToolbarProps) {
  const name = useStore(session, (state) => state.project.name)
  const folder = useStore(session, (state) => `${state.folder}/${state.fileName}`)
  const readOnly = useStore(session, (state) => state.readOnly)
  const panes = useStore(window, (state) => state.panes)

  const suggesting = useStore(window.suggestions, (state) => state.shown)

  return (
    <header className="toolbar">
      <CommandButton window={window} id="pane.articles" icon="left-pane" name="Articles" pressed={panes.articles} />
      <div className="project-title">
        <h1 title={folder}>{name}</h1>
        {readOnly !== null && (
          <span className="badge badge-read-only" title={readOnly}>
            <Icon name="lock" />
            <span>Read-only: {readOnly}</span>
          </span>
        )}
      </div>
      <HistoryButtons window={window} session={session} />
      <CommandButton window={window} id="find.open" icon="find" name="Find" />
      <CommandButton window={window} id="suggestions.show" icon="suggest" name="Suggestions" pressed={suggesting} />
      <button type="button" className="button" onClick={() => runCommand('export.open', window)}>
        <Icon name="export" />
        Export…
      </button>
      <CommandButton window={window} id="codebook.edit" icon="codebook" name="Codebook" />
      <CommandButton window={window} id="help.keys" icon="keys" name="Keys" />
      <CommandButton
        window={window}
        id="pane.annotations"
        icon="right-pane"
        name="Annotations"
        pressed={panes.annotations}
      />
    </header>
  )
}

/** Separate from the rest of the toolbar, because their tooltips change with every change. */
function HistoryButtons({ window, session }: ToolbarProps) {
  const readOnly = useStore(session, (state) => state.readOnly)
  const undoTitle = useStoreAfterPaint(session, (state) => state.undoTitle)
  const redoTitle = useStoreAfterPaint(session, (state) => state.redoTitle)
  return (
    <div className="toolbar-group">
      <CommandButton
        window={window}
        id="edit.undo"
        icon="undo"
        name="Undo"
        tip={undoTitle === null ? 'Nothing to undo' : `Undo: ${undoTitle}`}
        disabled={undoTitle === null || readOnly !== null}
      />
      <CommandButton
        window={window}
        id="edit.redo"
        icon="redo"
        name="Redo"
        tip={redoTitle === null ? 'Nothing to redo' : `Redo: ${redoTitle}`}
        disabled={redoTitle === null || readOnly !== null}
      />
    </div>
  )
}

interface CommandButtonProps {
  readonly window: WindowModel
  readonly id: string
  readonly icon: IconName
  readonly name: string
  readonly tip?: string
  readonly disabled?: boolean
  readonly pressed?: boolean
}

function CommandButton({ window, id, icon, name, tip, disabled = false, pressed }: CommandButtonProps) {
  const platform = useStore(window, (state) => state.platform)
  const command = commandsFor(null).find((item) => item.id === id)
  const key = command?.keys[0]
  return (
    <TipButton
      name={name}
      tip={tip ?? command?.title ?? name}
      keyLabel={key && keyLabel(key, platform)}
      disabled={disabled}
      {...(pressed === undefined ? {} : { pressed })}
      onClick={() => runCommand(id, window)}
    >
      <Icon name={icon} />
    </TipButton>
  )
}
