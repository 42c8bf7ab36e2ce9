import { type Command, type CommandContext, inArticle, inProject } from './command.ts'

const hasSome = ({ window }: CommandContext): boolean => window.suggestions.getState().list.length > 0
const mayAct = ({ state }: CommandContext): boolean => state !== null && state.readOnly === null

/** Showing suggestions, walking through them and accepting all. Accepting a single one is a mode: modes/suggestion.ts. */
export const SUGGESTING_COMMANDS: readonly Command[] = [
  {
    id: 'suggestions.show',
    title: 'Show or hide suggestions',
    group: 'Finding',
    keys: ['Mod+J'],
    menu: { name: 'view', section: 3, order: 10, label: 'Suggestions' },
    scope: 'everywhere',
    enabled: inProject,
    run({ window: { suggestions } }) {
      suggestions.show(!suggestions.getState().shown)
    },
  },
  {
    id: 'suggestions.next',
    title: 'Next suggestion',
    group: 'Finding',
    keys: ['F8'],
    scope: 'everywhere',
    enabled: inArticle,
    run: ({ window }) => window.suggestions.step(1),
  },
  {
    id: 'suggestions.previous',
    title: 'Previous suggestion',
    group: 'Finding',
    keys: ['Shift+F8'],
    scope: 'everywhere',
    enabled: inArticle,
    run: ({ window }) => window.suggestions.step(-1),
  },
  {
    id: 'suggestions.acceptAll',
    title: 'Accept all suggestions…',
    group: 'Finding',
    keys: ['Mod+Shift+Enter'],
    scope: 'everywhere',
    enabled: (context) => mayAct(context) && hasSome(context),
    run: ({ window }) => window.openDialog('accept-suggestions'),
  },
  {
    id: 'suggestions.rejected',
    title: 'Rejected suggestions…',
    group: 'Finding',
    keys: [],
    scope: 'everywhere',
    enabled: (context) => mayAct(context) && (context.state?.open?.rejections.size ?? 0) > 0,
    run: ({ window }) => window.openDialog('rejections'),
  },
]
