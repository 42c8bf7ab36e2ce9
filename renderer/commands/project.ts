import { type Command, inArticle, inProject, show } from './command.ts'
import { focusPane } from '../components/focus.ts'
import { removeArticle } from '../../model/acts/article-acts.ts'
import type { Session } from '../session/project/session.ts'
import type { WindowModel } from '../session/window/window-model.ts'

/** Saves pending changes first, because the copy is made from the file on disk. */
async function saveCopy(window: WindowModel, session: Session | null): Promise<void> {
  await session?.settled()
  const written = await window.run(window.workbench.saveProjectCopy())
  if (written) session?.notify({ kind: 'info', text: 'A copy of the project was saved.' })
}

/** The project as a file, its codebook and its export; opening and removing articles. */
export const PROJECT_COMMANDS: readonly Command[] = [
  {
    id: 'article.open',
    title: 'Open article…',
    group: 'Project',
    keys: ['Mod+O'],
    menu: { name: 'file', section: 2, order: 20 },
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => void window.run(window.workbench.chooseArticles('files')),
  },
  {
    id: 'project.open',
    title: 'Open project…',
    group: 'Project',
    keys: ['Mod+Shift+O'],
    menu: { name: 'file', section: 1, order: 20 },
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => void window.run(window.workbench.openProject()),
  },
  {
    id: 'project.new',
    title: 'New project…',
    group: 'Project',
    keys: ['Mod+Shift+N'],
    menu: { name: 'file', section: 1, order: 10 },
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => window.openDialog('new-project'),
  },
  {
    id: 'project.saveCopy',
    title: 'Save a copy of the project…',
    group: 'Project',
    keys: ['Mod+Shift+S'],
    menu: { name: 'file', section: 1, order: 50, label: 'Save a copy…' },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window, session }) => void saveCopy(window, session),
  },
  {
    id: 'export.open',
    title: 'Export dataset…',
    group: 'Project',
    keys: ['Mod+E'],
    menu: { name: 'file', section: 2, order: 80 },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.openDialog('export'),
  },
  {
    id: 'codebook.edit',
    title: 'Edit codebook…',
    group: 'Project',
    keys: ['Mod+Shift+B'],
    menu: { name: 'file', section: 2, order: 90 },
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
      session.notify({
        kind: 'info',
        text: `Removed article “${title}” with all that was tagged in it. Undo brings it back.`,
      })
      // With the last article, the button that was pressed disappears.
      requestAnimationFrame(() => document.activeElement === document.body && focusPane('articles'))
    },
  },
]
