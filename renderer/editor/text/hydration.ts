import { Plugin, PluginKey, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { PositionMap } from './position-map.ts'

/** Sections drawn when an article is opened: enough to fill a large window. */
const FIRST = 2

/**
 * Which sections have their blocks in the DOM. The others are empty boxes: their height is estimated, later remembered.
 */
export interface Hydration {
  readonly sections: ReadonlySet<number>
  /** Node decorations that tell a section's view to draw it. */
  readonly decorations: DecorationSet
}

interface HydrationMeta {
  readonly draw: readonly number[]
  readonly drop: readonly number[]
}

export const hydrationKey = new PluginKey<Hydration>('hydration')

/** Marks the decoration that draws a section. */
interface DrawnSpec {
  readonly drawn: true
}

/** Whether a section's decorations say that it is drawn. */
export const isDrawn = (decorations: readonly Decoration[]): boolean =>
  decorations.some(({ spec }) => (spec as Partial<DrawnSpec>).drawn)

/** Sections that stay drawn because the caret is in them or could enter them with the next key. */
export function neededBySelection(state: EditorState, map: PositionMap): number[] {
  const needed = new Set<number>()
  for (const position of [state.selection.anchor, state.selection.head]) {
    const section = map.sectionOf(map.blockAt(map.toOffset(position)))
    for (const near of [section - 1, section, section + 1]) if (near >= 0 && near < map.sectionCount) needed.add(near)
  }
  return [...needed]
}

function update(old: Hydration, tr: Transaction, state: EditorState, map: PositionMap): Hydration {
  const meta = tr.getMeta(hydrationKey) as HydrationMeta | undefined
  if (!meta && !tr.selectionSet) return old
  const needed = neededBySelection(state, map)
  const draw = [...(meta?.draw ?? []), ...needed].filter((section) => !old.sections.has(section))
  const drop = (meta?.drop ?? []).filter((section) => old.sections.has(section) && !needed.includes(section))
  if (draw.length + drop.length === 0) return old
  const sections = new Set(old.sections)
  for (const section of drop) sections.delete(section)
  for (const section of draw) sections.add(section)
  const gone = drop.flatMap((section) => {
    const { from, to } = map.sectionRange(section)
    return old.decorations
      .find(from, to, (spec) => (spec as Partial<DrawnSpec>).drawn === true)
      .filter((d) => d.from === from)
  })
  const fresh = [...new Set(draw)].map((section) => {
    const { from, to } = map.sectionRange(section)
    return Decoration.node(from, to, {}, { drawn: true } satisfies DrawnSpec)
  })
  return { sections, decorations: old.decorations.remove(gone).add(state.doc, fresh) }
}

/** Tracks which sections are drawn. Must come before the annotation plugin, which paints only those. */
export const hydrationPlugin = (map: PositionMap): Plugin<Hydration> =>
  new Plugin<Hydration>({
    key: hydrationKey,
    state: {
      init(_config, state) {
        const sections = Array.from({ length: Math.min(FIRST, map.sectionCount) }, (_, i) => i)
        const decorations = sections.map((section) => {
          const { from, to } = map.sectionRange(section)
          return Decoration.node(from, to, {}, { drawn: true } satisfies DrawnSpec)
        })
        return { sections: new Set(sections), decorations: DecorationSet.create(state.doc, decorations) }
      },
      apply: (tr, old, _before, after) => update(old, tr, after, map),
    },
    props: {
      decorations: (state) => hydrationKey.getState(state)?.decorations,
    },
  })

/** A transaction that draws and drops sections. */
export const setHydration = (state: EditorState, meta: HydrationMeta): Transaction =>
  state.tr.setMeta(hydrationKey, meta).setMeta('addToHistory', false)
