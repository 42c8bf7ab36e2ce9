import type { ImportOptions, ReadFile } from '../importer.ts'
import type { Failure, Result } from '../../../model/value/result.ts'

/* What passes between a reading thread and its pool. Both ends are ours, so nothing is decoded. */

/** Where the bytes of one file are. */
export interface SourcePlace {
  /** Name for people: of a file in an archive "press.zip/a.html". */
  readonly fileName: string
  /** null: the bytes come along. */
  readonly path: string | null
  /** Name of the file inside the archive at `path`; null for a file of its own. */
  readonly entry: string | null
  /** What was pasted; null for files. */
  readonly bytes: Uint8Array | null
}

export interface ReadRequest {
  readonly place: SourcePlace
  /** Id of the importer; null: by what the bytes say. */
  readonly importer: string | null
  readonly options: ImportOptions
}

/** A file that was read. */
export interface ReadDocument {
  readonly kind: 'document'
  /** Id of the importer that read it. */
  readonly importer: string
  /** Its title */
  readonly format: string
  readonly bytes: Uint8Array
  readonly file: ReadFile
}

/** A ZIP archive of files: each is read by a request of its own. Names that cannot be opened are told at once. */
export interface ReadArchive {
  readonly kind: 'archive'
  readonly names: readonly string[]
  /** Names of what is no article. */
  readonly aside: readonly string[]
  readonly refused: readonly { readonly name: string; readonly failure: Failure }[]
}

export type ReadAnswer = Result<ReadDocument | ReadArchive>

export interface ReadCall {
  readonly id: number
  readonly request: ReadRequest
}

export interface ReadReply {
  readonly id: number
  readonly answer: ReadAnswer
}
