import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { placeNewFile, writeWhole } from '../../../main/files/place-file.ts'
import { clearLeftovers, makeTemporaryFolder, temporaryBeside } from '../../../main/files/temporary.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'

/** The id of a process that has ended. */
const deadProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid

/** A name as a process that has ended made it. */
const nameOfDead = (target: string): string =>
  join(dirname(target), basename(temporaryBeside(target)).replace(/-\d+-/, `-${deadProcess()}-`))

/** Sets the folder for temporary files for this test. */
function useTemporary(folder: string): void {
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  })
}

describe('what a killed process has left', () => {
  it('is removed; what lives and what is none of ours stays', () => {
    const folder = temporaryFolder()
    const target = join(folder, 'thesis.json')
    const mine = ['thesis.part', 'thesis.standoff.part', '.standoff-notes.part', 'thesis-journal']
    for (const name of mine) writeFileSync(join(folder, name), 'mine')
    const living = temporaryBeside(target)
    writeFileSync(living, 'half')
    const dead = nameOfDead(target)
    for (const ending of ['', '-wal', '-shm', '-journal']) writeFileSync(dead + ending, 'half')
    mkdirSync(nameOfDead(target))
    clearLeftovers(folder)
    expect(readdirSync(folder).toSorted()).toEqual([...mine, basename(living)].toSorted())
    clearLeftovers(join(folder, 'none'))
  })

  it('gives a folder back its name that was taken from it a moment before', () => {
    const folder = temporaryFolder()
    const dead = nameOfDead(join(folder, 'data'))
    for (const part of [dead, `${dead}.old`]) mkdirSync(part)
    writeFileSync(join(`${dead}.old`, 'losses.json'), '{}')
    writeFileSync(`${dead}.target`, 'data')
    clearLeftovers(folder)
    expect(readdirSync(folder)).toEqual(['data'])
    expect(readdirSync(join(folder, 'data'))).toEqual(['losses.json'])
    // A note cannot lead out of its folder.
    const other = nameOfDead(join(folder, 'data'))
    mkdirSync(`${other}.old`)
    writeFileSync(`${other}.target`, '../escaped')
    clearLeftovers(folder)
    expect(existsSync(join(folder, '../escaped'))).toBe(false)
  })

  it('is removed from the folder for temporary files when the next one is made there', () => {
    const parent = temporaryFolder()
    useTemporary(parent)
    const living = valueOf(makeTemporaryFolder())
    mkdirSync(join(parent, basename(living).replace(/-\d+-/, `-${deadProcess()}-`)))
    mkdirSync(join(parent, 'standoff-mine'))
    const next = valueOf(makeTemporaryFolder())
    expect(readdirSync(parent).toSorted()).toEqual([basename(living), basename(next), 'standoff-mine'].toSorted())
  })
})

it('a folder for temporary files that is not there is told in words', () => {
  useTemporary(join(temporaryFolder(), 'none'))
  expect(failureOf(makeTemporaryFolder(), 'not-permitted').action).toContain('TMPDIR')
})

it('a file is written whole, and a new one replaces nothing', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'report.json')
  writeWhole(path, 'first')
  writeWhole(path, 'second')
  writeFileSync(join(folder, 'new'), 'new')
  expect(() => placeNewFile(join(folder, 'new'), path)).toThrow(/EEXIST/)
  expect(readFileSync(path, 'utf8')).toBe('second')
  expect(readdirSync(folder).toSorted()).toEqual(['new', 'report.json'])
})
