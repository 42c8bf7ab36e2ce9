import './annotation-menu.css'
import { Menu } from '@base-ui/react/menu'
import { useEffect, useRef, useState } from 'react'
import { type Command, type CommandContext } from '../../commands/command.ts'
import { commandContext, commandsFor, runCommand } from '../../commands/commands.ts'
import { Icon } from '../../components/icons.tsx'
import { useStore } from '../../components/use-store.ts'
import { keysOf } from '../../commands/command.ts'
import { keyLabel } from '../../input/keys.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** What the menu offers, by the commands' ids; null stands for a line between. */
const OFFERED: readonly (string | null)[] = [
  'annotation.link',
  'edges.move',
  'annotation.changeType',
  'annotation.duplicate',
  null,
  'annotation.copyQuote',
  null,
  'annotation.remove',
]

interface Opened {
  readonly place: DOMRect
  /** What gets the focus back when the menu closes. */
  readonly origin: HTMLElement | null
}

interface AnnotationMenuProps {
  readonly window: WindowModel
  readonly session: Session
}

/**
 * The annotation a context menu is asked for, and where it opens; null where there is none. A row under the pointer
 * becomes the selected one; what lies under it in the text the editor has selected already.
 */
function opening(event: MouseEvent, session: Session): Opened | null {
  const target = event.target instanceof Element ? event.target : null
  const list = target?.closest('.annotation-list')
  if (!list && !target?.closest('.article-text')) return null
  const byPointer = event.button === 2
  const row = target?.closest<HTMLElement>('[data-row]')
  // The list knows which annotation its row is.
  if (byPointer) row?.click()
  if (session.getState().selected === null) return null
  // A list with the focus does not tell where its active row is.
  const place =
    (!byPointer && list?.querySelector('[aria-selected="true"]')?.getBoundingClientRect()) ||
    new DOMRect(event.clientX, event.clientY, 0, 0)
  return { place, origin: document.activeElement instanceof HTMLElement ? document.activeElement : null }
}

/** What can be done with the annotation under the pointer or, by the menu key, with the selected one. */
export function AnnotationMenu({ window, session }: AnnotationMenuProps) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const host = useRef<HTMLElement>(null)
  const platform = useStore(window, (state) => state.platform)

  useEffect(() => {
    const onContextMenu = (event: MouseEvent): void => {
      const found = opening(event, session)
      if (!found) return
      event.preventDefault()
      setOpened(found)
    }
    document.addEventListener('contextmenu', onContextMenu)
    return () => document.removeEventListener('contextmenu', onContextMenu)
  }, [session])

  const close = (): void => {
    setOpened(null)
    opened?.origin?.focus()
  }
  const context = commandContext(window)
  const commands = opened ? commandsFor(context.state) : []

  return (
    // Everything on the page must be in a landmark; this one exists only while the menu does.
    <section ref={host} aria-label="Menu" hidden={opened === null}>
      <Menu.Root open={opened !== null} onOpenChange={(open) => open || close()} modal={false}>
        <Menu.Portal container={host}>
          <Menu.Positioner
            className="menu-place"
            anchor={{ getBoundingClientRect: () => opened?.place ?? new DOMRect() }}
            side="bottom"
            align="start"
          >
            <Menu.Popup
              className="menu"
              aria-label="Annotation"
              finalFocus={false}
              onKeyDown={(event) => {
                // Letters find an entry here; they are no commands of the window.
                event.stopPropagation()
                if (event.key === 'Escape') close()
              }}
            >
              {OFFERED.map((id, i) => {
                const command = commands.find((item) => item.id === id)
                // The list never changes: its places are keys.
                // oxlint-disable-next-line react/no-array-index-key
                if (id === null) return <Menu.Separator key={i} className="menu-line" />
                if (!command) return null
                return (
                  <Menu.Item
                    key={id}
                    className="menu-item"
                    disabled={!isPossible(command, context)}
                    onClick={() => {
                      close()
                      runCommand(id, window)
                    }}
                  >
                    {id === 'annotation.remove' && <Icon name="remove" />}
                    <span className="menu-title">{command.title}</span>
                    <kbd>{keyLabel(keysOf(command, platform)[0] ?? '', platform)}</kbd>
                  </Menu.Item>
                )
              })}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </section>
  )
}

/** A project that is open for reading still lets a quote be copied. */
const isPossible = (command: Command, context: CommandContext): boolean =>
  command.enabled(context) && (context.state?.readOnly == null || command.id === 'annotation.copyQuote')
