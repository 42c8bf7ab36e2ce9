import type { WindowPlace } from './settings.ts'

/** A rectangle of the desktop in device-independent pixels, as Electron's `screen` gives work areas. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const INITIAL = { width: 1320, height: 860 }
/** Below this the three panes no longer fit. */
export const SMALLEST = { width: 720, height: 480 }

/** So much of the title bar must be on a display that a person can grab it. */
const GRIP = { width: 120, height: 40 }

const overlap = (from: number, length: number, areaFrom: number, areaLength: number): number =>
  Math.min(from + length, areaFrom + areaLength) - Math.max(from, areaFrom)

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most))

/** The place as it would be on a display: as large as is usable and fits; null where its title bar could not be grabbed. */
function placeOn(area: Area, { x, y, width, height }: WindowPlace): Area | null {
  const fitted = {
    x,
    y,
    width: between(SMALLEST.width, width, area.width),
    height: between(SMALLEST.height, height, area.height),
  }
  const canBeGrabbed =
    overlap(x, fitted.width, area.x, area.width) >= GRIP.width &&
    overlap(y, GRIP.height, area.y, area.height) >= GRIP.height
  return canBeGrabbed ? fitted : null
}

/**
 * Where to open the window: where it stood, if its title bar is still on one of the displays and it fits there; else
 * in the middle (no x and y) of the first display.
 */
export function placeWindow(
  remembered: WindowPlace | null,
  displays: readonly Area[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  for (const area of remembered ? displays : []) {
    const placed = remembered && placeOn(area, remembered)
    if (placed) return placed
  }
  const [area] = displays
  if (!area) return INITIAL
  return { width: Math.min(INITIAL.width, area.width), height: Math.min(INITIAL.height, area.height) }
}
