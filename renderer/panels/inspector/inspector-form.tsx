import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { ANNOTATION_STATUSES, quoteOf } from '../../../model/record/annotation.ts'
import { type AttributeDefinition, findType } from '../../../model/record/codebook.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import { Icon } from '../../components/icons.tsx'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import { setConfidence, setNote, setStatus } from '../../../model/acts/annotation-acts.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { confidenceFrom, typeName } from '../annotations/annotation-labels.ts'
import { AnnotationOrigin } from './annotation-origin.tsx'
import { AttributeField } from './attribute-field.tsx'
import { DraftField } from './draft-field.tsx'
import { FragmentList } from './fragment-list.tsx'
import { LinksSection } from './links-section.tsx'
import { TypeGuide } from './type-guide.tsx'
import { ANNOTATION_STATUS_NAMES } from '../../session/annotations/status-names.ts'

/** Code points. A quote may be a whole article, and laying that out would take seconds. */
const QUOTE_SHOWN = 600

interface InspectorFormProps {
  readonly window: WindowModel
  readonly session: Session
  readonly annotation: Annotation
}

/** What is said about one annotation, to be read and edited. */
export function InspectorForm({ window, session, annotation }: InspectorFormProps) {
  const codebook = useStore(session, (state) => state.codebook)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const platform = useStore(window, (state) => state.platform)
  const mismatch = useStore(session, (state) => state.open?.problems.has(annotation.id) ?? false)
  const { id, confidence, note, status } = annotation
  const type = findType(codebook, annotation.type)
  const name = typeName(type, annotation.type)
  const quote = beginningOf(quoteOf(annotation), QUOTE_SHOWN)
  const fields = (type?.attributes ?? []).filter((attribute) => isShown(attribute, annotation))

  return (
    <form
      className="inspector-form"
      data-inspects={id}
      aria-label={`Inspector: ${name}`}
      onSubmit={(event) => event.preventDefault()}
    >
      <header className="inspector-header">
        <TypeChip type={type} name={name} />
        <h3 aria-hidden="true">{name}</h3>
        <TipButton
          name="Tag the same text elsewhere"
          keyLabel={keyLabel('Mod+Shift+T', platform)}
          disabled={readOnly || annotation.fragments.length !== 1}
          onClick={() => runCommand('annotation.tagElsewhere', window)}
        >
          <Icon name="tag-all" />
        </TipButton>
        <TipButton
          name="Remove annotation"
          keyLabel={keyLabel('Delete', platform)}
          disabled={readOnly}
          onClick={() => runCommand('annotation.remove', window)}
        >
          <Icon name="remove" />
        </TipButton>
      </header>
      <blockquote className={`inspector-quote quote-${type?.color ?? 'grey'}`} title={quote}>
        {quote || 'About the whole article'}
      </blockquote>
      <FragmentList session={session} annotation={annotation} disabled={readOnly} />
      {mismatch && (
        <p className="problem-line">
          <Icon name="warning" />
          The text at this place is not this quote any more.
        </p>
      )}
      <TypeGuide type={type} />
      <LinksSection session={session} annotation={annotation} disabled={readOnly} />
      {fields.map((attribute, i) => (
        <AttributeField
          key={attribute.id}
          window={window}
          session={session}
          annotation={annotation}
          attribute={attribute}
          inspectorFocus={i === 0}
          disabled={readOnly}
        />
      ))}
      <SegmentedControl
        label="Status"
        segments={ANNOTATION_STATUSES.map((value) => ({ value, name: ANNOTATION_STATUS_NAMES[value] }))}
        value={status}
        disabled={readOnly}
        inspectorFocus={fields.length === 0}
        onChange={(value) => {
          const next = ANNOTATION_STATUSES.find((item) => item === value)
          if (next && next !== status) perform(session, setStatus(session.getState(), id, next, session.port))
        }}
      />
      <DraftField
        session={session}
        label="Confidence (%)"
        type="number"
        placeholder="Not set"
        value={confidence === null ? '' : String(Math.round(confidence * 100))}
        disabled={readOnly}
        refuses
        problem={(text) => (confidenceFrom(text) === undefined ? 'Give a number from 0 to 100, or nothing.' : null)}
        commit={(text) => {
          const value = confidenceFrom(text)
          const held = session.getState().open?.index.get(id)?.confidence
          if (value !== undefined && value !== held) {
            perform(session, setConfidence(session.getState(), id, value, session.port))
          }
        }}
      />
      <DraftField
        session={session}
        label="Note"
        focusName="note"
        rows={3}
        value={note}
        disabled={readOnly}
        commit={(text) => {
          if (session.getState().open?.index.get(id)?.note === text) return
          perform(session, setNote(session.getState(), id, text, session.port))
        }}
      />
      <AnnotationOrigin session={session} annotation={annotation} />
    </form>
  )
}

/** Retired attributes stay readable where they hold a value. */
function isShown(attribute: AttributeDefinition, annotation: Annotation): boolean {
  return !attribute.retired || ownValue(annotation.attributes, attribute.id) !== undefined
}
