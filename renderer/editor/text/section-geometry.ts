import { countWhile } from '../../../model/value/sorted.ts'

/** Positions of the boxes of sections, one below the other, without asking the page. Lengths are in CSS pixels. */
export interface SectionGeometry {
  heightOf(section: number): number | undefined
  /** Sets the height of a box; boxes below move. */
  setHeight(section: number, height: number): void
  /** Sections `[first, end)` that touch the stretch from `top` to `bottom`, counted from the top of the first box. */
  within(top: number, bottom: number): { readonly first: number; readonly end: number }
  /** Distance of a box from a point; 0 inside it. */
  distance(section: number, point: number): number
}

/** The geometry of `count` boxes, none of which has a height yet. */
export function sectionGeometry(count: number): SectionGeometry {
  const heights = new Float64Array(count).fill(Number.NaN)
  /** Tops of the boxes, then the bottom of the last one. */
  const tops = new Float64Array(count + 1)
  /** Tops up to this one are up to date. */
  let settled = 0

  const settle = (): void => {
    for (; settled < count; settled++) tops[settled + 1] = top(settled) + (heightOf(settled) ?? 0)
  }
  const top = (section: number): number => tops[section] as number
  const heightOf = (section: number): number | undefined => {
    const height = heights[section] as number
    return Number.isNaN(height) ? undefined : height
  }

  /** The first section whose bottom is below a point; `count` where there is none. */
  const firstBelow = (point: number): number => countWhile(count, (section) => top(section + 1) <= point)

  return {
    heightOf,
    setHeight(section, height) {
      if (heights[section] === height) return
      heights[section] = height
      settled = Math.min(settled, section)
    },
    within(from, to) {
      settle()
      const first = firstBelow(from)
      let end = first
      while (end < count && top(end) < to) end++
      return { first, end }
    },
    distance(section, point) {
      settle()
      return Math.max(top(section) - point, point - top(section + 1), 0)
    },
  }
}
