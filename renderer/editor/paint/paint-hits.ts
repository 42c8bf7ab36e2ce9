import './paint-hits.css'
import type { EditorView } from 'prosemirror-view'
import { hitAt, type Hits, hitsOf, NO_HITS } from '../../../model/text/hits.ts'
import type { FindModel } from '../../session/find/find-model.ts'
import { paintLayers } from './paint-layers.ts'
import type { PositionMap } from '../text/position-map.ts'

/** Highlights of the style sheet: all hits, and over them the current one. */
const LAYERS = { name: 'hits', layers: [{ name: 'find-hit' }, { name: 'find-current', priority: 1 }] }

/** Paints the hits of a search over the text. Returns a function that stops. */
export function paintHits(view: EditorView, map: PositionMap, find: FindModel): () => void {
  const paint = paintLayers(view, map, LAYERS)
  let shown: { readonly hits: Hits; readonly current: number } = { hits: NO_HITS, current: -1 }
  const follow = (): void => {
    const { hits, current } = find.getState()
    if (hits === shown.hits && current === shown.current) return
    shown = { hits, current }
    paint.show([hits, current < 0 ? NO_HITS : hitsOf([hitAt(hits, current)])])
  }
  follow()
  const stop = find.subscribe(follow)
  return () => {
    stop()
    paint.destroy()
  }
}
