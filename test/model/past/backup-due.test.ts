import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBackupDue } from '../../../model/past/backup-due.ts'
import type { BackupReason } from '../../../model/past/backup.ts'

const now = new Date(2026, 2, 3, 14, 0)
const today = new Date(2026, 2, 3, 9, 0).toISOString()
const yesterday = new Date(2026, 2, 2, 9, 0).toISOString()
const changed = { state: '7:b', changedAt: today }

test('the first change of a day needs a backup of its own, of this file', () => {
  const due = (backups: Parameters<typeof isBackupDue>[2], at = changed) =>
    isBackupDue({ reason: 'first-change', now }, at, backups, '/p')
  expect(due([])).toBe(true)
  expect(due([{ state: '7:a', at: today, path: '/p' }])).toBe(false)
  expect(due([{ state: '7:a', at: today, path: '/other' }])).toBe(true)
  expect(due([{ state: '7:a', at: yesterday, path: '/p' }])).toBe(true)
  expect(due([{ state: '7:a', at: today, path: '/p' }], { state: '7:b', changedAt: yesterday })).toBe(true)
  expect(due([{ state: '7:b', at: yesterday, path: '/other' }])).toBe(false)
  expect(isBackupDue({ reason: 'asked', now }, changed, [{ state: '7:b', at: today, path: '/p' }], '/p')).toBe(true)
})

test('law: what is due with all backups is due with some of them, so that a short list never costs a backup', () => {
  const backup = fc.record({
    state: fc.constantFrom('7:a', '7:b', '7:c'),
    at: fc.constantFrom(today, yesterday),
    path: fc.constantFrom('/p', '/other'),
  })
  const reason = fc.constantFrom<BackupReason>('first-change', 'dataset', 'asked')
  const changedAt = fc.constantFrom(null, today, yesterday)
  fc.assert(
    fc.property(fc.array(fc.tuple(backup, fc.boolean())), reason, changedAt, (list, why, at) => {
      const due = (backups: (typeof list)[number][0][]) =>
        isBackupDue({ reason: why, now }, { state: '7:b', changedAt: at }, backups, '/p')
      const all = list.map(([item]) => item)
      const some = list.filter(([, known]) => known).map(([item]) => item)
      if (due(all)) expect(due(some)).toBe(true)
    }),
  )
})
