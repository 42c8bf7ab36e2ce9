import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A log longer than this is renamed at the next start. In bytes. */
const LARGEST_LOG = 1_000_000

/** Records an error of the program, on stderr and in a file that a person can send along. */
export type Log = (what: string, error: unknown) => void

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

/** Opens the log in a folder. Never fails: where the file cannot be written, there is stderr. */
export function openLog(folder: string): Log {
  const path = join(folder, 'standoff.log')
  try {
    mkdirSync(folder, { recursive: true })
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(path, `${path}.old`)
  } catch {
    // The first line that cannot be appended says so.
  }
  return (what, error) => {
    const line = `${new Date().toISOString()} ${what}: ${describe(error)}\n`
    process.stderr.write(line)
    try {
      appendFileSync(path, line)
    } catch {
      process.stderr.write(`The log ${path} cannot be written.\n`)
    }
  }
}
