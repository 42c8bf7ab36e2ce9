import type { GroupProps } from 'react-resizable-panels'

/**
 * Sizes of a group of panes, kept between starts. A separate entry for each set of panes on show, so that hiding one
 * does not change the sizes it comes back to.
 */
export function useRememberedLayout(name: string): Pick<GroupProps, 'defaultLayout' | 'onLayoutChanged'> {
  const key = `layout:${name}`
  const stored = readLayout(key)
  return {
    ...(stored ? { defaultLayout: stored } : {}),
    onLayoutChanged: (layout, { isUserInteraction }) => {
      if (isUserInteraction) localStorage.setItem(key, JSON.stringify(layout))
    },
  }
}

/** What was stored, if it is a layout: panel ids with percentages. */
export function readLayout(key: string): Record<string, number> | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof value !== 'object' || value === null) return null
    const entries = Object.entries(value)
    const numbers = entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
    return numbers.length === entries.length ? Object.fromEntries(numbers) : null
  } catch {
    return null
  }
}
