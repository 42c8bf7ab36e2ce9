import { type Command, inArticle, inProject } from './command.ts'

const mayImport: Command['enabled'] = ({ state }) => state === null || state.readOnly === null

const mayWrite: Command['enabled'] = ({ state }) => state !== null && state.readOnly === null

/** Importing folders, datasets and pasted text; the details and the original file of an article. */
export const IMPORTING_COMMANDS: readonly Command[] = [
  {
    id: 'article.openFolder',
    title: 'Import folder…',
    group: 'Project',
    keys: [],
    menu: { name: 'file', section: 2, order: 30 },
    scope: 'everywhere',
    enabled: mayImport,
    run: ({ window }) => void window.run(window.workbench.chooseArticles('folder')),
  },
  {
    id: 'dataset.open',
    title: 'Import dataset…',
    group: 'Project',
    keys: ['Mod+Shift+E'],
    menu: { name: 'file', section: 2, order: 40 },
    scope: 'everywhere',
    enabled: mayWrite,
    run: ({ window }) => void window.openDataset('file'),
  },
  {
    id: 'dataset.openFolder',
    title: 'Import dataset from a folder…',
    group: 'Project',
    keys: [],
    scope: 'everywhere',
    enabled: mayWrite,
    run: ({ window }) => void window.openDataset('folder'),
  },
  {
    id: 'article.paste',
    title: 'Paste as new article',
    group: 'Project',
    keys: ['Mod+V'],
    scope: 'outside-fields',
    enabled: mayImport,
    run: ({ window }) => void window.run(window.workbench.paste()),
  },
  {
    id: 'article.details',
    title: 'Edit details of article…',
    group: 'Project',
    keys: ['Shift+F2'],
    menu: { name: 'file', section: 2, order: 50, label: 'Details of article…' },
    scope: 'everywhere',
    enabled: (context) =>
      inProject(context) &&
      context.state?.readOnly === null &&
      (inArticle(context) || context.window.getState().marked.size > 0),
    run: ({ window }) => window.openDialog('article-details'),
  },
  {
    id: 'article.original',
    title: 'Show original file',
    group: 'Project',
    keys: [],
    menu: { name: 'file', section: 2, order: 60 },
    scope: 'everywhere',
    enabled: inArticle,
    run({ window, state }) {
      if (state?.open) void window.run(window.workbench.showOriginal(state.open.article.id))
    },
  },
]
