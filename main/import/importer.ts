import type { ArticleBody, NewlineStyle } from '../../model/article.ts'
import type { Result } from '../../model/result.ts'

/** What an importer makes of a file's bytes. */
export interface ImportedText {
  readonly title: string
  readonly body: ArticleBody
  readonly language: string | null
  readonly metadata: Readonly<Record<string, string>>
  readonly mediaType: string
  /** By its WHATWG name. */
  readonly encoding: string
  readonly byteOrderMark: boolean
  readonly newline: NewlineStyle
  /** Everything that was changed on the way from bytes to text, with counts. */
  readonly normalised: readonly { readonly what: string; readonly count: number }[]
  /** What a person should know about this file, as sentences. */
  readonly warnings: readonly string[]
}

/** One article format in. Pure: bytes in, text or a failure out. */
export interface Importer {
  readonly id: string
  readonly title: string
  /** Lower case, without the dot. The first one is the usual one. */
  readonly extensions: readonly string[]
  /** Whether a file that begins like this is of this format. `head` is its first {@link HEAD_LENGTH} bytes. */
  sniff(head: Uint8Array, fileName: string): boolean
  read(bytes: Uint8Array, fileName: string): Result<ImportedText>
}

export const HEAD_LENGTH = 4096

/** Extension of a file name, lower case, without the dot; "" where there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : ''
}
