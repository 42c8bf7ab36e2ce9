/** A point in the scrolled content, in CSS pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Arc {
  readonly from: Point
  readonly to: Point
  readonly label: string
}

/** Height of an arc over its line, in CSS pixels; long arcs are higher. */
const RISE = { least: 14, most: 46, share: 0.12 }

/** Approximate size of a label, in CSS pixels: measuring would cost a layout. */
const LABEL = { height: 12, letter: 6, margin: 4 }

/** Where along an arc its label may be, best first: the middle, then towards the end, which tells arcs apart. */
const TRIED = [0.5, 0.65, 0.8, 0.35, 0.2]

function highOf({ from, to }: Arc): number {
  const width = Math.abs(to.x - from.x)
  return Math.min(from.y, to.y) - Math.min(RISE.most, RISE.least + width * RISE.share)
}

/** A curve that leaves upwards and arrives from above, so that it crosses few letters. */
export function arcPath(arc: Arc): string {
  const { from, to } = arc
  const high = highOf(arc)
  return `M ${from.x} ${from.y} C ${from.x} ${high}, ${to.x} ${high}, ${to.x} ${to.y}`
}

/** The point of the curve at a share `t` of its length, 0 to 1. */
function pointAt(arc: Arc, t: number): Point {
  const { from, to } = arc
  const high = highOf(arc)
  const [first, last] = [(1 - t) ** 3, t ** 3]
  const [second, third] = [3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2]
  return {
    x: (first + second) * from.x + (third + last) * to.x,
    y: first * from.y + (second + third) * high + last * to.y,
  }
}

const widthOf = (label: string): number => label.length * LABEL.letter + LABEL.margin

/** Positions of labels above their arcs: in the middle, or beside it where another label is in the way. */
export function placeLabels(arcs: readonly Arc[]): Point[] {
  const placed: { readonly at: Point; readonly width: number }[] = []
  for (const arc of arcs) {
    const width = widthOf(arc.label)
    const isFree = ({ x, y }: Point): boolean =>
      placed.every(
        ({ at, width: other }) => Math.abs(at.x - x) > (other + width) / 2 || Math.abs(at.y - y) > LABEL.height,
      )
    const places = TRIED.map((t) => pointAt(arc, t))
    placed.push({ at: places.find(isFree) ?? pointAt(arc, 0.5), width })
  }
  return placed.map(({ at }) => ({ x: at.x, y: at.y - 3 }))
}
