import './palette-dialog.css'
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { type Command, type CommandContext, keysOf } from '../../commands/command.ts'
import { commandContext, commandsFor } from '../../commands/commands.ts'
import { Combobox } from '../../components/combobox.tsx'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { keyLabel } from '../../input/keys.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { type PaletteEntry, paletteEntries, recentCommands, rememberCommand } from './palette-entries.ts'

/** The context as it will be once the palette is closed: some commands are only there without a dialog. */
function contextAfter(window: WindowModel): CommandContext {
  const getState = () => ({ ...window.getState(), dialog: null })
  return { ...commandContext(window), window: { ...window, getState } }
}

/**
 * Runs a command once the palette has closed and the focus is back, as if its key had been pressed there. For a command
 * of the text, the text gets the focus.
 */
function runAfterClose(command: Command, window: WindowModel, origin: HTMLElement | null): void {
  rememberCommand(command.id)
  window.closeDialog()
  // The dialog gives the focus back in tasks of its own, before the second frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (origin?.isConnected && origin !== document.activeElement) origin.focus({ preventScroll: true })
      const inText = origin?.closest('[data-pane="text"] [data-pane-focus]')
      if (command.scope === 'text' && !inText && !focusPane('text')) return
      const context = commandContext(window)
      if (command.enabled(context)) command.run(context)
    }),
  )
}

/** Every command with its keys, found by typing. */
export function PaletteDialog({ window }: { readonly window: WindowModel }) {
  const platform = useStore(window, (state) => state.platform)
  const [query, setQuery] = useState('')
  // The dialog takes the focus after it is first rendered.
  const [origin] = useState(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null))
  const [recent] = useState(recentCommands)
  const context = contextAfter(window)
  const entries = paletteEntries(commandsFor(context.state), context, recent, query)
  // Headings are for browsing; search results are sorted by how well they fit.
  const partOf = (entry: PaletteEntry): string | null =>
    recent.length === 0 || query.trim() !== '' || entry.reason !== null ? null : entry.recent ? 'Used recently' : 'All'
  return (
    <Dialog.Root open onOpenChange={(open) => open || window.closeDialog()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette" aria-label="All commands">
          <Combobox
            label="Commands"
            placeholder="Type what you want to do"
            query={query}
            onQuery={setQuery}
            open
            items={entries}
            keyOf={({ command }) => command.id}
            isDisabled={({ reason }) => reason !== null}
            partOf={partOf}
            empty="No command has these words."
            onPick={({ command }) => runAfterClose(command, window, origin)}
          >
            {({ command, reason }) => (
              <>
                <span className="combobox-title">{command.title}</span>
                {reason !== null && <span className="combobox-note">{reason}</span>}
                <span className="combobox-keys">
                  {keysOf(command, platform).map((key) => (
                    <kbd key={key}>{keyLabel(key, platform)}</kbd>
                  ))}
                </span>
              </>
            )}
          </Combobox>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
