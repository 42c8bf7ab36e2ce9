import { type RefObject, useLayoutEffect, useState } from 'react'

/** Rows drawn beyond either edge, so that a short scroll needs no rendering. */
const MARGIN = 8

/** Rows to draw: from `first` to before `end`. */
export interface RowWindow {
  readonly first: number
  readonly end: number
}

/** The rows of equal height that are in view, with a margin. Costs the same for ten rows and for a hundred thousand. */
export function rowsInView(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  // Steps of the margin: the window moves once in so many rows, not with every pixel.
  const at = Math.floor(Math.max(0, scrollTop) / rowHeight / MARGIN) * MARGIN
  const shown = Math.ceil(height / rowHeight)
  return { first: Math.max(0, Math.min(at - MARGIN, count)), end: Math.min(count, at + shown + MARGIN * 2) }
}

/** Where to scroll so that a row is in view: nowhere when it is, to the nearest edge when near, to the middle when far. */
export function scrollToRow(row: number, scrollTop: number, height: number, rowHeight: number): number {
  const top = row * rowHeight
  const bottom = top + rowHeight
  if (top >= scrollTop && bottom <= scrollTop + height) return scrollTop
  const far = top < scrollTop - height || bottom > scrollTop + height * 2
  if (far) return Math.max(0, top - (height - rowHeight) / 2)
  return top < scrollTop ? top : bottom - height
}

/** Where a list is scrolled to, in CSS pixels, as last seen: asking the element would lay out the page at once. */
export interface ScrollPlace {
  top: number
  height: number
}

/** Follows an element's scrolling and size, and keeps both in `seen`. */
export function useRowWindow(
  ref: RefObject<HTMLElement | null>,
  seen: RefObject<ScrollPlace>,
  rowHeight: number,
  count: number,
): RowWindow {
  const [place, setPlace] = useState({ first: 0, end: MARGIN * 4 })
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const measure = (): void => {
      seen.current = { top: element.scrollTop, height: element.clientHeight }
      const next = rowsInView(seen.current.top, seen.current.height, rowHeight, Number.POSITIVE_INFINITY)
      setPlace((old) => (old.first === next.first && old.end === next.end ? old : next))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    measure()
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [ref, seen, rowHeight])
  return { first: Math.min(place.first, Math.max(0, count - 1)), end: Math.min(place.end, count) }
}

/** A length in rem as CSS pixels of this moment. */
export const remToPixels = (rem: number): number =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
