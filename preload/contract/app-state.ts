import type { ProjectOverview } from '../../model/change/project-overview.ts'
import type { Looking } from './backups.ts'
import type { SaveRequest } from '../../model/change/save-request.ts'
import type { Codebook } from '../../model/record/codebook.ts'

/** A project file used before. `folder` is only shown: no request takes a path. */
export interface RecentProject {
  readonly id: string
  readonly name: string
  readonly folder: string
  readonly openedAt: string
}

/** What a page asks for first. */
export interface AppState {
  readonly version: string
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly recents: readonly RecentProject[]
  /** The open project; null where none is open. */
  readonly project: ProjectOverview | null
  /** What that is, where it is an earlier state that is only looked at. */
  readonly looking: Looking | null
}

/** A piece of a change that is too large for one message. The pieces of a change, in order, are its JSON text. */
export interface ChangePart {
  readonly change: string
  /** Counts from 0. The first piece replaces what is left of an earlier attempt. */
  readonly index: number
  readonly text: string
  /** With the last piece: what the change is saved as. */
  readonly last: Pick<SaveRequest, 'origin' | 'of'> | null
}

/** A codebook that was read from a file, or the file that one was written to. */
export interface CodebookFile {
  readonly fileName: string
  readonly codebook: Codebook
}
