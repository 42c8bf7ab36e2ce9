import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findRecent,
  forgetRecent,
  type RecentEntry,
  recentId,
  rememberRecent,
  shownRecent,
} from '../../../main/shell/recent-projects.ts'

const entry = fc.record({
  path: fc.constantFrom(...Array.from({ length: 20 }, (_, i) => `/projects/${i}.standoff`)),
  name: fc.string(),
  openedAt: fc.constant('2026-01-01T00:00:00.000Z'),
})
const after = (entries: readonly RecentEntry[]) =>
  entries.reduce<readonly RecentEntry[]>((list, next) => rememberRecent(list, next), [])

test('the last one opened comes first, each project stands once, at most twelve are kept', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), (entries) => {
      const list = after(entries)
      expect(list[0]).toEqual(entries.at(-1))
      expect(new Set(list.map(({ path }) => path)).size).toBe(list.length)
      expect(list.length).toBe(Math.min(12, new Set(entries.map(({ path }) => path)).size))
    }),
  )
})

test('what is forgotten is gone, the others stay in their order', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (entries) => {
      const list = after(entries)
      const id = recentId(list[0]?.path ?? '')
      expect(forgetRecent(list, id)).toEqual(list.slice(1))
      expect(findRecent(forgetRecent(list, id), id)).toBeUndefined()
      expect(findRecent(list, id)).toEqual(list[0])
    }),
  )
})

test('the window is shown the folder, and an id that is not a path', () => {
  const shown = shownRecent({ path: '/projects/a.standoff', name: 'A', openedAt: '2026-01-01T00:00:00.000Z' })
  expect(shown).toMatchObject({ name: 'A', folder: '/projects' })
  expect(shown.id).toMatch(/^[0-9a-f]{16}$/)
})
