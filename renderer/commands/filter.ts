import { type Command, inArticle } from './command.ts'
import { focusWhenDrawn } from '../components/focus.ts'

export const FILTER_COMMANDS: readonly Command[] = [
  {
    id: 'filter.open',
    title: 'Filter the annotations',
    group: 'Moving',
    keys: ['F', 'Mod+Shift+L'],
    yields: true,
    menu: { name: 'go', section: 1, order: 40 },
    scope: 'outside-fields',
    enabled: inArticle,
    run({ window }) {
      window.showPane('annotations', true)
      focusWhenDrawn('[data-focus-name="filter"]')
    },
  },
  {
    id: 'filter.clear',
    title: 'Show all annotations again',
    group: 'Moving',
    keys: [],
    scope: 'everywhere',
    enabled: ({ state }) => state !== null && state.filter.length > 0,
    run: ({ session }) => session?.setFilter([]),
  },
]
