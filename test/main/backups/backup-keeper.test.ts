import { expect, test, vi } from 'vitest'
import { createBackupKeeper } from '../../../main/backups/backup-keeper.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { Backup } from '../../../model/past/backup.ts'
import { INITIAL_BACKUPS } from '../../../model/past/backup-settings.ts'

/** A keeper whose jobs the test ends. */
function keeper(settings = INITIAL_BACKUPS, more: { readonly needsNone?: () => Promise<boolean> } = {}) {
  const jobs: { readonly reason: string; freeze(): void; end(result: Result<Backup | null>): void }[] = []
  const failures: string[] = []
  let now = new Date(2026, 2, 3, 23, 0)
  const own = createBackupKeeper({
    settings: () => ({ ...settings, root: '/backups' }),
    onFailure: ({ message }) => failures.push(message),
    now: () => now,
    ...more,
    run: ({ order: { reason } }, onEvent) =>
      new Promise((end) => void jobs.push({ reason, freeze: () => onEvent({ kind: 'frozen' }), end })),
  })
  return { own, jobs, failures, setNow: (time: Date) => void (now = time) }
}

test('only the first change of a local day waits, and every other change of that moment with it', async () => {
  const { own, jobs, setNow } = keeper()
  const waiting = [own.before('/a', 'first-change'), own.before('/a', 'first-change')]
  const done = vi.fn<() => void>()
  void Promise.all(waiting.map((wait) => Promise.resolve(wait))).then(done)
  await Promise.resolve()
  expect(done).not.toHaveBeenCalled()
  jobs[0]?.freeze()
  await vi.waitFor(() => expect(done).toHaveBeenCalled())
  await vi.waitFor(() => expect(own.before('/a', 'first-change')).toBeNull())
  setNow(new Date(2026, 2, 4, 0, 1))
  expect(own.before('/a', 'first-change')).not.toBeNull()
  expect(own.before('/b', 'dataset')).not.toBeNull()
  expect(jobs.map(({ reason }) => reason)).toEqual(['first-change', 'first-change', 'dataset'])
})

test('no thread is begun for the first change of a day where it is known that no backup is due', async () => {
  const none = keeper(INITIAL_BACKUPS, { needsNone: () => Promise.resolve(true) })
  await none.own.before('/a', 'first-change')
  expect(none.jobs).toEqual([])
  expect(none.own.before('/a', 'first-change')).toBeNull()
  // What needs a backup in any case does not ask.
  expect(none.own.before('/a', 'dataset')).not.toBeNull()
  expect(none.jobs).toHaveLength(1)
  const due = keeper(INITIAL_BACKUPS, { needsNone: () => Promise.resolve(false) })
  const waits = due.own.before('/a', 'first-change')
  await vi.waitFor(() => expect(due.jobs).toHaveLength(1))
  due.jobs[0]?.freeze()
  await waits
})

test('a backup that fails lets the change go on, and is told once a session', async () => {
  const { own, jobs, failures } = keeper()
  const full = fail('disk-full', 'There is no space left.', 'Free some.')
  for (const project of ['/a', '/b']) {
    const waiting = own.before(project, 'first-change')
    jobs.at(-1)?.end(full)
    // One after the other, as changes come.
    // oxlint-disable-next-line no-await-in-loop
    await waiting
  }
  expect(failures).toEqual(['No backup could be made. There is no space left.'])
})

test('a disk that hangs keeps no change waiting for long', async () => {
  vi.useFakeTimers()
  const { own } = keeper()
  const done = vi.fn<() => void>()
  void own.before('/a', 'first-change')?.then(done)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(done).toHaveBeenCalled()
  vi.useRealTimers()
})

test('none is made where they are switched off, except when asked for', async () => {
  const { own, jobs } = keeper({ ...INITIAL_BACKUPS, on: false })
  expect(own.before('/a', 'dataset')).toBeNull()
  const asked = own.make('/a')
  jobs[0]?.end(ok(null))
  await asked
  await own.settled()
  expect(jobs).toHaveLength(1)
})
