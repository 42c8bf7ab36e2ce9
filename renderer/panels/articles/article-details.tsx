import './article-details.css'
import { type FormEvent, useEffect, useRef } from 'react'
import { ARTICLE_STATUSES, type Article, type NewlineStyle } from '../../../model/record/article.ts'
import { formatBytes, formatCount, formatTime } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { editArticle } from '../../../model/acts/article-acts.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { ARTICLE_STATUS_NAMES } from '../../session/annotations/status-names.ts'

interface ArticleDetailsProps {
  readonly window: WindowModel
  readonly session: Session
  readonly article: Article
  readonly renaming: boolean
  readonly onRename: () => void
  readonly onRenamed: () => void
}

/** The open article: its title and status, which can be changed, and what was decided when it was read from its file. */
export function ArticleDetails(props: ArticleDetailsProps) {
  const { window, session, article, renaming, onRename, onRenamed } = props
  const readOnly = useStore(session, (state) => state.readOnly !== null)

  return (
    <section className="article-details" aria-label="Details of the article">
      <header className="details-header">
        {renaming ? (
          <TitleForm session={session} article={article} onDone={onRenamed} />
        ) : (
          <>
            <h3 dir="auto" title={article.title}>
              {article.title}
            </h3>
            <TipButton
              name="Edit details of article…"
              keyLabel="Shift+F2"
              disabled={readOnly}
              onClick={() => {
                window.mark(new Set())
                runCommand('article.details', window)
              }}
            >
              <Icon name="codebook" />
            </TipButton>
            <TipButton name="Rename article" keyLabel="F2" disabled={readOnly} onClick={onRename}>
              <Icon name="rename" />
            </TipButton>
            <TipButton
              name="Remove article from project"
              disabled={readOnly}
              onClick={() => runCommand('article.remove', window)}
            >
              <Icon name="remove" />
            </TipButton>
          </>
        )}
      </header>
      <SegmentedControl
        label="Status of the article"
        hideLabel
        segments={ARTICLE_STATUSES.map((value) => ({ value, name: ARTICLE_STATUS_NAMES[value] }))}
        value={article.status}
        disabled={readOnly}
        onChange={(value) => {
          const status = ARTICLE_STATUSES.find((item) => item === value)
          if (status && status !== article.status) perform(session, editArticle(article, { status }, session.port))
        }}
      />
      <SourceDetails article={article} onShow={() => runCommand('article.original', window)} />
    </section>
  )
}

interface TitleFormProps {
  readonly session: Session
  readonly article: Article
  readonly onDone: () => void
}

function TitleForm({ session, article, onDone }: TitleFormProps) {
  const field = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const finish = (keep: boolean): void => {
    if (settled.current) return
    settled.current = true
    const title = field.current?.value.trim() ?? ''
    const current = session.getState().articles.find(({ id }) => id === article.id)
    if (keep && current && title !== '' && title !== current.title) {
      perform(session, editArticle(current, { title }, session.port))
    }
    onDone()
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    finish(true)
  }
  return (
    <form className="field title-form" onSubmit={onSubmit}>
      <input
        ref={field}
        aria-label={`New title of “${article.title}”`}
        defaultValue={article.title}
        onBlur={() => finish(true)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          finish(false)
        }}
      />
    </form>
  )
}

const NEWLINES: Readonly<Record<NewlineStyle, string>> = {
  lf: 'LF (Unix)',
  crlf: 'CRLF (Windows)',
  cr: 'CR (old Mac)',
  mixed: 'Mixed',
  none: 'None',
}

/** What was found and decided on the way from the file to the text. */
function SourceDetails({ article, onShow }: { readonly article: Article; readonly onShow: () => void }) {
  const { source } = article
  return (
    <details className="source">
      <summary>Source</summary>
      <dl className="facts">
        <dt>File</dt>
        <dd title={source.fileName}>
          {source.fileName}
          {source.part !== undefined && ` · ${source.part}`}
        </dd>
        <dt>Size</dt>
        <dd>{formatBytes(source.byteLength)}</dd>
        <dt>Encoding</dt>
        <dd>
          {source.encoding}
          {source.byteOrderMark && ', byte-order mark'}
        </dd>
        <dt>Newlines</dt>
        <dd>{NEWLINES[source.newline]}</dd>
        <dt>Text</dt>
        <dd>{formatCount(article.textLength, 'UTF-16 unit')}</dd>
        <dt>SHA-256</dt>
        <dd className="digits" title={source.sha256}>
          {source.sha256.slice(0, 12)}…
        </dd>
        <dt>Imported</dt>
        <dd>{formatTime(article.createdAt)}</dd>
        <dt>Changes</dt>
        <dd>
          {source.normalised.length === 0
            ? 'Nothing'
            : source.normalised.map(({ what, count }) => `${what} (${count})`).join('; ')}
        </dd>
        {source.library !== undefined && (
          <>
            <dt>Read by</dt>
            <dd>{source.library}</dd>
          </>
        )}
      </dl>
      <button type="button" className="link-button" onClick={onShow}>
        Show original file
      </button>
    </details>
  )
}
