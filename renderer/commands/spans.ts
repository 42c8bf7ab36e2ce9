import { quoteOf } from '../../model/record/annotation.ts'
import type { AnnotationType, Codebook } from '../../model/record/codebook.ts'
import { fail, type Result } from '../../model/value/result.ts'
import type { Span } from '../../model/text/span.ts'
import { type Command, type CommandContext, hasSelected, inArticle, show } from './command.ts'
import { focusPane } from '../components/focus.ts'
import { addFragment, fragmentAt, removeFragment, type SpanAct } from '../../model/acts/span-acts.ts'
import type { Session } from '../session/project/session.ts'
import type { SessionState } from '../session/project/state.ts'

/** Applies an act to the spans of an annotation and selects it; says when fragments were joined. */
export function performOnSpans(session: Session, id: string, act: Result<SpanAct>): boolean {
  if (!act.ok) {
    session.report(act.failure)
    return false
  }
  const done = session.dispatch(act.value.change, { select: id })
  show(session, done)
  if (done.ok && act.value.joined > 0) {
    session.notify({ kind: 'info', text: 'Fragments that met have become one.' })
  }
  return done.ok
}

/** Adds the selected text to an annotation as another fragment. */
export function addSelection(session: Session, id: string): boolean {
  const state = session.getState()
  return performOnSpans(session, id, addFragment(state, id, state.selection, session.port))
}

/** The last selected annotation of a type, even if others were selected since. */
function lastOf({ open, lastSelected, lastOfType }: SessionState, type: string): string | null {
  const last = lastSelected === null ? undefined : open?.index.get(lastSelected)
  if (last?.type === type) return last.id
  const earlier = open?.index.get(lastOfType[type] ?? '')
  return earlier?.type === type ? earlier.id : null
}

function extend({ session, state }: CommandContext, { id: type, name }: AnnotationType): void {
  if (!session || !state) return
  const id = lastOf(state, type)
  if (id !== null) {
    addSelection(session, id)
    return
  }
  const noun = name.toLowerCase()
  show(
    session,
    fail(
      'invalid-record',
      `There is no ${noun} to add a fragment to.`,
      `Select a ${noun} in the text or in the list first, then the text that belongs to it.`,
    ),
  )
}

/** Alt and the key of each type: adds the selected text to the annotation of that type that was selected last. */
export const fragmentCommands = ({ types }: Codebook): readonly Command[] =>
  types
    .filter(({ retired }) => !retired)
    .map((type) => ({
      id: `extend.${type.id}`,
      title: `Add the selection to the last ${type.name.toLowerCase()}`,
      group: 'Tagging',
      keys: [`Alt+${type.key}`],
      scope: 'text',
      enabled: inArticle,
      run: (context) => extend(context, type),
    }))

/** Removes a fragment of an annotation, which stays selected. */
export function dropFragment(session: Session, id: string, fragment: Span): void {
  const change = removeFragment(session.getState(), id, fragment, session.port)
  show(session, change.ok ? session.dispatch(change.value, { select: id }) : change)
}

/** Fragment of the selected annotation under the caret, or its first. */
function fragmentHere(state: SessionState): { readonly id: string; readonly fragment: Span } | null {
  const annotation = state.selected === null ? undefined : state.open?.index.get(state.selected)
  const fragment = annotation && (fragmentAt(annotation, state.selection.start) ?? annotation.fragments[0])
  return annotation && fragment ? { id: annotation.id, fragment } : null
}

/** Copies text the way a person would: the page has no permission to write to the clipboard. */
function copyText(text: string): boolean {
  let copied = false
  const onCopy = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', text)
    copied = event.clipboardData !== null
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return copied
}

const NO_TEXT = fail(
  'invalid-record',
  'This annotation is about the whole article: it has no edges.',
  'Tag some text, or choose another annotation.',
)

export const SPAN_COMMANDS: readonly Command[] = [
  {
    id: 'edges.move',
    title: 'Move the edges of the annotation',
    group: 'Editing',
    keys: ['M'],
    yields: true,
    scope: 'outside-fields',
    enabled: hasSelected,
    run({ session, state }) {
      if (!session || !state) return
      const here = fragmentHere(state)
      if (!here) return show(session, NO_TEXT)
      focusPane('text')
      session.setMode({ kind: 'edges', source: here.id, fragment: here.fragment, caret: session.getState().selection })
      session.selectText(here.fragment, { scroll: true })
    },
  },
  {
    id: 'fragment.remove',
    title: 'Remove the fragment at the caret',
    group: 'Editing',
    keys: ['Alt+Delete', 'Alt+Backspace'],
    scope: 'text',
    enabled: hasSelected,
    run({ session, state }) {
      const annotation = state?.selected == null ? undefined : state.open?.index.get(state.selected)
      if (!session || !state || !annotation) return
      const fragment = fragmentAt(annotation, state.selection.start)
      if (fragment) dropFragment(session, annotation.id, fragment)
      else show(session, fail('invalid-record', 'There is no fragment at the caret.', 'Put the caret into one.'))
    },
  },
  {
    id: 'annotation.copyQuote',
    title: 'Copy the quote',
    group: 'Editing',
    keys: ['Mod+Shift+C'],
    scope: 'outside-fields',
    enabled: hasSelected,
    run({ session, state }) {
      const annotation = state?.selected == null ? undefined : state.open?.index.get(state.selected)
      if (!session || !annotation) return
      if (copyText(quoteOf(annotation))) session.notify({ kind: 'info', text: 'The quote is on the clipboard.' })
      else show(session, fail('not-permitted', 'The system did not take the quote.', 'Select the text and copy that.'))
    },
  },
]
