import { findType } from '../../model/record/codebook.ts'
import { IMPORTING_COMMANDS } from './importing.ts'
import type { WindowLetters } from '../../model/codebook/codebook-keys.ts'
import { type Command, type CommandContext, hasSelected, inArticle, inProject, show } from './command.ts'
import { FILTER_COMMANDS } from './filter.ts'
import { FIND_COMMANDS } from './finding.ts'
import { frameCommands, LINKING_COMMANDS } from './linking.ts'
import { MISSING_ROLE_COMMANDS, missingRoleCommands } from './missing-roles.ts'
import { OVERLAP_COMMANDS } from './overlaps.ts'
import { PALETTE_COMMANDS } from './palette.ts'
import { REGISTER_COMMANDS } from './register.ts'
import { fragmentCommands, SPAN_COMMANDS } from './spans.ts'
import { STATUS_COMMANDS } from './status.ts'
import { SUGGESTING_COMMANDS } from './suggesting.ts'
import { tag } from './tagging.ts'
import { TYPE_COMMANDS } from './types.ts'
import { cyclePanes, focusedPane, focusInInspector, focusPane } from '../components/focus.ts'
import { removeAnnotation } from '../../model/acts/annotation-acts.ts'
import { removeArticle } from '../../model/acts/article-acts.ts'
import type { Session } from '../session/project/session.ts'
import { shownAnnotations } from '../session/project/shown-annotations.ts'
import type { SessionState } from '../session/project/state.ts'
import { stepThrough } from '../session/project/walk.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** The context as it is now. */
export function commandContext(window: WindowModel): CommandContext {
  const { session } = window.getState()
  return { window, session, state: session?.getState() ?? null }
}

function walk({ session, state }: CommandContext, direction: 1 | -1): void {
  const shown = state && shownAnnotations(state)
  const annotation = shown && stepThrough(shown, state, direction)
  if (annotation) session?.select(annotation.id, { reveal: true })
}

/** What waits to be saved goes first, where it can: the copy is made of what is on disk. */
async function saveCopy(window: WindowModel, session: Session | null): Promise<void> {
  await session?.settled()
  const written = await window.run(window.workbench.saveProjectCopy())
  if (written) session?.notify({ kind: 'info', text: 'A copy of the project was saved.' })
}

/** Said where something is gone at one key or press. */
const WAY_BACK = 'Undo brings it back.'

const COMMANDS: readonly Command[] = [
  ...IMPORTING_COMMANDS,
  ...LINKING_COMMANDS,
  ...FILTER_COMMANDS,
  ...MISSING_ROLE_COMMANDS,
  ...STATUS_COMMANDS,
  ...PALETTE_COMMANDS,
  ...REGISTER_COMMANDS,
  ...SUGGESTING_COMMANDS,
  {
    id: 'article.open',
    title: 'Open article…',
    group: 'Project',
    keys: ['Mod+O'],
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => void window.run(window.workbench.chooseArticles('files')),
  },
  {
    id: 'project.open',
    title: 'Open project…',
    group: 'Project',
    keys: ['Mod+Shift+O'],
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => void window.run(window.workbench.openProject()),
  },
  {
    id: 'project.new',
    title: 'New project…',
    group: 'Project',
    keys: ['Mod+Shift+N'],
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => window.openDialog('new-project'),
  },
  {
    id: 'project.saveCopy',
    title: 'Save a copy of the project…',
    group: 'Project',
    keys: ['Mod+Shift+S'],
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window, session }) => void saveCopy(window, session),
  },
  {
    id: 'export.open',
    title: 'Export dataset…',
    group: 'Project',
    keys: ['Mod+E'],
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.openDialog('export'),
  },
  {
    id: 'codebook.edit',
    title: 'Edit codebook…',
    group: 'Project',
    keys: ['Mod+Shift+B'],
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.openDialog('codebook'),
  },
  {
    id: 'article.remove',
    title: 'Remove article from project',
    group: 'Project',
    keys: [],
    scope: 'everywhere',
    enabled: inArticle,
    run({ session, state }) {
      if (!session || !state?.open) return
      const { title } = state.open.article
      const change = removeArticle(state.open, session.port)
      const done = change.ok ? session.dispatch(change.value) : change
      show(session, done)
      if (!done.ok) return
      session.notify({ kind: 'info', text: `Removed article “${title}” with all that was tagged in it. ${WAY_BACK}` })
      // The button that was pressed goes with the last article.
      requestAnimationFrame(() => document.activeElement === document.body && focusPane('articles'))
    },
  },
  {
    id: 'annotation.next',
    title: 'Next annotation',
    group: 'Moving',
    keys: ['N', ']'],
    scope: 'outside-fields',
    enabled: inArticle,
    run: (context) => walk(context, 1),
  },
  {
    id: 'annotation.previous',
    title: 'Previous annotation',
    group: 'Moving',
    keys: ['Shift+N', '['],
    scope: 'outside-fields',
    enabled: inArticle,
    run: (context) => walk(context, -1),
  },
  {
    id: 'annotation.inspect',
    title: 'Go to the inspector',
    group: 'Moving',
    keys: ['Enter'],
    scope: 'text',
    enabled: hasSelected,
    run({ window, state }) {
      window.showPane('annotations', true)
      if (state?.selected) focusInInspector(state.selected, '[data-inspector-focus]')
    },
  },
  {
    id: 'text.focus',
    title: 'Back to the text',
    group: 'Moving',
    keys: ['Escape'],
    scope: 'everywhere',
    // A dialog closes itself on Escape; that must not move the focus as well.
    enabled: (context) => inArticle(context) && context.window.getState().dialog === null,
    run({ window }) {
      if (focusedPane() === 'text') window.find.close()
      else focusPane('text')
    },
  },
  {
    id: 'pane.next',
    title: 'Next pane',
    group: 'Moving',
    keys: ['F6'],
    scope: 'everywhere',
    enabled: inProject,
    run: () => cyclePanes(1),
  },
  {
    id: 'pane.previous',
    title: 'Previous pane',
    group: 'Moving',
    keys: ['Shift+F6'],
    scope: 'everywhere',
    enabled: inProject,
    run: () => cyclePanes(-1),
  },
  {
    id: 'pane.articles',
    title: 'Show or hide the articles',
    group: 'Window',
    keys: ['Mod+Alt+1'],
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.showPane('articles', !window.getState().panes.articles),
  },
  {
    id: 'pane.annotations',
    title: 'Show or hide the annotations',
    group: 'Window',
    keys: ['Mod+Alt+2'],
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.showPane('annotations', !window.getState().panes.annotations),
  },
  {
    id: 'view.invisibles',
    title: 'Show or hide invisible characters',
    group: 'Window',
    keys: ['Mod+Shift+8'],
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.showInvisibles(!window.getState().invisibles),
  },
  {
    id: 'annotation.remove',
    title: 'Remove annotation',
    group: 'Editing',
    keys: ['Delete', 'Backspace'],
    scope: 'outside-fields',
    enabled: hasSelected,
    run({ session, state }) {
      if (!session || !state?.selected) return
      const position = shownAnnotations(state)?.positionOf(state.selected) ?? -1
      const change = removeAnnotation(state, state.selected, session.port)
      const done = change.ok ? session.dispatch(change.value) : change
      show(session, done)
      if (change.ok && done.ok) {
        const said = change.value.title.replace(/^Remove /, 'Removed ')
        const links = change.value.removed.length - 1
        const also = links > 0 ? ` and ${links === 1 ? 'its link' : `its ${links} links`}` : ''
        session.notify({ kind: 'info', text: `${said}${also}. ${WAY_BACK}` })
      }
      // The list keeps its place: the one that moved up becomes the selected one, without moving the caret.
      const after = shownAnnotations(session.getState())
      if (change.ok && document.activeElement?.closest('[data-pane="annotations"]')) {
        session.select(after?.at(Math.min(position, after.size - 1))?.id ?? null)
      }
    },
  },
  ...OVERLAP_COMMANDS,
  ...SPAN_COMMANDS,
  ...TYPE_COMMANDS,
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Editing',
    keys: ['Mod+Z'],
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
    scope: 'text',
    enabled: inArticle,
    run({ session, state }) {
      if (focusPane('text')) session?.selectText({ start: 0, end: state?.open?.body.text.length ?? 0 })
    },
  },
  {
    id: 'help.keys',
    title: 'Keys',
    group: 'Window',
    keys: ['F1', '?'],
    scope: 'outside-fields',
    enabled: () => true,
    run: ({ window }) => window.openDialog('keys'),
  },
]

