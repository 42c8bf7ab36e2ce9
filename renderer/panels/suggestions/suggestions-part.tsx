import './suggestions-part.css'
import { findType } from '../../../model/record/codebook.ts'
import { makeFragment } from '../../../model/annotation/annotate.ts'
import { quoteOf } from '../../../model/record/annotation.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import type { Suggestion } from '../../../model/suggest/suggestion.ts'
import { FailureMessage } from '../../components/failure-message.tsx'
import { formatNumber } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { Listbox } from '../../components/listbox.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { useStore, useStoreAfterPaint } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import type { Session } from '../../session/project/session.ts'
import { suggestionLabel, WHOLE_ARTICLE } from '../../session/suggest/suggestion-labels.ts'
import { acceptCurrent } from '../../session/suggest/suggestion-walk.ts'
import { currentKey } from '../../session/suggest/suggestions-state.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { QUOTE_IN_ROW, typeName } from '../annotations/annotation-labels.ts'

const ROW_REM = 3.5

interface SuggestionsPartProps {
  readonly window: WindowModel
  readonly session: Session
}

/** Suggestions for the open article, by rules and from predictions. They are not annotations yet. */
export function SuggestionsPart({ window, session }: SuggestionsPartProps) {
  const { suggestions } = window
  const list = useStoreAfterPaint(suggestions, (state) => state.list)
  const busy = useStore(suggestions, (state) => state.busy)
  const failure = useStore(suggestions, (state) => state.failure)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const rejected = useStoreAfterPaint(session, (state) => state.open?.rejections.size ?? 0)
  const platform = useStore(window, (state) => state.platform)

  return (
    <section className="suggestions" aria-label="Suggestions">
      <header className="pane-header">
        <h2>Suggestions</h2>
        <span className="pane-count" role="status">
          {busy && list.length === 0 ? 'Looking…' : formatNumber(list.length)}
          <span className="visually-hidden"> suggestions</span>
        </span>
        <TipButton
          name="Accept all suggestions"
          tip="Accept all…"
          keyLabel={keyLabel('Mod+Shift+Enter', platform)}
          disabled={readOnly || list.length === 0}
          onClick={() => runCommand('suggestions.acceptAll', window)}
        >
          <Icon name="tag-all" />
        </TipButton>
        <TipButton
          name="Hide suggestions"
          keyLabel={keyLabel('Mod+J', platform)}
          onClick={() => runCommand('suggestions.show', window)}
        >
          <Icon name="close" />
        </TipButton>
      </header>
      {failure ? (
        <div role="alert" className="suggestions-failure">
          <FailureMessage failure={failure} />
        </div>
      ) : (
        <SuggestionList window={window} session={session} list={list} busy={busy} />
      )}
      {rejected > 0 && (
        <p className="suggestions-rejected">
          <button
            type="button"
            className="link-button"
            disabled={readOnly}
            onClick={() => runCommand('suggestions.rejected', window)}
          >
            {formatNumber(rejected)} rejected…
          </button>
        </p>
      )}
    </section>
  )
}

interface SuggestionListProps extends SuggestionsPartProps {
  readonly list: readonly Suggestion[]
  readonly busy: boolean
}

function SuggestionList({ window, session, list, busy }: SuggestionListProps) {
  const { suggestions } = window
  const key = useStore(session, currentKey)
  const open = useStoreAfterPaint(session, (state) => state.open)
  const codebook = useStoreAfterPaint(session, (state) => state.codebook)
  const active = key === null ? -1 : list.findIndex((item) => item.key === key)
  const rowNow = (): number => {
    const now = currentKey(session.getState())
    return suggestions.getState().list.findIndex((item) => item.key === now)
  }
  const standOn = (item: Suggestion | undefined): void => {
    if (item) suggestions.standOn(item.key, { reveal: true })
  }

  if (!open) return <p className="empty">Open an article to see what could be tagged in it.</p>
  if (list.length === 0) {
    return (
      <p className="empty">{busy ? 'Looking for quotes and names…' : 'There is nothing to suggest in this article.'}</p>
    )
  }
  return (
    <Listbox
      label="Suggestions for this article"
      count={list.length}
      rowRem={ROW_REM}
      active={active}
      activeKey={key}
      activeNow={rowNow}
      keyAt={(row) => list[row]?.key ?? String(row)}
      onMove={(row) => standOn(suggestions.getState().list[row])}
      onClick={(row) => standOn(list[row])}
      onEnter={() => acceptCurrent(session, suggestions)}
    >
      {(row) => {
        const item = list[row]
        if (!item) return null
        const type = findType(codebook, item.type)
        const { text } = open.body
        const fragments = item.spans.map((span) => makeFragment(text, span))
        const summary = suggestionLabel(codebook, text, item)
        return (
          <span className="row-body">
            <span className="chip-suggested">
              <TypeChip type={type} name={`${typeName(type, item.type)}, suggested`} />
            </span>
            <span className="row-main">
              <span className="row-quote" dir="auto">
                {beginningOf(quoteOf({ fragments }), QUOTE_IN_ROW) || WHOLE_ARTICLE}
              </span>
              {summary && <span className="row-summary">{summary}</span>}
            </span>
          </span>
        )
      }}
    </Listbox>
  )
}
