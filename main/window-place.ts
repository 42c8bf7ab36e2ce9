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

const canBeGrabbed = (place: WindowPlace, area: Area): boolean =>
  overlap(place.x, place.width, area.x, area.width) >= GRIP.width &&
  overlap(place.y, GRIP.height, area.y, area.height) >= GRIP.height

/**
 * Where to open the window: where it stood, if its title bar is still on one of the displays and it fits there; else
 * in the middle (no x and y) of the first display.
 */
export function placeWindow(
  remembered: WindowPlace | null,
  displays: readonly Area[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  const home = remembered && displays.find((area) => canBeGrabbed(remembered, area))
  if (!remembered || !home) {
    const [area] = displays
    if (!area) return INITIAL
    return { width: Math.min(INITIAL.width, area.width), height: Math.min(INITIAL.height, area.height) }
  }
  return {
    x: remembered.x,
    y: remembered.y,
    width: Math.max(SMALLEST.width, Math.min(remembered.width, home.width)),
    height: Math.max(SMALLEST.height, Math.min(remembered.height, home.height)),
  }
}
