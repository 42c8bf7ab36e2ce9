import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDay, weekOf } from '../../../model/past/local-day.ts'
import { type AgedBackup, backupsToRemove } from '../../../model/past/rotation.ts'

const DAY = 86_400_000
const NOW = new Date('2026-03-31T15:00:00Z')

/** Backups over some months, several a day and of several projects, around a change of the clock. */
const backups = fc
  .array(
    fc.record({
      of: fc.constantFrom('a', 'b'),
      ago: fc.oneof(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: -DAY, max: 120 * DAY })),
      bytes: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 80 },
  )
  .map((list) =>
    list.map(
      ({ of, ago, bytes }, i): AgedBackup => ({
        id: `${i}`,
        of,
        at: new Date(NOW.getTime() - ago).toISOString(),
        bytes,
      }),
    ),
  )

const without = (list: readonly AgedBackup[], ids: readonly string[]) => list.filter(({ id }) => !ids.includes(id))
const dayOf = ({ at }: AgedBackup): number => localDay(new Date(at))
const newest = (list: readonly AgedBackup[], of: string): string =>
  list
    .filter((backup) => backup.of === of)
    .map(({ at }) => at)
    .reduce((a, b) => (a > b ? a : b), '')

describe('which backups are removed', () => {
  test('the last ten stay, and one of each of the last 14 days and 8 weeks that have one', () => {
    fc.assert(
      fc.property(backups, (list) => {
        const kept = without(list, backupsToRemove(list, NOW, Infinity))
        for (const of of ['a', 'b']) {
          const [own, left] = [list, kept].map((some) => some.filter((backup) => backup.of === of))
          const days = new Set(left?.map(dayOf))
          const weeks = new Set(left?.map((backup) => weekOf(dayOf(backup))))
          for (const backup of own ?? []) {
            const day = dayOf(backup)
            if (localDay(NOW) - day < 14) expect(days).toContain(day)
            if (weekOf(localDay(NOW)) - weekOf(day) < 8) expect(weeks).toContain(weekOf(day))
          }
          const last = own?.toSorted((a, b) => (a.at > b.at ? -1 : 1)).slice(0, 10) ?? []
          expect(left?.length).toBeGreaterThanOrEqual(last.length)
          expect(left?.length).toBeLessThanOrEqual(10 + 14 + 8 + 2)
        }
      }),
    )
  })

  test('the size holds, or nothing but the newest of each project is left; the newest always is', () => {
    fc.assert(
      fc.property(backups, fc.integer({ min: 0, max: 1_000 }), (list, most) => {
        const kept = without(list, backupsToRemove(list, NOW, most))
        for (const of of ['a', 'b']) expect(newest(kept, of)).toBe(newest(list, of))
        const bytes = kept.reduce((sum, backup) => sum + backup.bytes, 0)
        expect(bytes <= most || kept.length === new Set(list.map(({ of }) => of)).size).toBe(true)
      }),
    )
  })

  test('removing twice is removing once, in whatever order they are listed', () => {
    fc.assert(
      fc.property(backups, fc.integer({ min: 0, max: 1_000 }), (list, most) => {
        const removed = backupsToRemove(list, NOW, most)
        expect(backupsToRemove(without(list, removed), NOW, most)).toEqual([])
        expect(backupsToRemove(list.toReversed(), NOW, most).toSorted()).toEqual(removed.toSorted())
      }),
    )
  })

  test('a year with a backup a day and a thinning after each keeps every day of two weeks and every week of eight', () => {
    let list: AgedBackup[] = []
    for (let day = 0; day < 365; day++) {
      const now = new Date(NOW.getTime() + day * DAY)
      for (const hour of [0, 1]) {
        const at = new Date(now.getTime() + hour * 3_600_000).toISOString()
        list.push({ id: at, of: 'a', at, bytes: 1 })
        list = without(list, backupsToRemove(list, new Date(at), Infinity))
      }
      const [today, days] = [localDay(now), new Set(list.map(dayOf))]
      for (let ago = 0; ago < Math.min(14, day + 1); ago++) expect(days).toContain(today - ago)
      const weeks = new Set([...days].map(weekOf))
      const first = weekOf(localDay(NOW))
      for (let ago = 0; ago < 8 && weekOf(today) - ago >= first; ago++) expect(weeks).toContain(weekOf(today) - ago)
    }
    expect(list.length).toBeLessThan(32)
  })
})
