import type { ImportOptions, ReadFile } from '../importer.ts'
import type { Failure, Result } from '../../../model/value/result.ts'

/* Messages between a reading thread and its pool. Both ends are ours, so nothing is decoded. */

/** Where the bytes of one file are. */
export interface FileLocation {
  /** As it is shown; for a file in an archive "press.zip/a.html". */
  readonly fileName: string
  /** null where `bytes` has the content. */
  readonly path: string | null
  /** Name of the file inside the archive at `path`; null for a file of its own. */
  readonly entry: string | null
  /** Pasted content; null for files. */
  readonly bytes: Uint8Array | null
  /** Bytes, of an archive's file unpacked; 0 where it is not known. What it takes to read it follows from that. */
  readonly size: number
}

export interface ReadRequest {
  readonly location: FileLocation
  /** Id of the importer; null: the one that recognises the bytes. */
  readonly importer: string | null
  readonly options: ImportOptions
}

/** A file that was read. */
export interface ReadDocument {
  readonly kind: 'document'
  /** Id of the importer that read it. */
  readonly importer: string
  /** Title of the importer. */
  readonly format: string
  readonly bytes: Uint8Array
  readonly file: ReadFile
}

/** A ZIP archive of files, each of which is read by a request of its own. */
export interface ReadArchive {
  readonly kind: 'archive'
  readonly entries: readonly { readonly name: string /** Unpacked, in bytes. */; readonly size: number }[]
  /** Files that are not articles. */
  readonly skipped: readonly string[]
  /** Files that cannot be read from an archive. */
  readonly refused: readonly { readonly name: string; readonly failure: Failure }[]
}

export type ReadAnswer = Result<ReadDocument | ReadArchive>
