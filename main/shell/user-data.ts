import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, fail, type Result } from '../../model/value/result.ts'
import { temporaryBeside } from '../files/temporary.ts'

/** Where the settings of this start go. */
export interface UserData {
  readonly folder: string
  /** Why they are not kept; null where they are. */
  readonly problem: Failure | null
}

/**
 * The folder of the settings; where it cannot be made or written, a temporary one, so that the program works all the
 * same. Without a folder that can be written, Electron takes the program for one that runs already, and ends it.
 */
export function usableUserData(wanted: string, makeTemporary: () => Result<string>): UserData {
  try {
    mkdirSync(wanted, { recursive: true })
    const trial = temporaryBeside(join(wanted, 'settings.json'))
    writeFileSync(trial, '')
    rmSync(trial)
    return { folder: wanted, problem: null }
  } catch (error) {
    const { failure } = fail(
      'not-permitted',
      `The folder of the settings, "${wanted}", cannot be made or written. Settings, recent projects and backups of this session are not kept.`,
      'Everything else works. Make the folder, or allow writing to it, and start Standoff again.',
      [String(error)],
    )
    const temporary = makeTemporary()
    return { folder: temporary.ok ? temporary.value : wanted, problem: failure }
  }
}
