import { Decoration } from 'prosemirror-view'
import type { Annotation } from '../../model/annotation.ts'
import type { AnnotationIndex } from '../../model/annotation-index.ts'
import type { Codebook } from '../../model/codebook.ts'
import { layoutBlock, type Segment } from './block-layout.ts'
import type { PositionMap } from './position-map.ts'

/** Line patterns, so that colour is never the only cue: solid, dashed, dotted, dash-dot, close dots. */
const PATTERNS = 5

/** Letters shown where annotations begin; more are counted. */
const CHIP_LETTERS = 3

interface TypePaint {
  readonly letter: string
  readonly color: string
  readonly pattern: number
}

/** How each annotation type of a codebook looks in the text. Types the codebook no longer has are grey. */
export type Palette = (typeId: string) => TypePaint

/** Reads letters, colours and patterns from a codebook. The pattern follows the type's place in it. */
export function paletteOf(codebook: Codebook): Palette {
  const paints = new Map<string, TypePaint>()
  codebook.types.forEach(({ id, key, color }, i) => paints.set(id, { letter: key, color, pattern: i % PATTERNS }))
  const unknown = { letter: '?', color: 'grey', pattern: PATTERNS - 1 }
  return (typeId) => paints.get(typeId) ?? unknown
}

function chipStyle(paints: readonly TypePaint[], total: number): string {
  const share = 100 / total
  const stops = paints.map(({ color }, i) => `var(--type-${color}) ${i * share}% ${(i + 1) * share}%`)
  if (total > paints.length) stops.push(`var(--chip-more) ${paints.length * share}% 100%`)
  return `--chip:linear-gradient(90deg,${stops.join(',')});--chip-ink:var(--type-${paints[0]?.color}-ink)`
}

function attributesOf(segment: Segment, palette: Palette): Record<string, string> {
  const classes = ['seg']
  segment.lanes.forEach((annotation, lane) => {
    if (!annotation) return
    const { color, pattern } = palette(annotation.type)
    classes.push(`l${lane}-${color}`, `p${lane}-${pattern}`)
  })
  if (segment.selected) classes.push('is-selected')
  const attributes: Record<string, string> = { class: classes.join(' ') }
  if (segment.begins.length > 0) {
    const shown = segment.begins.slice(0, CHIP_LETTERS).map(({ type }) => palette(type))
    const more = segment.hidden + Math.max(0, segment.begins.length - CHIP_LETTERS)
    const badge = more > 0 ? `+${more}` : ''
    attributes['data-chips'] = shown.map(({ letter }) => letter).join('') + badge
    attributes.style = chipStyle(shown, shown.length + badge.length)
  }
  return attributes
}

/** What painting a block needs besides the block. */
export interface PaintContext {
  readonly map: PositionMap
  readonly index: AnnotationIndex
  readonly palette: Palette
  readonly selected: string | null
}

/** The decorations of one block: disjoint, one for each segment. */
export function paintBlock(block: number, { map, index, palette, selected }: PaintContext): Decoration[] {
  const span = map.blocks[block]
  if (!span || span.start === span.end) return []
  const annotations: Annotation[] = index.overlapping(span)
  if (annotations.length === 0) return []
  // Segments lie within the block, so one position is enough to place them all.
  const base = map.toPosition(span.start, 1) - span.start
  return layoutBlock(span, annotations, selected).map((segment) =>
    Decoration.inline(base + segment.start, base + segment.end, attributesOf(segment, palette)),
  )
}
