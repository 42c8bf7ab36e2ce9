import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, vi } from 'vitest'
import { createSilenceGuard } from '../../../main/desks/silent-store.ts'
import { startStore } from '../../../main/project/store-client.ts'
import { runJob } from '../../../main/threads/run-job.ts'
import { watchSilence } from '../../../main/threads/silence.ts'
import type { Dialogs } from '../../../main/shell/dialogs.ts'
import { fakeShell } from '../../support/fake-shell.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf } from '../../support/result.ts'

/* Real threads that hang: one in JavaScript, which can be stopped, one in SQLite, which cannot. */

const PORT = `import { parentPort } from 'node:worker_threads'\n`
const IN_JAVASCRIPT = `${PORT}parentPort.once('message', () => { for (;;) {} })`
const IN_SQLITE = `${PORT}import { DatabaseSync } from ${JSON.stringify(import.meta.resolve('@photostructure/sqlite'))}
parentPort.once('message', () => new DatabaseSync(':memory:').exec(
  'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n'))`

function threadFile(source: string): URL {
  const path = join(temporaryFolder(), 'hanging.mjs')
  writeFileSync(path, source)
  return pathToFileURL(path)
}

it('silence is counted from the call that is worked on, ends with a sign, and is told again', () => {
  vi.useFakeTimers()
  try {
    const told: number[] = []
    const watch = watchSilence((milliseconds) => told.push(milliseconds))
    watch.sent(1, 5_000)
    watch.sent(2, 2_000)
    vi.advanceTimersByTime(4_000)
    watch.heard()
    vi.advanceTimersByTime(4_000)
    expect(told).toEqual([])
    watch.answered(1)
    vi.advanceTimersByTime(4_000)
    expect(told).toEqual([2_000, 2_000])
    watch.answered(2)
    vi.advanceTimersByTime(60_000)
    expect(told).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

it('a store that hangs is left behind: who waits is told, and the next one starts', async () => {
  const store = startStore(threadFile(IN_JAVASCRIPT))
  store.warm()
  const waiting = [store.openArticle('a'), store.overview(), store.close()]
  store.abandon()
  for (const answer of waiting) failureOf(await answer, 'too-slow')
  failureOf(await store.openArticle('b'), 'unexpected')
  await expect.poll(() => store.isHung()).toBe(false)
  await store.terminate()
})

it('a job that does not notice that it is cancelled is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const controller = new AbortController()
    const job = runJob(threadFile(IN_JAVASCRIPT), {}, { signal: controller.signal })
    controller.abort()
    vi.advanceTimersByTime(10_000)
    failureOf(await job, 'cancelled')
  } finally {
    vi.useRealTimers()
  }
})

it('a process whose store hangs in SQLite goes on, and ends', async () => {
  const client = JSON.stringify(import.meta.resolve('../../../main/project/store-client.ts'))
  const script = join(temporaryFolder(), 'process.mts')
  writeFileSync(
    script,
    `import { startStore } from ${client}
    const store = startStore(new URL(${JSON.stringify(String(threadFile(IN_SQLITE)))}))
    store.warm()
    const answer = store.openArticle('a')
    await new Promise((done) => setTimeout(done, 1500))
    store.abandon()
    console.log((await answer).failure.code, store.isHung(), (await store.terminate()).ok)
    process.kill(process.pid, 'SIGKILL')`,
  )
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, [script], { timeout: 20_000 }, (error, stdout) =>
      done(`${stdout.trim()} ${String((error as { signal?: string } | null)?.signal)}`),
    )
  })
  expect(said).toBe('too-slow true true SIGKILL')
})

it('the question is asked once at a time; to wait changes nothing', async () => {
  const { shell, asked, answers } = fakeShell({ userData: '', documents: '', home: '', app: '' })
  const done: string[] = []
  const guard = createSilenceGuard({
    store: { abandon: () => void done.push('abandoned') },
    dialogs: shell.dialogs satisfies Dialogs,
    letGo: () => Promise.resolve(void done.push('let go')),
  })
  await Promise.all([guard.ask(30_000), guard.ask(30_000)])
  expect(asked).toMatchObject([{ message: 'The project has not answered for 30 seconds.' }])
  expect(done).toEqual([])
  answers.button = 1
  await guard.ask(60_000)
  expect(done).toEqual(['abandoned', 'let go'])
})
