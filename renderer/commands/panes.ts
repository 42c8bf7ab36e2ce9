import { type Command, inProject } from './command.ts'

/** What the window shows beside the text and in it. */
export const PANE_COMMANDS: readonly Command[] = [
  {
    id: 'pane.articles',
    title: 'Show or hide the articles',
    group: 'Window',
    keys: ['Mod+Alt+1'],
    menu: { name: 'view', section: 3, order: 30, label: 'Articles pane' },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.showPane('articles', !window.getState().panes.articles),
  },
  {
    id: 'pane.annotations',
    title: 'Show or hide the annotations',
    group: 'Window',
    keys: ['Mod+Alt+2'],
    menu: { name: 'view', section: 3, order: 40, label: 'Annotations pane' },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.showPane('annotations', !window.getState().panes.annotations),
  },
  {
    id: 'view.invisibles',
    title: 'Show or hide invisible characters',
    group: 'Window',
    keys: ['Mod+Shift+8'],
    menu: { name: 'view', section: 3, order: 20, label: 'Invisible characters' },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.showInvisibles(!window.getState().invisibles),
  },
]
