import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { Result } from '../../model/value/result.ts'
import { failed, type Terminal } from './terminal.ts'

/** The project that was opened, if it can be changed. Otherwise says why not, and returns null. */
export function openForWriting(
  opened: Result<ProjectOverview>,
  project: string,
  terminal: Terminal,
): ProjectOverview | null {
  if (!opened.ok) {
    failed(terminal, project, opened)
    return null
  }
  const { readOnly } = opened.value
  if (!readOnly) return opened.value
  terminal.message(`${project}: Nothing can be changed. ${readOnly} [read-only-project]`)
  return null
}
