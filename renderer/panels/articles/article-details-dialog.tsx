import './article-details-dialog.css'
import { useState } from 'react'
import { ARTICLE_STATUSES, type Article } from '../../../model/record/article.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { type ArticleDetails, editArticleDetails } from '../../../model/acts/article-acts.ts'
import { METADATA_HINTS, METADATA_NAMES } from '../../session/articles/article-metadata.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { ARTICLE_STATUS_NAMES } from '../../session/annotations/status-names.ts'

interface ArticleDetailsDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The value that all of them share, or null where they differ. */
function common(articles: readonly Article[], read: (article: Article) => string): string | null {
  const [first, ...others] = articles.map(read)
  return first !== undefined && others.every((value) => value === first) ? first : null
}

/** What is said about an article, or about all marked ones: only what is changed here changes in them. */
export function ArticleDetailsDialog({ window, session }: ArticleDetailsDialogProps) {
  const [articles] = useState<readonly Article[]>(() => {
    const { marked } = window.getState()
    const { articles: all, open } = session.getState()
    const chosen = all.filter(({ id }) => (marked.size > 0 ? marked.has(id) : id === open?.article.id))
    return chosen
  })
  const [edits, setEdits] = useState<ArticleDetails>({})
  const [added, setAdded] = useState<readonly string[]>([])
  const [newKey, setNewKey] = useState('')
  const single = articles.length === 1 ? articles[0] : undefined
  const free = [...new Set([...articles.flatMap(({ metadata }) => Object.keys(metadata)), ...added])].filter(
    (key) => !(key in METADATA_NAMES),
  )

  const close = (): void => window.closeDialog()
  const save = (): void => {
    const current = session.getState().articles.filter(({ id }) => articles.some((article) => article.id === id))
    const change = editArticleDetails(current, edits, session.port)
    if (!change || perform(session, change)) close()
  }
  const metadataField = (key: string, label: string) => {
    const shared = common(articles, ({ metadata }) => metadata[key] ?? '')
    const edited = edits.metadata?.[key]
    const mixed = shared === null && edited === undefined
    return (
      <TextField
        key={key}
        label={label}
        value={edited === null ? '' : (edited ?? shared ?? '')}
        placeholder={mixed ? 'Different in these articles' : (METADATA_HINTS[key] ?? '')}
        onChange={(value) =>
          setEdits({ ...edits, metadata: { ...edits.metadata, [key]: value === '' ? null : value } })
        }
      />
    )
  }
  const language = common(articles, (article) => article.language ?? '')
  const status = common(articles, (article) => article.status)
  return (
    <DialogFrame
      title={single ? 'Details of the article' : `Details of ${formatCount(articles.length, 'article')}`}
      className="facts-dialog"
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="button" className="button button-main" onClick={save}>
            Save
          </button>
        </>
      }
    >
      <form
        className="facts-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {single && (
          <TextField
            label="Title"
            value={edits.title ?? single.title}
            onChange={(title) => setEdits({ ...edits, title })}
          />
        )}
        <div className="field-pairs">
          <TextField
            label="Language"
            value={(edits.language === undefined ? language : edits.language) ?? ''}
            placeholder={language === null ? 'Different in these articles' : 'en, de-CH…'}
            onChange={(said) => setEdits({ ...edits, language: said.trim() === '' ? null : said.trim() })}
          />
          <SelectField
            label="Status"
            options={[
              ...(status === null ? [{ value: '', name: 'Different in these articles' }] : []),
              ...ARTICLE_STATUSES.map((value) => ({ value, name: ARTICLE_STATUS_NAMES[value] })),
            ]}
            value={edits.status ?? status ?? ''}
            onChange={(value) => {
              const chosen = ARTICLE_STATUSES.find((item) => item === value)
              if (chosen) setEdits({ ...edits, status: chosen })
            }}
          />
          {Object.entries(METADATA_NAMES).map(([key, label]) => metadataField(key, label))}
          {free.map((key) => metadataField(key, key))}
        </div>
        <div className="new-key">
          <TextField label="Another field" value={newKey} placeholder="Its name" onChange={setNewKey} />
          <TipButton
            name="Add field"
            disabled={newKey.trim() === '' || newKey.trim() in METADATA_NAMES || free.includes(newKey.trim())}
            onClick={() => {
              setAdded([...added, newKey.trim()])
              setNewKey('')
            }}
          >
            <Icon name="add" />
          </TipButton>
        </div>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </DialogFrame>
  )
}
