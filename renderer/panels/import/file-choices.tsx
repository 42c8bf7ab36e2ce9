import './file-choices.css'
import { useState } from 'react'
import type { PreviewedFile, RereadChoice } from '../../../preload/contract/contract.ts'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'

const USUAL: RereadChoice = { encoding: null, wholePage: false, columns: null, separator: null, chapters: true }

const FIELDS = ['text', 'title', 'outlet', 'author', 'published', 'url', 'language', 'section', 'id'] as const
const FIELD_NAMES: Readonly<Record<(typeof FIELDS)[number], string>> = {
  text: 'Text',
  title: 'Title',
  outlet: 'Outlet',
  author: 'Author',
  published: 'Published',
  url: 'URL',
  language: 'Language',
  section: 'Section',
  id: 'Id',
}

/** To choose from where nothing could be found out. */
const COMMON_ENCODINGS = [
  'utf-8',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-2',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
]

interface FileChoicesProps {
  readonly file: PreviewedFile
  readonly busy: boolean
  readonly onReread: (choice: RereadChoice) => void
}

/** How a file is read, where that is a choice: its encoding, the columns of a table, main text or whole page… */
export function FileChoices({ file, busy, onReread }: FileChoicesProps) {
  const [choice, setChoice] = useState(USUAL)
  const [separator, setSeparator] = useState('')
  // The encoding that was detected stays on offer after another is chosen.
  const [encodings] = useState(file.encodings)
  const choose = (next: Partial<RereadChoice>): void => {
    const chosen = { ...choice, ...next }
    setChoice(chosen)
    onReread(chosen)
  }
  const { importer } = file
  return (
    <fieldset className="file-choices" disabled={busy}>
      <legend className="visually-hidden">How the file is read</legend>
      {encodings.length > 0 && (
        <fieldset className="field">
          <legend className="field-label">Encoding: which of these reads right?</legend>
          {encodings.map(({ encoding, sample }, position) => (
            // Its text is there, two levels down.
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control
            <label key={encoding} className="encoding-choice">
              <input
                type="radio"
                name="encoding"
                checked={choice.encoding === encoding || (choice.encoding === null && position === 0)}
                onChange={() => choose({ encoding })}
              />
              <span>
                <span className="encoding-name">{encoding}</span>
                <span className="encoding-sample" dir="auto">
                  {sample}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {file.unread.some(({ failure }) => failure.code === 'undecodable') && (
        <SelectField
          label="Encoding"
          options={[{ value: '', name: 'Choose…' }, ...COMMON_ENCODINGS.map((value) => ({ value, name: value }))]}
          value={choice.encoding ?? ''}
          onChange={(encoding) => choose({ encoding: encoding === '' ? null : encoding })}
        />
      )}
      {file.table && (
        <fieldset className="field field-pairs">
          <legend className="field-label">Columns: which holds what? All others become metadata.</legend>
          {FIELDS.map((field) => (
            <SelectField
              key={field}
              label={FIELD_NAMES[field]}
              options={[
                { value: '', name: '–' },
                ...(file.table?.columns ?? []).map((name) => ({ value: name, name })),
              ]}
              value={file.table?.mapping[field] ?? ''}
              onChange={(column) => {
                const { [field]: _before, ...others } = file.table?.mapping ?? {}
                choose({ columns: column === '' ? others : { ...others, [field]: column } })
              }}
            />
          ))}
        </fieldset>
      )}
      {(importer === 'html' || importer === 'mhtml') && (
        <label className="check">
          <input
            type="checkbox"
            checked={choice.wholePage}
            onChange={(event) => choose({ wholePage: event.target.checked })}
          />
          The whole page, not its main text only
        </label>
      )}
      {importer === 'epub' && (
        <label className="check">
          <input
            type="checkbox"
            checked={choice.chapters}
            onChange={(event) => choose({ chapters: event.target.checked })}
          />
          An article for every chapter
        </label>
      )}
      {importer === 'text' && (
        <form
          className="separator-form"
          onSubmit={(event) => {
            event.preventDefault()
            choose({ separator: separator === '' ? null : separator })
          }}
        >
          <TextField
            label="Several articles in this file? A regular expression for the line between them"
            value={separator}
            placeholder="^Document \d+ of \d+"
            onChange={setSeparator}
          />
          <button type="submit" className="button">
            Split
          </button>
        </form>
      )}
    </fieldset>
  )
}
