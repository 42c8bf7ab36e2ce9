import type { PreviewedArticle } from '../../../preload/contract/contract.ts'
import { TextField } from '../../components/text-field.tsx'
import { formatCount } from '../../components/format.ts'
import { METADATA_HINTS, METADATA_NAMES } from '../../session/articles/article-metadata.ts'
import type { ArticleEdit } from '../../session/datasets/import-choices.ts'

interface PreviewDetailsProps {
  readonly article: PreviewedArticle
  readonly format: string
  readonly edit: ArticleEdit
  readonly onEdit: (edit: ArticleEdit) => void
}

/** One article of a preview: what was found, what can be corrected, and how its text begins. */
export function PreviewDetails({ article, format, edit, onEdit }: PreviewDetailsProps) {
  const { warnings, normalised, encoding, length, beginning } = article
  const setMetadata = (key: string, value: string): void => {
    const { [key]: _before, ...others } = edit.metadata
    onEdit({ ...edit, metadata: value === '' ? others : { ...others, [key]: value } })
  }
  return (
    <>
      {warnings.length > 0 && (
        <ul className="preview-warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <TextField label="Title" value={edit.title} onChange={(title) => onEdit({ ...edit, title })} />
      <div className="field-pairs">
        <TextField
          label="Language"
          value={edit.language ?? ''}
          placeholder="en, de-CH…"
          onChange={(said) => onEdit({ ...edit, language: said.trim() === '' ? null : said.trim() })}
        />
        {Object.entries(METADATA_NAMES).map(([key, label]) => (
          <TextField
            key={key}
            label={label}
            value={edit.metadata[key] ?? ''}
            placeholder={METADATA_HINTS[key] ?? ''}
            onChange={(value) => setMetadata(key, value)}
          />
        ))}
      </div>
      <p className="preview-beginning" dir="auto" aria-label="How the text begins">
        {beginning}
        {length > beginning.length ? '…' : ''}
      </p>
      <dl className="facts">
        <dt>Format</dt>
        <dd>
          {format}, {encoding}
        </dd>
        <dt>Length</dt>
        <dd>{formatCount(length, 'character')}</dd>
        <dt>Changes</dt>
        <dd>
          {normalised.length === 0 ? 'Nothing' : normalised.map(({ what, count }) => `${what} (${count})`).join('; ')}
        </dd>
        {Object.entries(edit.metadata)
          .filter(([key]) => !(key in METADATA_NAMES))
          .map(([key, value]) => (
            <div key={key} className="fact">
              <dt>{key}</dt>
              <dd title={value}>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
