import './annotations-pane.css'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { quoteOf } from '../../../model/record/annotation.ts'
import type { AnnotationRows } from '../../../model/annotation/annotation-rows.ts'
import { findType } from '../../../model/record/codebook.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Listbox, type ListPart } from '../../components/listbox.tsx'
import { useStore, useStoreAfterPaint } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { inMarks } from '../../../model/acts/act-titles.ts'
import type { Session } from '../../session/project/session.ts'
import { shownAnnotations } from '../../session/project/shown-annotations.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { AnnotationFilterBar } from './annotation-filter-bar.tsx'
import { AnnotationRow } from './annotation-row.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import { useRememberedLayout } from '../frame/remembered-layout.ts'
import { SuggestionsPart } from '../suggestions/suggestions-part.tsx'

const ROW_REM = 3.5

/** Quote problems named one by one; more are counted, and each is marked in the list. */
const PROBLEMS_SHOWN = 5

interface AnnotationsPaneProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The annotations of the open article above, what is said about the selected one below. */
export function AnnotationsPane({ window, session }: AnnotationsPaneProps) {
  const suggesting = useStore(window.suggestions, (state) => state.shown)
  const layout = useRememberedLayout(suggesting ? 'annotations-suggestions' : 'annotations')
  return (
    <section className="pane" data-pane="annotations" aria-label="Annotations">
      <Group orientation="vertical" id="annotations" {...layout}>
        <Panel id="annotation-list" minSize="6rem" defaultSize="45%" className="pane-part">
          <AnnotationList window={window} session={session} />
        </Panel>
        {suggesting && (
          <>
            <Separator className="separator separator-row" aria-label="Height of the suggestions" />
            <Panel id="suggestions" minSize="6rem" defaultSize="30%" className="pane-part">
              <SuggestionsPart window={window} session={session} />
            </Panel>
          </>
        )}
        <Separator className="separator separator-row" aria-label="Height of the annotation list" />
        <Panel id="inspector" minSize="6rem" className="pane-part">
          <Inspector window={window} session={session} />
        </Panel>
      </Group>
    </section>
  )
}

function AnnotationList({ window, session }: AnnotationsPaneProps) {
  const index = useStoreAfterPaint(session, (state) => state.open?.index ?? null)
  const complete = useStoreAfterPaint(session, (state) => state.open?.complete ?? true)
  const selected = useStoreAfterPaint(session, (state) => state.selected)
  const codebook = useStoreAfterPaint(session, (state) => state.codebook)
  const problems = useStoreAfterPaint(session, (state) => state.open?.problems ?? null)
  const rows = useStoreAfterPaint(session, shownAnnotations)
  const filtered = useStoreAfterPaint(session, (state) => state.filter.length > 0)
  const size = index?.size ?? 0
  const selectIn = (list: AnnotationRows | null, row: number): void =>
    session.select(list?.at(row)?.id ?? null, { reveal: true })
  const selectedRowNow = (): number => {
    const state = session.getState()
    return state.selected === null ? -1 : (shownAnnotations(state)?.positionOf(state.selected) ?? -1)
  }

  return (
    <>
      <header className="pane-header">
        <h2>Annotations</h2>
        {index && (
          <span className="pane-count">
            {complete ? formatCount(size, 'annotation') : `Reading… ${formatCount(size, 'annotation')} so far`}
          </span>
        )}
      </header>
      {problems && problems.size > 0 && <QuoteProblems session={session} problems={problems} />}
      {index && (size > 0 || filtered) && (
        <AnnotationFilterBar session={session} shown={rows?.size ?? 0} total={size} />
      )}
      {rows && rows.size > 0 ? (
        <Listbox
          label="Annotations of this article"
          count={rows.size}
          parts={partsOf(rows)}
          rowRem={ROW_REM}
          active={selected ? rows.positionOf(selected) : -1}
          activeKey={selected}
          activeNow={selectedRowNow}
          className="annotation-list"
          keyAt={(row) => rows.at(row)?.id ?? String(row)}
          onMove={(row) => selectIn(shownAnnotations(session.getState()), row)}
          onClick={(row) => selectIn(rows, row)}
          onEnter={() => runCommand('annotation.inspect', window)}
        >
          {(row) => {
            const annotation = rows.at(row)
            return annotation ? (
              <AnnotationRow
                annotation={annotation}
                type={findType(codebook, annotation.type)}
                mismatch={problems?.has(annotation.id) ?? false}
              />
            ) : null
          }}
        </Listbox>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- F6 must reach the pane when it is empty, too
        <p className="empty" tabIndex={0} data-pane-focus="">
          {index && filtered
            ? 'No annotation of this article is like that.'
            : index
              ? 'Nothing tagged yet. Select some words in the text, then press the letter of a type.'
              : 'Open an article to see its annotations.'}
        </p>
      )}
    </>
  )
}

const ONE_PART: readonly ListPart[] = []

/** Annotations about the whole article stand first; headings part them from the others where there are both. */
function partsOf(rows: AnnotationRows): readonly ListPart[] {
  const first = rows.countBefore(0)
  return first === 0 || first === rows.size
    ? ONE_PART
    : [
        { title: 'About this article', row: 0 },
        { title: 'In the text', row: first },
      ]
}

interface QuoteProblemsProps {
  readonly session: Session
  readonly problems: ReadonlyMap<string, readonly number[]>
}

/** Annotations whose quote is not in its place, each with a way to it. An export would refuse them. */
function QuoteProblems({ session, problems }: QuoteProblemsProps) {
  const { open, codebook } = session.getState()
  const listed = [...problems.keys()].slice(0, PROBLEMS_SHOWN).flatMap((id) => open?.index.get(id) ?? [])
  return (
    <section className="problems" aria-label="Quotes out of place">
      <p className="problem-line">
        <Icon name="warning" />
        {formatCount(problems.size, 'quote is', 'quotes are')} not at the marked place in the text.
      </p>
      <ul>
        {listed.map((annotation) => (
          <li key={annotation.id}>
            <button
              type="button"
              className="link-button"
              onClick={() => session.select(annotation.id, { reveal: true })}
            >
              {findType(codebook, annotation.type)?.name}: {inMarks(beginningOf(quoteOf(annotation), 60))}
            </button>
          </li>
        ))}
      </ul>
      {problems.size > listed.length && <p className="field-hint">The others are marked in the list.</p>}
    </section>
  )
}
