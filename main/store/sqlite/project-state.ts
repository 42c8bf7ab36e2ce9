import type { ProjectState } from '../../../model/change/project-state.ts'
import { DamagedProject } from '../damaged-project.ts'
import { lastChange, lastChangedAt } from './change-log.ts'
import { schemaVersion } from './migrate.ts'
import type { ReadHandle } from './sqlite.ts'
import { currentProject } from './tables.ts'

/** The state that a project is in. Throws {@link DamagedProject} where it has no record of itself. */
export function projectState(db: ReadHandle): ProjectState {
  const project = currentProject(db)
  if (!project) throw new DamagedProject('The project record is missing.')
  return {
    project: project.id,
    state: `${schemaVersion(db)}:${lastChange(db) ?? ''}`,
    changedAt: lastChangedAt(db),
  }
}
