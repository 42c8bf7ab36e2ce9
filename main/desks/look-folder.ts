import { rm } from 'node:fs/promises'
import { ok, type Result } from '../../model/value/result.ts'
import { makeTemporaryFolder } from '../files/temporary.ts'
import type { LookAt } from './project-desk.ts'

/**
 * Makes a project to be looked at, in a folder that goes when it is left. `make` fills the folder and gives the path to
 * open.
 */
export async function makeToLookAt(
  make: (folder: string) => Promise<Result<string>>,
): Promise<Result<Pick<LookAt, 'path' | 'leave'>>> {
  const folder = makeTemporaryFolder()
  if (!folder.ok) return folder
  const leave = (): void => void rm(folder.value, { recursive: true, force: true })
  const made = await make(folder.value)
  if (made.ok) return ok({ path: made.value, leave })
  leave()
  return made
}
