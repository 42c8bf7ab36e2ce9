import type { WriteHandle } from '../sqlite.ts'

/** One step of the schema. `version` is `user_version` after it; a step that has shipped is never edited again. */
export interface Migration {
  readonly version: number
  readonly sql: string
  /** What SQL alone cannot do to what is stored. Runs after `sql`. */
  run?(db: WriteHandle): void
  /** Runs after `run`. */
  readonly after?: string
}
