import './new-project-dialog.css'
import { useState } from 'react'
import { markOf, type Codebook } from '../../../model/record/codebook.ts'
import { presets } from '../../../model/presets/index.ts'
import type { Failure } from '../../../model/value/result.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureMessage } from '../../components/failure-message.tsx'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Asks which codebook a new project begins with, then where it goes. */
export function NewProjectDialog({ window }: { readonly window: WindowModel }) {
  const [fromFile, setFromFile] = useState<{ readonly fileName: string; readonly codebook: Codebook } | null>(null)
  const [chosen, setChosen] = useState<Codebook | undefined>(presets.all[0])
  const [failure, setFailure] = useState<Failure | null>(null)
  const close = (): void => window.closeDialog()

  const openFile = async (): Promise<void> => {
    const opened = await window.workbench.openCodebookFile()
    setFailure(opened.ok ? null : opened.failure)
    if (!opened.ok || !opened.value) return
    setFromFile(opened.value)
    setChosen(opened.value.codebook)
  }

  // Once the project is there, the window shows it and closes what is open over it.
  const create = async (): Promise<void> => {
    const created = await window.workbench.newProject(chosen)
    setFailure(created.ok || created.failure.code === 'cancelled' ? null : created.failure)
  }

  return (
    <DialogFrame
      title="New project"
      onClose={close}
      footer={
        <>
          <button type="button" className="button dialog-footer-start" onClick={() => void openFile()}>
            Codebook from a file…
          </button>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="button" className="button button-main" onClick={() => void create()}>
            Create…
          </button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        {failure && (
          <div role="alert" className="dialog-failure">
            <FailureMessage failure={failure} />
          </div>
        )}
        <fieldset className="field">
          <legend className="field-label">Codebook: what can be tagged. It can be edited later.</legend>
          <div className="choice-list">
            {fromFile && (
              <Choice
                codebook={fromFile.codebook}
                hint={`From ${fromFile.fileName}`}
                chosen={chosen === fromFile.codebook}
                onChoose={setChosen}
              />
            )}
            {presets.all.map((codebook) => (
              <Choice key={codebook.id} codebook={codebook} chosen={chosen === codebook} onChoose={setChosen} />
            ))}
          </div>
        </fieldset>
        {/* Enter in a radio button sends a form that has a button of its own. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          Create…
        </button>
      </form>
    </DialogFrame>
  )
}

interface ChoiceProps {
  readonly codebook: Codebook
  readonly hint?: string
  readonly chosen: boolean
  readonly onChoose: (codebook: Codebook) => void
}

function Choice({ codebook, hint, chosen, onChoose }: ChoiceProps) {
  const { name, description, types } = codebook
  return (
    // Its text is there, two levels down.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className="choice">
      <input type="radio" name="codebook" checked={chosen} onChange={() => onChoose(codebook)} />
      <span className="choice-text">
        <span className="choice-title">{name}</span>
        <span className="choice-description">
          {hint && `${hint}. `}
          {description}
        </span>
        <span className="preset-types" aria-hidden="true">
          {types.map((type) => (
            <span key={type.id} className={`chip chip-${type.color}`} title={type.name}>
              {markOf(type)}
            </span>
          ))}
        </span>
      </span>
    </label>
  )
}
