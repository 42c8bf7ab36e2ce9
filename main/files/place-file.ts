import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { isDevice } from './file-stats.ts'
import { temporaryBeside } from './temporary.ts'

/*
 * How a file that is whole takes its name: flushed to the disk, renamed, and the folder flushed, so that after a kill or
 * a power cut there is the old file or the new one. Everything here throws errors of the system.
 */

/** Flushes a file to the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Flushes the names in the folder of a file to the disk. Does nothing where a system cannot do that (Windows). */
export function syncFolderOf(path: string): void {
  try {
    const folder = openSync(dirname(path), 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch {
    // The rename has happened; when it reaches the disk is then up to the system.
  }
}

/** Gives a flushed file its name. What has the name is replaced. */
export function placeFile(temporary: string, target: string): void {
  renameSync(temporary, target)
  syncFolderOf(target)
}

/** The same where nothing may be replaced: throws `EEXIST` where the name is taken, in one step with taking it. */
export function placeNewFile(temporary: string, target: string): void {
  try {
    linkSync(temporary, target)
    rmSync(temporary)
  } catch (error) {
    // Some file systems know no second name for a file.
    if (!(error instanceof Error && 'code' in error) || error.code === 'EEXIST') throw error
    renameSync(temporary, target)
  }
  syncFolderOf(target)
}

/**
 * Writes a small file, whole or not at all. What was there is replaced, through a link what it leads to; a device
 * (`/dev/stdout`) is written to as it is.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  if (isDevice(path)) return writeFileSync(path, content)
  const target = existsSync(path) ? realpathSync(path) : path
  const temporary = temporaryBeside(target)
  try {
    writeFileSync(temporary, content, { flag: 'wx', flush: true })
    placeFile(temporary, target)
  } finally {
    rmSync(temporary, { force: true })
  }
}
