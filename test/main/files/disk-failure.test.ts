import { describe, expect, it } from 'vitest'
import { type DiskUse, diskFailure, diskFailureOrThrow, diskTrouble } from '../../../main/files/disk-failure.ts'

const systemError = (code: string): Error => Object.assign(new Error(`${code}: as the system says`), { code })

const USES: readonly DiskUse[] = ['read', 'write', 'project']

describe('an error of the disk', () => {
  it.each([
    ['ENOENT', 'read', 'not-found', '"a.txt" is not there.'],
    ['ENOENT', 'write', 'not-found', 'There is no folder "/nowhere".'],
    ['ENOTDIR', 'project', 'not-found', '"a.txt" is not there.'],
    ['ELOOP', 'write', 'not-found', '"a.txt" is a link that leads to itself.'],
    ['ENAMETOOLONG', 'read', 'not-found', '"a.txt" is not there.'],
    ['ENAMETOOLONG', 'write', 'not-permitted', 'The name "a.txt" is too long for the disk.'],
    ['EISDIR', 'write', 'not-a-file', '"a.txt" is a folder.'],
    ['EACCES', 'read', 'not-permitted', 'You may not read "a.txt".'],
    ['EROFS', 'write', 'not-permitted', 'You may not write "a.txt" in "/nowhere".'],
    ['EPERM', 'project', 'not-permitted', 'You may not read or write "a.txt".'],
    ['ENOSPC', 'write', 'disk-full', 'There is no space left for "a.txt".'],
    ['EDQUOT', 'project', 'disk-full', 'There is no space left on the disk that holds "a.txt".'],
    ['EIO', 'read', 'disk-error', '"a.txt" could not be read.'],
  ] as const)('%s, for %s: %s', (code, use, failureCode, message) => {
    expect(diskFailure(systemError(code), '/nowhere/a.txt', use)?.failure).toMatchObject({ code: failureCode, message })
  })

  it('says what to do, whatever it is', () => {
    for (const code of ['ENOENT', 'ELOOP', 'ENAMETOOLONG', 'EISDIR', 'EACCES', 'ENOSPC', 'EIO']) {
      for (const use of USES) {
        expect(diskFailure(systemError(code), '/nowhere/a.txt', use)?.failure.action).toMatch(/^[A-Z].*\.$/)
      }
    }
  })

  it('is not a missing folder where the folder is there and takes no files', () => {
    expect(diskFailure(systemError('ENOENT'), '/proc/a.txt', 'write')?.failure.code).toBe(
      process.platform === 'linux' ? 'not-permitted' : 'not-found',
    )
  })

  it('of an unknown code is one of the disk if a call to the system gave it, and keeps what it said', () => {
    const error = Object.assign(systemError('EMFILE'), { syscall: 'open' })
    expect(diskFailure(error, '/a.txt', 'read')?.failure).toMatchObject({
      code: 'disk-error',
      details: ['EMFILE: as the system says'],
    })
  })
})

it('an error of the program is thrown on', () => {
  const error = systemError('ERR_INVALID_ARG_TYPE')
  expect(diskTrouble(error)).toBeNull()
  expect(() => diskFailureOrThrow(error, '/a.txt', 'read')).toThrow(error)
  expect(diskTrouble('ENOENT')).toBeNull()
})
