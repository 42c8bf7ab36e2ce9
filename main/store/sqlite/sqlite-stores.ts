import { ok, type Result } from '../../../model/value/result.ts'
import type { ProjectStore } from '../project-store.ts'
import { createProjectFile } from './life/create-file.ts'
import { openProjectFile, type ProjectFile } from './project-file.ts'
import type { SlowQueryLog } from './sqlite.ts'
import { createSqliteStore } from './sqlite-store.ts'

const storeOf = (file: Result<ProjectFile>): Result<ProjectStore> =>
  file.ok ? ok(createSqliteStore(file.value)) : file

/** Projects as files of SQLite. */
export const sqliteStores = (onSlow?: SlowQueryLog) => ({
  create: (path: string, now: string, prepare: (draft: ProjectStore) => Result<unknown>) =>
    storeOf(createProjectFile(path, { now, onSlow }, (file) => prepare(createSqliteStore(file)))),
  open: (path: string, now: string, readOnly?: string) => storeOf(openProjectFile(path, { now, onSlow, readOnly })),
})
