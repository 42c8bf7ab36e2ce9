import { hitCount } from '../../model/text/hits.ts'
import { INVISIBLE_PATTERN } from '../../model/text/invisible.ts'
import { type Command, type CommandContext, inArticle, inProject } from './command.ts'
import { growSelection, shrinkSelection } from '../session/project/selection-path.ts'
import { selectedAnnotation } from '../session/project/state.ts'

const mayTag = ({ state }: CommandContext): boolean => state !== null && state.readOnly === null
const isOpen = ({ window }: CommandContext): boolean => window.find.getState().open
const canStep = (context: CommandContext): boolean =>
  inProject(context) && context.window.find.getState().query.pattern !== ''

const FIND_FIRST = 'Find something first'

const hasHits = ({ window }: CommandContext): boolean => {
  const { hits, scope, project } = window.find.getState()
  return scope === 'article' ? hitCount(hits) > 0 : project.hits > 0
}

/** Whether the text of the selected annotation can be searched for: it must have one fragment. */
const hasText = ({ state }: CommandContext): boolean =>
  state !== null && selectedAnnotation(state)?.fragments.length === 1

/** A switch of the find bar. On a Mac, Option and a letter type a character, so Cmd is added there. */
const toggle = (
  id: string,
  title: string,
  letter: string,
  option: 'matchCase' | 'wholeWord' | 'regex' | 'ignoreDiacritics',
): Command => ({
  id,
  title,
  group: 'Finding',
  keys: [`Alt+${letter}`],
  darwin: [`Mod+Alt+${letter}`],
  scope: 'everywhere',
  // A regular expression matches the text as it is, with its accents.
  enabled: (context) =>
    isOpen(context) && !(option === 'ignoreDiacritics' && context.window.find.getState().query.regex),
  run({ window: { find } }) {
    find.setQuery({ [option]: !find.getState().query[option] })
  },
})

/** Finding, tagging what was found, and growing the selection. */
export const FIND_COMMANDS: readonly Command[] = [
  {
    id: 'find.invisible',
    title: 'Find invisible characters',
    group: 'Finding',
    keys: [],
    scope: 'everywhere',
    enabled: inArticle,
    run({ window: { find } }) {
      find.open()
      find.setQuery({ pattern: INVISIBLE_PATTERN, regex: true, wholeWord: false })
    },
  },
  {
    id: 'find.open',
    title: 'Find…',
    group: 'Finding',
    keys: ['Mod+F'],
    menu: { name: 'edit', section: 3, order: 10 },
    scope: 'everywhere',
    enabled: inProject,
    run({ window: { find } }) {
      find.setScope('article')
      find.open()
    },
  },
  {
    id: 'find.openProject',
    title: 'Find in all articles…',
    group: 'Finding',
    keys: ['Mod+Shift+F'],
    menu: { name: 'edit', section: 3, order: 20 },
    scope: 'everywhere',
    enabled: inProject,
    run({ window: { find } }) {
      find.setScope('project')
      find.open()
    },
  },
  {
    id: 'find.next',
    title: 'Next hit',
    group: 'Finding',
    keys: ['F3', 'Mod+G'],
    darwin: ['Mod+G', 'F3'],
    menu: { name: 'edit', section: 3, order: 30 },
    scope: 'everywhere',
    enabled: canStep,
    reason: () => FIND_FIRST,
    run: ({ window }) => window.find.step(1),
  },
  {
    id: 'find.previous',
    title: 'Previous hit',
    group: 'Finding',
    keys: ['Shift+F3', 'Mod+Shift+G'],
    darwin: ['Mod+Shift+G', 'Shift+F3'],
    menu: { name: 'edit', section: 3, order: 40 },
    scope: 'everywhere',
    enabled: canStep,
    reason: () => FIND_FIRST,
    run: ({ window }) => window.find.step(-1),
  },
  toggle('find.matchCase', 'Match case', 'C', 'matchCase'),
  toggle('find.wholeWord', 'Whole words', 'W', 'wholeWord'),
  toggle('find.regex', 'Regular expression', 'R', 'regex'),
  toggle('find.ignoreDiacritics', 'Ignore accents', 'A', 'ignoreDiacritics'),
  {
    id: 'find.tagAll',
    title: 'Tag all hits…',
    group: 'Finding',
    keys: ['Alt+Enter'],
    scope: 'everywhere',
    enabled: (context) => mayTag(context) && isOpen(context) && hasHits(context),
    reason: (context) => (mayTag(context) ? FIND_FIRST : null),
    run({ window }) {
      window.find.beginTagging(null)
      window.openDialog('tag-all')
    },
  },
  {
    id: 'annotation.tagElsewhere',
    title: 'Tag the same text elsewhere…',
    group: 'Finding',
    keys: ['Mod+Shift+T'],
    menu: { name: 'tag', section: 2, order: 10 },
    scope: 'outside-fields',
    enabled: (context) => mayTag(context) && hasText(context),
    reason: (context) => (mayTag(context) ? 'Select an annotation of one piece first' : null),
    run({ window, state }) {
      window.find.beginTagging(state && selectedAnnotation(state))
      window.openDialog('tag-all')
    },
  },
  {
    // Alt+Shift+arrows select sentences; these two keys are neighbours on every keyboard, and no system uses them.
    id: 'selection.expand',
    title: 'Grow the selection: word, quotation, sentence, paragraph, article',
    group: 'Moving',
    keys: ['.'],
    scope: 'text',
    enabled: inArticle,
    run: ({ session }) => session && growSelection(session),
  },
  {
    id: 'selection.shrink',
    title: 'Shrink the selection the way it grew',
    group: 'Moving',
    keys: [','],
    scope: 'text',
    enabled: inArticle,
    run: ({ session }) => session && shrinkSelection(session),
  },
]
