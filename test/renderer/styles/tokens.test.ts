import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8')

/** `--name: light-dark(#a, #b)` → both colours; the first definition counts. */
const tokens = new Map<string, readonly [light: string, dark: string]>()
for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
  if (name && light && dark && !tokens.has(name)) tokens.set(name, [light, dark])
}

/** Relative luminance, WCAG 2.2. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function expectContrast(front: string, back: string, least: number): void {
  const [a, b] = [tokens.get(front), tokens.get(back)]
  if (!a || !b) throw new Error(`tokens.css has no ${a ? back : front}`)
  expect(contrast(a[0], b[0]), `${front} on ${back}, light`).toBeGreaterThanOrEqual(least)
  expect(contrast(a[1], b[1]), `${front} on ${back}, dark`).toBeGreaterThanOrEqual(least)
}

const SURFACES = ['surface', 'surface-sunken', 'surface-raised', 'surface-selected']
const TYPE_COLORS = ['blue', 'orange', 'green', 'purple', 'grey', 'red', 'yellow', 'cyan']

describe('contrast in both themes', () => {
  test.each(SURFACES)('text on %s', (surface) => {
    expectContrast('text', surface, 7)
    expectContrast('text-muted', surface, 4.5)
  })

  test.each(SURFACES.slice(0, 3))('controls, messages and the focus ring on %s', (surface) => {
    expectContrast('border-control', surface, 3)
    expectContrast('focus', surface, 3)
    for (const color of ['accent', 'danger', 'warning', 'success']) expectContrast(color, surface, 4.5)
  })

  test('messages on their own tint, and the main button', () => {
    expectContrast('danger', 'danger-soft', 4.5)
    expectContrast('warning', 'warning-soft', 4.5)
    expectContrast('accent-ink', 'accent', 4.5)
    expectContrast('accent-ink', 'accent-hover', 4.5)
  })

  test('what is found in the text', () => {
    expectContrast('text', 'hit', 7)
    expectContrast('hit-current-ink', 'hit-current', 7)
  })

  test.each(TYPE_COLORS)('%s: its letter on the chip, its line on the page', (color) => {
    expectContrast(`type-${color}-ink`, `type-${color}`, 4.5)
    for (const surface of SURFACES.slice(0, 3)) expectContrast(`type-${color}`, surface, 3)
  })
})
