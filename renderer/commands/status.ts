import { ANNOTATION_STATUSES, type AnnotationStatus } from '../../model/record/annotation.ts'
import { ARTICLE_STATUSES, type ArticleStatus } from '../../model/record/article.ts'
import { capital } from '../../model/text/capital.ts'
import { type Command, type CommandContext, hasSelected, inArticle } from './command.ts'
import { focusInInspector } from '../components/focus.ts'
import { editArticle } from '../../model/acts/article-acts.ts'
import { setStatus } from '../../model/acts/annotation-acts.ts'
import { perform } from '../session/project/perform.ts'
import { selectedAnnotation } from '../session/project/state.ts'

function setSelectedStatus({ session, state }: CommandContext, status: AnnotationStatus): void {
  const annotation = state && selectedAnnotation(state)
  if (!session || !annotation || annotation.status === status) return
  if (perform(session, setStatus(state, annotation.id, status, session.port))) {
    session.notify({ kind: 'info', text: `Status set to ${status}.` })
  }
}

function setArticleStatus({ session, state }: CommandContext, status: ArticleStatus): void {
  const article = state?.open?.article
  if (!session || !article || article.status === status) return
  if (perform(session, editArticle(article, { status }, session.port))) {
    session.notify({ kind: 'info', text: `Article set to ${status.replace('-', ' ')}.` })
  }
}

/** The status of the selected annotation and of the article, and the note. */
export const STATUS_COMMANDS: readonly Command[] = [
  ...ANNOTATION_STATUSES.map(
    (status, i): Command => ({
      id: `annotation.status.${status}`,
      title: `Set the annotation’s status to ${status}`,
      group: 'Editing',
      keys: [`Mod+${i + 1}`],
      menu: { name: 'edit', section: 4, order: 20, label: capital(status), submenu: 'Status of the annotation' },
      scope: 'everywhere',
      enabled: hasSelected,
      run: (context) => setSelectedStatus(context, status),
    }),
  ),
  {
    id: 'annotation.note',
    title: 'Go to the note',
    group: 'Editing',
    keys: ['Shift+Enter'],
    menu: { name: 'edit', section: 4, order: 30 },
    scope: 'outside-fields',
    enabled: hasSelected,
    run({ window, state }) {
      window.showPane('annotations', true)
      if (state?.selected) focusInInspector(state.selected, '[data-focus-name="note"]')
    },
  },
  ...ARTICLE_STATUSES.map(
    (status): Command => ({
      id: `article.status.${status}`,
      title: `Set the article’s status to ${status.replace('-', ' ')}`,
      group: 'Project',
      keys: [],
      menu: {
        name: 'file',
        section: 2,
        order: 70,
        label: capital(status.replace('-', ' ')),
        submenu: 'Status of the article',
      },
      scope: 'everywhere',
      enabled: inArticle,
      run: (context) => setArticleStatus(context, status),
    }),
  ),
]
