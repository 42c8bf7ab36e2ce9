import type { EditorView } from 'prosemirror-view'
import { hitCount, type Hits, NO_HITS } from '../../../model/text/hits.ts'
import { append } from '../../../model/value/append.ts'
import { rangesInBlock } from './hit-ranges.ts'
import { hydrationKey } from '../text/hydration.ts'
import type { PositionMap } from '../text/position-map.ts'

/** A highlight of the style sheet, painted over stretches of the text. */
export interface PaintLayer {
  readonly name: string
  /** The higher of two layers over the same text is on top. */
  readonly priority?: number
}

/**
 * Layers that are shown together. Their rules match below `.article-text[data-shows-NAME]`: at each restyling the
 * engine computes, for every element, the style of every highlight whose rule matches it, painted or not. While there
 * is nothing to paint the attribute is absent, so that tagging and scrolling cost nothing extra.
 */
export interface LayerGroup {
  readonly name: string
  readonly layers: readonly PaintLayer[]
}

export interface LayerPaint {
  /** The spans that each layer covers from now on, in the order of the layers. The same object means no change. */
  show(covered: readonly Hits[]): void
  destroy(): void
}

/**
 * Paints over the text of drawn sections with the CSS Custom Highlight API, without elements. Watches the editor's DOM
 * for sections that it draws or drops.
 */
export function paintLayers(view: EditorView, map: PositionMap, { name: group, layers }: LayerGroup): LayerPaint {
  const highlights = layers.map(({ name, priority = 0 }) => {
    const highlight = new Highlight()
    highlight.priority = priority
    CSS.highlights.set(name, highlight)
    return highlight
  })
  /** Painted ranges by layer and section. */
  const painted = layers.map(() => new Map<number, readonly StaticRange[]>())
  /** Sections whose DOM has changed since their ranges were made. */
  const stale = new Set<number>()
  let covered: readonly Hits[] = layers.map(() => NO_HITS)
  let frame = 0

  const elementOf = (section: number, block: number): Element | undefined =>
    view.dom.children[section]?.firstElementChild?.children[block - map.blocksOf(section).first]

  const rangesInSection = (section: number, hits: Hits): StaticRange[] => {
    const { first, end } = map.blocksOf(section)
    const found: StaticRange[] = []
    for (let i = first; i < end; i++) {
      const [block, element] = [map.blocks[i], elementOf(section, i)]
      if (block && element) append(found, rangesInBlock(element, block, hits))
    }
    return found
  }

  const paint = (): void => {
    frame = 0
    if (view.isDestroyed) return
    const drawn = hydrationKey.getState(view.state)?.sections ?? new Set<number>()
    highlights.forEach((highlight, layer) => {
      const ranges = painted[layer]
      if (!ranges) return
      // Unchanged ranges are kept: the engine processes all of them after each change.
      for (const [section, known] of ranges) {
        if (drawn.has(section) && !stale.has(section)) continue
        for (const range of known) highlight.delete(range)
        ranges.delete(section)
      }
      for (const section of drawn) {
        if (ranges.has(section)) continue
        const fresh = rangesInSection(section, covered[layer] ?? NO_HITS)
        ranges.set(section, fresh)
        for (const range of fresh) highlight.add(range)
      }
    })
    stale.clear()
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
    view.dom.toggleAttribute(`data-shows-${group}`, on)
  }

  return {
    show(next) {
      let changed = false
      highlights.forEach((highlight, layer) => {
        const hits = next[layer] ?? NO_HITS
        if (hits === covered[layer]) return
        changed = true
        // Cleared at once: removing ranges one by one costs the engine more.
        highlight.clear()
        painted[layer]?.clear()
      })
      if (!changed) return
      covered = next
      watch(next.some((hits) => hitCount(hits) > 0))
      schedule()
    },
    destroy() {
      watch(false)
      cancelAnimationFrame(frame)
      layers.forEach(({ name }, layer) => {
        if (CSS.highlights.get(name) === highlights[layer]) CSS.highlights.delete(name)
      })
    },
  }
}
