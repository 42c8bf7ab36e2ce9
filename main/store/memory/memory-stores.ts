import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { ProjectStore } from '../project-store.ts'
import { createMemoryStore } from './memory-store.ts'

/** Projects in memory, by the path under which they were made. A closed one can be opened again. */
export function memoryStores() {
  const known = new Map<string, ProjectStore>()
  return {
    create(path: string, _now: string, prepare: (draft: ProjectStore) => Result<unknown>): Result<ProjectStore> {
      if (known.has(path)) {
        return fail('project-exists', `There is a project "${path}" already.`, 'Choose another name.')
      }
      const store = createMemoryStore(path)
      const prepared = prepare(store)
      if (!prepared.ok) return prepared
      known.set(path, store)
      return ok(store)
    },
    open(path: string): Result<ProjectStore> {
      const store = known.get(path)
      return store ? ok(store) : fail('not-found', `There is no project "${path}".`, 'Check the name.')
    },
  }
}
