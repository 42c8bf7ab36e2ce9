import { rmSync } from 'node:fs'
import { ok, type Result } from '../../../model/value/result.ts'
import type { ProjectStore } from '../project-store.ts'
import { createProjectFile, IN_MEMORY, openProjectFile, type ProjectFile } from './project-file.ts'
import type { SlowQueryLog } from './sqlite.ts'
import { createSqliteStore } from './sqlite-store.ts'

const storeOf = (file: Result<ProjectFile>): Result<ProjectStore> =>
  file.ok ? ok(createSqliteStore(file.value)) : file

/** Projects as files of SQLite. */
export const sqliteStores = (onSlow?: SlowQueryLog) => ({
  create: (path: string, now: string) => storeOf(createProjectFile(path, { now, onSlow })),
  open: (path: string, now: string) => storeOf(openProjectFile(path, { now, onSlow })),
  discard(path: string): void {
    if (path !== IN_MEMORY) rmSync(path, { force: true })
  },
})
