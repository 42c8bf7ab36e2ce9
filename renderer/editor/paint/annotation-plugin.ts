import './invisible.css'
import './segments.css'
import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { type Decoration, DecorationSet } from 'prosemirror-view'
import type { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { Span } from '../../../model/text/span.ts'
import { append } from '../../../model/value/append.ts'
import { type Hydration, hydrationKey } from '../text/hydration.ts'
import { paintBlock } from './paint.ts'
import { type Palette, paletteOf } from './palette.ts'
import type { PositionMap } from '../text/position-map.ts'

/** What the editor shows of the session: the annotations, the selected one, and the codebook that colours them. */
export interface AnnotationView {
  readonly index: AnnotationIndex
  readonly selected: string | null
  readonly codebook: Codebook
}

interface AnnotationMeta {
  readonly next: AnnotationView
  /** Spans whose annotations differ; null if any may. */
  readonly touched: readonly Span[] | null
}

interface PluginValue extends AnnotationView {
  /** The article's text if its invisible characters are shown, else null. */
  readonly invisiblesOf: string | null
  readonly palette: Palette
  readonly decorations: DecorationSet
}

const key = new PluginKey<PluginValue>('annotations')
const invisiblesKey = new PluginKey('invisible characters')

/** Blocks of drawn sections that any of the spans overlaps. */
function drawnBlocks(spans: readonly Span[], map: PositionMap, { sections }: Hydration): Set<number> {
  const found = new Set<number>()
  for (const { start, end } of spans) {
    const last = map.blockAt(end, -1)
    for (let block = map.blockAt(start, 1); block <= last; block++) {
      const section = map.sectionOf(block)
      if (sections.has(section)) found.add(block)
      else block = map.blocksOf(section).end - 1
    }
  }
  return found
}

const blocksOfSections = (sections: Iterable<number>, map: PositionMap): number[] =>
  [...sections].flatMap((section) => {
    const { first, end } = map.blocksOf(section)
    return Array.from({ length: end - first }, (_, i) => first + i)
  })

function repaint(value: PluginValue, blocks: Iterable<number>, map: PositionMap, state: EditorState): PluginValue {
  const gone: Decoration[] = []
  const fresh: Decoration[] = []
  for (const block of blocks) {
    const span = map.blocks[block]
    if (!span) continue
    append(gone, value.decorations.find(map.toPosition(span.start, 1), map.toPosition(span.end, -1)))
    append(fresh, paintBlock(block, { ...value, map }))
  }
  if (gone.length + fresh.length === 0) return value
  return { ...value, decorations: value.decorations.remove(gone).add(state.doc, fresh) }
}

function eraseSections(value: PluginValue, sections: readonly number[], map: PositionMap): PluginValue {
  const gone = sections.flatMap((section) => {
    const { from, to } = map.sectionRange(section)
    return value.decorations.find(from + 1, to - 1)
  })
  return gone.length > 0 ? { ...value, decorations: value.decorations.remove(gone) } : value
}

const hydrationOf = (state: EditorState): Hydration => hydrationKey.getState(state) as Hydration

/**
 * Paints the annotations of drawn sections. A change repaints only the blocks it touches, so its cost does not grow
 * with the article.
 */
export function annotationPlugin(
  map: PositionMap,
  text: string,
  initial: AnnotationView,
  showsInvisibles: boolean,
): Plugin<PluginValue> {
  const invisiblesFor = (shown: boolean): string | null => (shown ? text : null)
  const apply = (tr: Transaction, old: PluginValue, before: EditorState, after: EditorState): PluginValue => {
    const meta = tr.getMeta(key) as AnnotationMeta | undefined
    const hydration = hydrationOf(after)
    const drawnBefore = hydrationOf(before).sections
    let value = old
    if (hydration.sections !== drawnBefore) {
      const dropped = [...drawnBefore].filter((section) => !hydration.sections.has(section))
      value = eraseSections(value, dropped, map)
    }
    const shows = tr.getMeta(invisiblesKey) as boolean | undefined
    if (shows !== undefined) value = { ...value, invisiblesOf: invisiblesFor(shows) }
    if (meta) {
      const { next } = meta
      const palette = next.codebook === old.codebook ? old.palette : paletteOf(next.codebook)
      value = { ...value, ...next, palette }
      if (meta.touched) value = repaint(value, drawnBlocks(meta.touched, map, hydration), map, after)
    }
    if (meta?.touched === null || shows !== undefined) {
      const stay = [...hydration.sections].filter((section) => drawnBefore.has(section))
      value = repaint(value, blocksOfSections(stay, map), map, after)
    }
    if (hydration.sections !== drawnBefore) {
      const drawn = [...hydration.sections].filter((section) => !drawnBefore.has(section))
      value = repaint(value, blocksOfSections(drawn, map), map, after)
    }
    return value
  }

  return new Plugin<PluginValue>({
    key,
    state: {
      init(_config, state) {
        const value = {
          ...initial,
          palette: paletteOf(initial.codebook),
          decorations: DecorationSet.empty,
          invisiblesOf: invisiblesFor(showsInvisibles),
        }
        const fresh = blocksOfSections(hydrationOf(state).sections, map).flatMap((block) =>
          paintBlock(block, { ...value, map }),
        )
        return { ...value, decorations: DecorationSet.create(state.doc, fresh) }
      },
      apply,
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
    },
  })
}

/** Makes a transaction show or hide the invisible characters of the text. */
export const showInvisibles = (tr: Transaction, shown: boolean): Transaction => tr.setMeta(invisiblesKey, shown)

/** Makes a transaction show other annotations, another selected one or another codebook. */
export const showAnnotations = (tr: Transaction, next: AnnotationView, touched: readonly Span[] | null): Transaction =>
  tr.setMeta(key, { next, touched } satisfies AnnotationMeta)
