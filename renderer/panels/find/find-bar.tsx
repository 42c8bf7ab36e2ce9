import './find-bar.css'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { FindQuery } from '../../../model/text/find.ts'
import { hitCount } from '../../../model/text/hits.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { commandsFor, runCommand } from '../../commands/commands.ts'
import { focusPane } from '../../components/focus.ts'
import { keysOf } from '../../commands/command.ts'
import { keyLabel } from '../../input/keys.ts'
import type { FindState } from '../../session/find/find-state.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { countLabel } from './find-labels.ts'
import { FindResults } from './find-results.tsx'

interface FindBarProps {
  readonly window: WindowModel
  readonly session: Session
}

/** The switches of a query: what they are called, and the sign on the button. */
const SWITCHES: readonly {
  readonly id: string
  readonly option: 'matchCase' | 'wholeWord' | 'regex' | 'ignoreDiacritics'
  readonly name: string
  readonly sign: string
}[] = [
  { id: 'find.matchCase', option: 'matchCase', name: 'Match case', sign: 'Aa' },
  { id: 'find.wholeWord', option: 'wholeWord', name: 'Whole words', sign: 'ab' },
  { id: 'find.regex', option: 'regex', name: 'Regular expression', sign: '.*' },
  { id: 'find.ignoreDiacritics', option: 'ignoreDiacritics', name: 'Ignore accents', sign: 'é=e' },
]

/** What is looked for, above the text. It is always there and shows itself when it is asked for. */
export function FindBar({ window, session }: FindBarProps) {
  const find = useStore(window.find, (state) => state)
  const input = useRef<HTMLInputElement>(null)
  const { open, asked } = find

  useEffect(() => {
    if (asked === 0) return
    input.current?.focus()
    input.current?.select()
  }, [asked])

  if (!open) return null
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const inField = event.target instanceof HTMLInputElement && event.target.type === 'text'
    // Delete means an annotation everywhere else; here somebody would only have lost the field.
    if (!inField && (event.key === 'Delete' || event.key === 'Backspace')) event.preventDefault()
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    window.find.close()
    focusPane('text')
  }
  return (
    // Escape closes from wherever in the bar it is pressed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="search" className="find-bar" aria-label="Find" data-keeps-focus="" onKeyDown={onKeyDown}>
      <div className="find-row">
        <FindField window={window} find={find} input={input} />
        <Switches window={window} query={find.query} />
        <FindActions window={window} session={session} find={find} />
      </div>
      {find.failure && (
        <p id="find-problem" role="alert" className="field-problem">
          {find.failure.message} {find.failure.action}
        </p>
      )}
      {find.scope === 'project' && <FindResults window={window} session={session} find={find} />}
    </div>
  )
}

interface FindFieldProps {
  readonly window: WindowModel
  readonly find: FindState
  readonly input: React.RefObject<HTMLInputElement | null>
}

function FindField({ window, find, input }: FindFieldProps) {
  const platform = useStore(window, (state) => state.platform)
  const hasHits = hitCount(find.hits) > 0
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent } = event
    if (altKey || ctrlKey || metaKey || nativeEvent.isComposing) return
    if (key === 'Enter') window.find.step(shiftKey ? -1 : 1)
    else if (key === 'ArrowDown' && find.scope === 'project') {
      event.currentTarget.closest('[role="search"]')?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
    } else return
    event.preventDefault()
  }
  return (
    <div className="find-field">
      <div className="find-box">
        <input
          ref={input}
          type="text"
          aria-label="Find"
          placeholder={find.query.regex ? 'Regular expression' : 'Find'}
          spellCheck={false}
          autoComplete="off"
          dir="auto"
          value={find.query.pattern}
          aria-invalid={find.failure ? true : undefined}
          aria-describedby={find.failure ? 'find-problem' : undefined}
          onChange={(event) => window.find.setQuery({ pattern: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <span role="status" className="find-count digits">
          {countLabel(find)}
        </span>
      </div>
      <TipButton
        name="Previous hit"
        keyLabel={keyLabel('Shift+F3', platform)}
        disabled={!hasHits}
        onClick={() => window.find.step(-1)}
      >
        <Icon name="up" />
      </TipButton>
      <TipButton
        name="Next hit"
        keyLabel={keyLabel('F3', platform)}
        disabled={!hasHits}
        onClick={() => window.find.step(1)}
      >
        <Icon name="down" />
      </TipButton>
    </div>
  )
}

function Switches({ window, query }: { readonly window: WindowModel; readonly query: FindQuery }) {
  const platform = useStore(window, (state) => state.platform)
  const commands = commandsFor(null)
  return (
    <div className="find-switches" role="group" aria-label="How to find">
      {SWITCHES.map(({ id, option, name, sign }) => {
        const command = commands.find((item) => item.id === id)
        const [key] = command ? keysOf(command, platform) : []
        const disabled = option === 'ignoreDiacritics' && query.regex
        return (
          <TipButton
            key={id}
            name={name}
            tip={disabled ? 'A regular expression sees the text as it is' : name}
            keyLabel={key && keyLabel(key, platform)}
            pressed={query[option] && !disabled}
            disabled={disabled}
            className="find-switch"
            onClick={() => runCommand(id, window)}
          >
            {/* Drawn by the style sheet: as text it would have to be a part of the name. */}
            <span aria-hidden="true" data-sign={sign} />
          </TipButton>
        )
      })}
    </div>
  )
}

function FindActions({ window, session, find }: FindBarProps & { readonly find: FindState }) {
  const platform = useStore(window, (state) => state.platform)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const count = find.scope === 'article' ? hitCount(find.hits) : find.project.hits
  return (
    <div className="find-actions">
      <SegmentedControl
        label="Where to find"
        hideLabel
        segments={[
          { value: 'article', name: 'This article' },
          { value: 'project', name: 'All articles' },
        ]}
        value={find.scope}
        onChange={(scope) => window.find.setScope(scope === 'project' ? 'project' : 'article')}
      />
      <TipButton
        name="Tag all hits"
        tip={count === 0 ? 'There is nothing to tag' : `Tag ${formatCount(count, 'hit')} at once`}
        keyLabel={keyLabel('Alt+Enter', platform)}
        disabled={count === 0 || readOnly}
        className="button"
        onClick={() => runCommand('find.tagAll', window)}
      >
        <Icon name="tag-all" />
        <span aria-hidden="true">Tag all…</span>
      </TipButton>
      <TipButton
        name="Close the find bar"
        keyLabel={keyLabel('Escape', platform)}
        onClick={() => {
          window.find.close()
          focusPane('text')
        }}
      >
        <Icon name="close" />
      </TipButton>
    </div>
  )
}
