import { basename } from 'node:path'
import type { Codebook } from '../../model/record/codebook.ts'
import { decodeCodebookFile, encodeCodebookFile } from '../../model/codebook/codebook-file.ts'
import { type Failure, fail, ok, type Result } from '../../model/value/result.ts'
import type { CodebookFile } from '../../preload/contract/contract.ts'
import { writeFiles } from '../files/write-files.ts'
import { decodeText } from '../articles-in/text/decode-text.ts'
import { readBytes } from '../files/read-bytes.ts'
import { refusedFile } from './export/export-target.ts'

/** A codebook of ten thousand values with guidelines has less. */
const LARGEST_CODEBOOK = 8 * 1024 * 1024

/** A failure of reading, with what to do about it where a codebook was wanted. */
const asCodebook = (failure: Failure): { readonly ok: false; readonly failure: Failure } => {
  const wrongFile = ['empty-file', 'not-a-file', 'binary-file', 'too-large', 'unknown-format'].includes(failure.code)
  return { ok: false, failure: wrongFile ? { ...failure, action: 'Choose a codebook file.' } : failure }
}

/** Reads a codebook file. Problems in it come back one a line, each with its place. */
export function readCodebookFile(path: string): Result<CodebookFile> {
  const fileName = basename(path)
  const bytes = readBytes(path)
  if (!bytes.ok) return asCodebook(bytes.failure)
  if (bytes.value.byteLength > LARGEST_CODEBOOK) {
    return fail('too-large', `"${fileName}" is too large for a codebook.`, 'Choose a codebook file.')
  }
  const text = decodeText(bytes.value, fileName)
  if (!text.ok) return asCodebook(text.failure)
  const codebook = decodeCodebookFile(text.value.text)
  if (codebook.ok) return ok({ fileName, codebook: codebook.value })
  const { code, message, action, details } = codebook.failure
  return fail(code, `"${fileName}": ${message}`, action, details)
}

/**
 * Writes a codebook file, whole or not at all, over an older one of that name. What is there and no JSON file is left:
 * it may be a project or an article. So is `project`, whatever it is called.
 */
export async function writeCodebookFile(
  path: string,
  codebook: Codebook,
  project: string | null = null,
): Promise<Result<{ readonly fileName: string }>> {
  const refused = refusedFile(path, project === null ? [] : [project], 'json')
  if (refused) return refused
  const file = { path, chunks: () => [encodeCodebookFile(codebook)] }
  const written = await writeFiles([file], { interrupt: () => null, refuse: () => null })
  return written.ok ? ok({ fileName: basename(path) }) : written
}
