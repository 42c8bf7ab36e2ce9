import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** A folder of its own that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same for all tests of a file. To be called outside of them. */
export function folderForFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