/** The letter of a key that is one alone or with Shift; null for any other key. */
const letterOf = (key: string): string | null => /^(?:Shift\+)?([A-Z])$/.exec(key)?.[1] ?? null

const FIXED_COMMANDS: readonly Command[] = [...COMMANDS, ...FIND_COMMANDS]

/**
 * Letters that fixed commands have for themselves, alone or with Shift, with their titles. A type of the codebook cannot
 * have them, too.
 */
export const FIXED_LETTERS: WindowLetters = new Map(
  FIXED_COMMANDS.filter(({ yields }) => !yields)
    .flatMap(({ keys, title }) => keys.map((key) => [letterOf(key), title] as const))
    .filter((entry): entry is readonly [string, string] => entry[0] !== null)
    // Of two commands of one letter the first is named.
    .toReversed(),
)

/** All commands of this moment: the fixed ones and one for each annotation type of the open codebook. */
export function commandsFor(state: SessionState | null): readonly Command[] {
  const types = state?.codebook.types.filter(({ retired }) => !retired) ?? []
  const tagging = types.map(
    ({ id, name, key }): Command => ({
      id: `tag.${id}`,
      title: `Tag the selection as ${name.toLowerCase()}`,
      group: 'Tagging',
      // A codebook from elsewhere may want a letter of ours: the type is tagged by menu and toolbar then.
      keys: FIXED_LETTERS.has(key) ? [] : [key],
      scope: 'text',
      enabled: (context) =>
        inArticle(context) && context.state !== null && findType(context.state.codebook, id) !== undefined,
      run: (context) => tag(context, id),
    }),
  )
  const letters = new Set(tagging.flatMap(({ keys }) => keys))
  const own = COMMANDS.map((command) =>
    command.yields
      ? Object.assign({}, command, { keys: command.keys.filter((key) => !letters.has(letterOf(key) ?? '')) })
      : command,
  )
  const fixed = [...tagging, ...fragmentCommands(types), ...own, ...FIND_COMMANDS]
  return state ? [...fixed, ...frameCommands(state, FIXED_LETTERS), ...missingRoleCommands(state.codebook)] : fixed
}

/** Runs a command by id if it is there and enabled; whether it ran. */
export function runCommand(id: string, window: WindowModel): boolean {
  const context = commandContext(window)
  const command = commandsFor(context.state).find((item) => item.id === id)
  if (!command?.enabled(context)) return false
  command.run(context)
  return true
}
