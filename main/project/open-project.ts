import type { Change, Origin } from '../../model/change/change.ts'
import { decodeChange } from '../../model/change/codec.ts'
import type { SaveReceipt, SaveRequest } from '../../model/change/save-request.ts'
import type { Result } from '../../model/value/result.ts'
import type { ProjectStore } from '../store/project-store.ts'
import type { Clock } from './clock.ts'

/** One open project: what is stored, and who works on it. */
export interface OpenProject {
  readonly store: ProjectStore
  /** Id of the annotator at this computer. */
  readonly annotator: string
  readonly clock: Clock
}

/** Saves a change with its origin. Fails as {@link ProjectStore.commit} does. */
export const commit = (
  { store, annotator, clock }: OpenProject,
  change: Change,
  origin: Origin,
  of: string | null = null,
  originals: readonly Uint8Array[] = [],
): Result<SaveReceipt> => store.commit(change, { origin, of, annotator, at: clock.now() }, originals)

/** Saves what the window did. */
export const save = (project: OpenProject, { change, origin, of }: SaveRequest): Result<SaveReceipt> =>
  commit(project, change, origin, of)

/** The same for a change that came in pieces and has not been looked at on its way. */
export function saveText(
  project: OpenProject,
  json: string,
  { origin, of }: Pick<SaveRequest, 'origin' | 'of'>,
): Result<SaveReceipt> {
  const change = decodeChange(json)
  return change.ok ? save(project, { change: change.value, origin, of }) : change
}
