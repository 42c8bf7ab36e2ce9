import { type Command, inArticle, inProject, show } from './command.ts'
import { focusPane } from '../components/focus.ts'

/** Undo, redo and select all: commands that a text field has for itself. */
export const HISTORY_COMMANDS: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Editing',
    keys: ['Mod+Z'],
    menu: { name: 'edit', section: 1, order: 10, enabled: inProject },
    inField: 'undo',
    scope: 'outside-fields',
    enabled: ({ state }) => state?.undoTitle != null,
    reason: () => 'There is nothing to undo',
    run: ({ session }) => void session?.undo().then((result) => show(session, result)),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Editing',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    win32: ['Mod+Y', 'Mod+Shift+Z'],
    menu: { name: 'edit', section: 1, order: 20, enabled: inProject },
    inField: 'redo',
    scope: 'outside-fields',
    enabled: ({ state }) => state?.redoTitle != null,
    reason: () => 'There is nothing to redo',
    run: ({ session }) => void session?.redo().then((result) => show(session, result)),
  },
  {
    id: 'edit.selectAll',
    title: 'Select the whole article',
    group: 'Editing',
    keys: ['Mod+A'],
    menu: { name: 'edit', section: 2, order: 40, label: 'Select all', enabled: () => true },
    inField: 'selectAll',
    scope: 'text',
    enabled: inArticle,
    run({ session, state }) {
      if (focusPane('text')) session?.selectText({ start: 0, end: state?.open?.body.text.length ?? 0 })
    },
  },
]
