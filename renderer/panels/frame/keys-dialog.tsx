import './keys-dialog.css'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { useStore } from '../../components/use-store.ts'
import { type Command, keysOf } from '../../commands/command.ts'
import { commandsFor } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Keys that move the caret; the editor's own, handed in by the composition. */
export interface MovementKeys {
  readonly title: string
  readonly keys: readonly string[]
  readonly darwin?: readonly string[]
}

interface KeysDialogProps {
  readonly window: WindowModel
  readonly movement: readonly MovementKeys[]
}

const GROUPS: readonly { readonly group: Command['group']; readonly title: string }[] = [
  { group: 'Tagging', title: 'Tag the selected text' },
  { group: 'Finding', title: 'Find, and tag what is found' },
  { group: 'Moving', title: 'Move around' },
  { group: 'Editing', title: 'Edit' },
  { group: 'Project', title: 'Articles and projects' },
  { group: 'Window', title: 'Window' },
]

/** Every key there is. */
export function KeysDialog({ window, movement }: KeysDialogProps) {
  const platform = useStore(window, (state) => state.platform)
  const session = useStore(window, (state) => state.session)
  const commands = commandsFor(session?.getState() ?? null)
  const label = (key: string): string => keyLabel(key, platform)
  const close = (): void => window.closeDialog()
  return (
    <DialogFrame
      title="Keys"
      className="keys-dialog"
      reading
      onClose={close}
      footer={
        <button type="button" className="button button-main" onClick={close}>
          Close
        </button>
      }
    >
      <div className="key-columns">
        <KeyGroup
          title="Move and select in the text"
          rows={movement.map(({ title, keys, darwin }) => ({
            title,
            keys: (platform === 'darwin' ? (darwin ?? keys) : keys).map(label),
          }))}
        />
        {GROUPS.map(({ group, title }) => (
          <KeyGroup
            key={group}
            title={title}
            rows={commands
              .filter((command) => command.group === group && command.keys.length > 0)
              .map((command) => ({
                title: command.inGroup ?? command.title,
                keys: keysOf(command, platform).map(label),
              }))}
          />
        ))}
      </div>
    </DialogFrame>
  )
}

interface KeyGroupProps {
  readonly title: string
  readonly rows: readonly { readonly title: string; readonly keys: readonly string[] }[]
}

function KeyGroup({ title, rows }: KeyGroupProps) {
  if (rows.length === 0) return null
  return (
    <section className="key-group">
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title}>
            <dt>{row.title}</dt>
            <dd>
              {row.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
