/**
 * Expected ways to fail. Codes are stable: the command line, the tests and the
 * window's help texts refer to them.
 */
export type FailureCode =
  | 'not-found'
  | 'not-a-file'
  | 'not-permitted'
  | 'empty-file'
  | 'binary-file'
  | 'damaged-file'
  | 'no-text'
  | 'too-large'
  | 'undecodable'
  | 'unknown-format'
  | 'duplicate-article'
  | 'not-a-project'
  | 'unfinished-project'
  | 'newer-project'
  | 'side-files'
  | 'damaged-project'
  | 'project-exists'
  | 'project-in-use'
  | 'read-only-project'
  | 'no-project'
  | 'disk-full'
  | 'disk-error'
  | 'conflict'
  | 'quote-mismatch'
  | 'invalid-message'
  | 'invalid-record'
  | 'invalid-expression'
  | 'too-slow'
  | 'cancelled'
  | 'unexpected'

/**
 * An expected failure, as a value: `message` says what happened, `action` what to do about it, both as whole sentences
 * for a person. `details` lists what it is about (ids, lines, files), one a line.
 */
export interface Failure {
  readonly code: FailureCode
  readonly message: string
  readonly action: string
  readonly details?: readonly string[]
  /** What else can be done about it, each with a sentence. */
  readonly offers?: readonly Offer[]
}

/** Something that helps with a failure. The window knows how each kind is taken up. */
export type Offer =
  /** `project`: names the project that it is about. */
  | { readonly kind: 'backups'; readonly text: string; readonly project: string }
  /** `project`: names the project that can be checked. */
  | { readonly kind: 'doctor'; readonly text: string; readonly project: string }
  /** `file`: name of the damaged file, as it is shown. */
  | { readonly kind: 'salvage'; readonly text: string; readonly file: string }

/** A result without a value. */
export interface Failed {
  readonly ok: false
  readonly failure: Failure
}

/** Either a value or a {@link Failure}. Thrown errors are left for mistakes in the program. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failed

/** Wraps a value as a success. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** Makes a failed result; see {@link Failure} for what the sentences should say. */
export const fail = (code: FailureCode, message: string, action: string, details?: readonly string[]): Failed => ({
  ok: false,
  failure: details ? { code, message, action, details } : { code, message, action },
})
