import { Decoration } from 'prosemirror-view'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import { type Invisible, invisiblesIn } from '../../../model/text/invisible.ts'
import { layoutBlock, type Segment } from './block-layout.ts'
import { laneStyles } from './lane-styles.ts'
import type { Palette } from './palette.ts'
import type { PositionMap } from '../text/position-map.ts'

/** Most letters shown where annotations begin; further ones are counted. */
const CHIP_LETTERS = 3

/** The zero-width non-joiner and joiner change the shapes of the letters beside them. */
const ZERO_WIDTH_JOINER = 0x200d
const JOINERS: ReadonlySet<number> = new Set([0x200c, ZERO_WIDTH_JOINER])

/** Ends of embeddings and isolates. A sign before them would belong to what they end and be drawn at its other side. */
const CLOSERS: ReadonlySet<number> = new Set([0x202c, 0x2069])

/** Signs of the widest chip that segments.css knows: three letters, "+", two digits. */
const WIDEST_CHIP = 6

/**
 * How an invisible character is shown. Its sign is placed before it, so that lines still break at soft hyphens and
 * spaces. The sign follows it where the chip of an annotation precedes it, after a joiner (which must touch the letter
 * it changes), and after the end of a stretch of another direction.
 */
function signOf({ code, sign, title, wide }: Invisible, chips: boolean): Record<string, string> {
  const joiner = JOINERS.has(code)
  const place = chips || joiner || CLOSERS.has(code) ? 'sign-after' : 'sign-before'
  const classes = ['invisible', place]
  if (joiner) classes.push('is-shaping')
  if (wide) classes.push('is-wide')
  if (code === ZERO_WIDTH_JOINER) classes.push('is-joiner')
  return { class: classes.join(' '), 'data-sign': sign, title }
}

function attributesOf(segment: Segment, palette: Palette): Record<string, string> {
  const lanes = segment.lanes.map((annotation) => annotation && palette(annotation.type))
  const { begins, hidden, invisible, lanes: laned } = segment
  const { class: signClass = null, ...sign } = invisible ? signOf(invisible, begins.length > 0) : {}
  const tagged = segment.gap || hidden > 0 || lanes.some((lane) => lane !== null)
  const classes = tagged ? ['seg', laneStyles().classOf(lanes)] : []
  if (signClass) classes.push(signClass)
  if (segment.selected) classes.push('is-selected')
  if (segment.gap) classes.push('is-gap')
  if (begins.length === 0) return { ...sign, class: classes.join(' ') }
  const lettered = begins.slice(0, CHIP_LETTERS)
  const shown = lettered.map(({ type }) => palette(type))
  // Counted once: an annotation without letter and line, and one that begins here without a letter.
  const letteredOnly = lettered.filter((annotation) => !laned.includes(annotation)).length
  const lineOnly = begins.slice(CHIP_LETTERS).filter((annotation) => laned.includes(annotation)).length
  const more = hidden - letteredOnly + lineOnly
  const colors = new Set(shown.map(({ color }) => color))
  // Letters of several types share a neutral chip; the lines below show their colours.
  classes.push(colors.size === 1 && more === 0 ? `starts-${shown[0]?.color}` : 'starts-mixed')
  const chips = shown.map(({ letter }) => letter).join('') + (more > 0 ? `+${more}` : '')
  // The chip's width in characters, for the margin that compensates for it.
  if (chips.length > 1) classes.push(`chips-${Math.min(chips.length, WIDEST_CHIP)}`)
  return { ...sign, class: classes.join(' '), 'data-chips': chips }
}

/** What painting needs besides the block. */
export interface PaintContext {
  readonly map: PositionMap
  readonly index: AnnotationIndex
  readonly palette: Palette
  readonly selected: string | null
  /** The article's text if its invisible characters are shown, else null. */
  readonly invisiblesOf: string | null
}

/** The decorations of one block: disjoint, one for each segment. */
export function paintBlock(block: number, { map, index, palette, selected, invisiblesOf }: PaintContext): Decoration[] {
  const span = map.blocks[block]
  if (!span || span.start === span.end) return []
  const annotations: Annotation[] = index.overlapping(span)
  const invisibles = invisiblesOf === null ? [] : invisiblesIn(invisiblesOf, span)
  if (annotations.length + invisibles.length === 0) return []
  // Segments lie within the block, so one position places them all.
  const base = map.toPosition(span.start, 1) - span.start
  return layoutBlock(span, annotations, selected, invisibles).map((segment) =>
    Decoration.inline(base + segment.start, base + segment.end, attributesOf(segment, palette)),
  )
}
