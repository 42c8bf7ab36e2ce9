import './paint-hits.css'
import type { EditorView } from 'prosemirror-view'
import { hitAt, hitCount, type Hits, hitsOf } from '../../model/hits.ts'
import type { FindModel } from '../session/find-model.ts'
import { rangesInBlock } from './hit-ranges.ts'
import { hydrationKey } from './hydration.ts'
import type { PositionMap } from './position-map.ts'

/** Names in the style sheet. */
const HIT = 'find-hit'
const CURRENT = 'find-current'

/**
 * Paints the hits of a search over the text of the sections that are drawn, with the CSS Custom Highlight API: no element
 * is made for a hit. What the editor draws anew, or drops, is noticed by watching its DOM. Returns the way to stop.
 */
export function paintHits(view: EditorView, map: PositionMap, find: FindModel): () => void {
  const all = new Highlight()
  const current = new Highlight()
  current.priority = 1
  CSS.highlights.set(HIT, all)
  CSS.highlights.set(CURRENT, current)
  /** Painted ranges by section. */
  const ranges = new Map<number, readonly StaticRange[]>()
  /** Sections whose DOM is not as it was when their ranges were made. */
  const stale = new Set<number>()
  let shown = find.getState()
  let frame = 0

  const elementOf = (section: number, block: number): Element | undefined =>
    view.dom.children[section]?.children[block - map.blocksOf(section).first]

  const rangesInSection = (section: number, hits: Hits): StaticRange[] => {
    const { first, end } = map.blocksOf(section)
    const found: StaticRange[] = []
    for (let i = first; i < end; i++) {
      const [block, element] = [map.blocks[i], elementOf(section, i)]
      if (block && element) found.push(...rangesInBlock(element, block, hits))
    }
    return found
  }

  const paintCurrent = (drawn: ReadonlySet<number>): void => {
    current.clear()
    if (shown.current < 0) return
    const hit = hitAt(shown.hits, shown.current)
    const last = map.blockAt(hit.end, -1)
    for (let i = map.blockAt(hit.start, 1); i <= last; i++) {
      const section = map.sectionOf(i)
      const [block, element] = [map.blocks[i], drawn.has(section) && elementOf(section, i)]
      if (block && element) for (const range of rangesInBlock(element, block, hitsOf([hit]))) current.add(range)
    }
  }

  const paint = (): void => {
    frame = 0
    if (view.isDestroyed) return
    const drawn = hydrationKey.getState(view.state)?.sections ?? new Set<number>()
    // Ranges that stay are left alone: the engine goes through all of them after each change.
    for (const [section, known] of ranges) {
      if (drawn.has(section) && !stale.has(section)) continue
      for (const range of known) all.delete(range)
      ranges.delete(section)
    }
    stale.clear()
    for (const section of drawn) {
      if (ranges.has(section)) continue
      const fresh = rangesInSection(section, shown.hits)
      ranges.set(section, fresh)
      for (const range of fresh) all.add(range)
    }
    paintCurrent(drawn)
  }

  const schedule = (): void => {
    if (!frame) frame = requestAnimationFrame(paint)
  }

  const observer = new MutationObserver((records) => {
    const sections = [...view.dom.children]
    for (const { target, addedNodes } of records) {
      const changed = target === view.dom ? addedNodes : [target]
      for (const node of changed) {
        const element = node instanceof Element ? node : node.parentElement
        const section = element?.closest('.section')
        if (section) stale.add(sections.indexOf(section))
      }
    }
    schedule()
  })
  let watching = false
  const watch = (on: boolean): void => {
    if (on && !watching) observer.observe(view.dom, { childList: true, characterData: true, subtree: true })
    if (!on) observer.disconnect()
    watching = on
  }

  const follow = (): void => {
    const state = find.getState()
    if (state.hits === shown.hits && state.current === shown.current) return
    if (state.hits !== shown.hits) for (const section of ranges.keys()) stale.add(section)
    shown = state
    watch(hitCount(state.hits) > 0)
    schedule()
  }
  const stop = find.subscribe(follow)
  watch(hitCount(shown.hits) > 0)
  schedule()

  return () => {
    stop()
    observer.disconnect()
    cancelAnimationFrame(frame)
    if (CSS.highlights.get(HIT) === all) CSS.highlights.delete(HIT)
    if (CSS.highlights.get(CURRENT) === current) CSS.highlights.delete(CURRENT)
  }
}
