import { expect, test } from 'vitest'
import { type Arc, arcPath, placeLabels } from '../../../renderer/editor/arcs/arc-shape.ts'

const arc = (from: number, to: number, label: string): Arc => ({
  from: { x: from, y: 100 },
  to: { x: to, y: 100 },
  label,
})

test('a single arc has its label over its middle', () => {
  const lone = arc(0, 200, 'speaker')
  expect(placeLabels([lone])).toEqual([{ x: 100, y: 100 - 0.75 * 38 - 3 }])
  expect(arcPath(lone)).toBe('M 0 100 C 0 62, 200 62, 200 100')
})

test('arcs from one point to nearby points have their labels side by side', () => {
  const arcs = [arc(0, 300, 'speaker'), arc(0, 310, 'within'), arc(0, 320, 'cue')]
  const labels = placeLabels(arcs)
  labels.forEach((a, i) =>
    labels.slice(i + 1).forEach((b) => expect(Math.abs(a.x - b.x) > 36 || Math.abs(a.y - b.y) > 12).toBe(true)),
  )
})

test('without any room a label stays in the middle of its arc', () => {
  const [first, second] = placeLabels([arc(0, 4, 'speaker'), arc(0, 4, 'cue')])
  expect(second).toEqual(first)
})
