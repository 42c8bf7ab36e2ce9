import type { Result } from '../../model/value/result.ts'
import { openSnapshot } from '../store/sqlite/project-file.ts'
import { guardedAsync } from '../store/sqlite/store-failure.ts'

type Opened = ReturnType<typeof openSnapshot>
export type Snapshot = Extract<Opened, { readonly ok: true }>['value']

/** Runs work over the project as it is now, while saving goes on beside it. What the store throws becomes a failure. */
export async function withSnapshot<T>(project: string, work: (db: Snapshot) => Promise<Result<T>>): Promise<Result<T>> {
  const opened = openSnapshot(project)
  if (!opened.ok) return opened
  const db = opened.value
  return guardedAsync(project, async () => {
    try {
      db.freeze()
      return await work(db)
    } finally {
      db.close()
    }
  })
}
