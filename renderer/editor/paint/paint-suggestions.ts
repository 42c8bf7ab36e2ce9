import './paint-suggestions.css'
import type { EditorView } from 'prosemirror-view'
import { joinSpans } from '../../../model/annotation/annotate.ts'
import { type Codebook, type ColorName, findType } from '../../../model/record/codebook.ts'
import { type Hits, hitsOf, NO_HITS } from '../../../model/text/hits.ts'
import { extentOf, type Suggestion } from '../../../model/suggest/suggestion.ts'
import type { Span } from '../../../model/text/span.ts'
import { append } from '../../../model/value/append.ts'
import type { Session } from '../../session/project/session.ts'
import type { SuggestionsModel } from '../../session/suggest/suggestions-model.ts'
import { currentKey } from '../../session/suggest/suggestions-state.ts'
import { paintLayers } from './paint-layers.ts'
import type { PositionMap } from '../text/position-map.ts'
import { annotationAt } from '../session-sync.ts'

const COLORS: readonly ColorName[] = ['blue', 'orange', 'green', 'purple', 'grey', 'red', 'yellow', 'cyan']

/** A highlight of the style sheet for each colour of a type, and one for the current suggestion of the walk. */
const LAYERS = {
  name: 'suggestions',
  layers: [...COLORS.map((color) => ({ name: `suggested-${color}` })), { name: 'suggested-current', priority: 1 }],
}

/** The spans of each layer: suggestions by the colour of their type. */
function coverOf(list: readonly Suggestion[], codebook: Codebook): Hits[] {
  const byColor = new Map<ColorName, Span[]>()
  for (const { type, spans } of list) {
    const color = findType(codebook, type)?.color ?? 'grey'
    const known = byColor.get(color) ?? []
    byColor.set(color, known)
    append(known, spans)
  }
  return COLORS.map((color) => {
    const spans = byColor.get(color)
    return spans ? hitsOf(joinSpans(spans)) : NO_HITS
  })
}

/**
 * Paints suggestions over the text, between dashed lines; a click on one makes it current. They have no elements: the
 * text and its annotations do not change. Returns a function that stops.
 */
export function paintSuggestions(
  view: EditorView,
  map: PositionMap,
  session: Session,
  suggestions: SuggestionsModel,
): () => void {
  const paint = paintLayers(view, map, LAYERS)
  let list: readonly Suggestion[] = []
  let codebook: Codebook | null = null
  let key: string | null = null
  let cover: readonly Hits[] = COLORS.map(() => NO_HITS)
  let current: Hits = NO_HITS

  const follow = (): void => {
    const { list: nextList } = suggestions.getState()
    const state = session.getState()
    const nextKey = currentKey(state)
    const sameList = nextList === list && state.codebook === codebook
    if (sameList && nextKey === key) return
    if (!sameList) cover = coverOf(nextList, state.codebook)
    const suggestion = nextKey === null ? undefined : nextList.find((item) => item.key === nextKey)
    current = suggestion ? hitsOf(suggestion.spans) : NO_HITS
    list = nextList
    codebook = state.codebook
    key = nextKey
    paint.show([...cover, current])
  }

  const onClick = (event: MouseEvent): void => {
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
    const { open, selection } = session.getState()
    if (!place || !open || list.length === 0 || selection.start < selection.end) return
    const offset = map.toOffset(place.pos)
    if (annotationAt(open.index, offset)) return
    const clicked = shortestAt(list, offset)
    if (!clicked) return
    // The engine reports the moved caret in a later task.
    session.setSelection({ start: offset, end: offset })
    suggestions.standOn(clicked.key, { reveal: false })
  }

  follow()
  view.dom.addEventListener('click', onClick)
  const stops = [suggestions.subscribe(follow), session.subscribe(follow)]
  return () => {
    for (const stop of stops) stop()
    view.dom.removeEventListener('click', onClick)
    paint.destroy()
  }
}

/** The shortest suggestion over an offset, which a click selects. */
function shortestAt(list: readonly Suggestion[], offset: number): Suggestion | null {
  const length = (suggestion: Suggestion): number => extentOf(suggestion).end - extentOf(suggestion).start
  const over = list.filter(({ spans }) => spans.some(({ start, end }) => start <= offset && offset <= end))
  return over.sort((a, b) => length(a) - length(b))[0] ?? null
}
