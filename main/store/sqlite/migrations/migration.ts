/** One step of the schema. `version` is `user_version` after it; a step that has shipped is never edited again. */
export interface Migration {
  readonly version: number
  readonly sql: string
}
