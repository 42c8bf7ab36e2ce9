import { type Command, type CommandContext, hasSelected, inArticle, inProject } from './command.ts'
import { cyclePanes, focusedPane, focusInInspector, focusPane } from '../components/focus.ts'
import { shownAnnotations } from '../session/project/shown-annotations.ts'
import { stepThrough } from '../session/project/walk.ts'

function walk({ session, state }: CommandContext, direction: 1 | -1): void {
  const shown = state && shownAnnotations(state)
  const annotation = shown && stepThrough(shown, state, direction)
  if (annotation) session?.select(annotation.id, { reveal: true })
}

/** From annotation to annotation, and from pane to pane. */
export const MOVING_COMMANDS: readonly Command[] = [
  {
    id: 'annotation.next',
    title: 'Next annotation',
    group: 'Moving',
    keys: ['N', ']'],
    menu: { name: 'go', section: 1, order: 10 },
    scope: 'outside-fields',
    enabled: inArticle,
    run: (context) => walk(context, 1),
  },
  {
    id: 'annotation.previous',
    title: 'Previous annotation',
    group: 'Moving',
    keys: ['Shift+N', '['],
    menu: { name: 'go', section: 1, order: 20 },
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
    menu: { name: 'go', section: 2, order: 10 },
    scope: 'everywhere',
    enabled: inProject,
    run: () => cyclePanes(1),
  },
  {
    id: 'pane.previous',
    title: 'Previous pane',
    group: 'Moving',
    keys: ['Shift+F6'],
    menu: { name: 'go', section: 2, order: 20 },
    scope: 'everywhere',
    enabled: inProject,
    run: () => cyclePanes(-1),
  },
]
