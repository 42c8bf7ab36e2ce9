import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type WriteChecks, writeFiles, writeFolder } from '../../../main/files/write-files.ts'
import type { Chunk } from '../../../main/files/write-chunks.ts'
import { readBytes } from '../../../main/files/read-bytes.ts'
import { fail } from '../../../model/value/result.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const FREE: WriteChecks = { interrupt: () => null, refuse: () => null }
const { failure: CANCELLED } = fail('cancelled', 'Cancelled.', 'Nothing was written.')

const file = (path: string, ...chunks: readonly Chunk[]) => ({ path, chunks: () => chunks })
const numbers = Array.from({ length: 100_000 }, (_, i) => `${i},`)

describe('files', () => {
  it('hold their chunks in order, short and long, text and bytes', async () => {
    const path = join(temporaryFolder(), 'a.txt')
    const long = 'ä'.repeat(300_000)
    const chunks = ['é', new Uint8Array([10]), ...numbers, long, 'end']
    const text = chunks.map((chunk) => (typeof chunk === 'string' ? chunk : '\n')).join('')
    expect(valueOf(await writeFiles([{ path, chunks: () => chunks }], FREE))).toEqual([Buffer.byteLength(text)])
    expect(readFileSync(path, 'utf8') === text).toBe(true)
  })

  it('are all written, or none, and no older one is touched', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.txt'), 'Older')
    const files = [file(join(folder, 'a.txt'), 'Newer'), file(join(folder, 'b.txt'), 'B')]
    let chunks = 0
    const interrupt = () => (++chunks === 2 ? CANCELLED : null)
    failureOf(await writeFiles(files, { ...FREE, interrupt }), 'cancelled')
    failureOf(await writeFiles(files, { ...FREE, refuse: () => CANCELLED }), 'cancelled')
    failureOf(await writeFiles([...files, file(folder, 'C')], FREE), 'not-a-file')
    failureOf(await writeFiles([...files, file(join(folder, 'none', 'c.txt'), 'C')], FREE), 'not-found')
    expect(readdirSync(folder)).toEqual(['a.txt'])
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('Older')
  })

  it('replace what a link leads to, not the link', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'real.txt'), 'Older')
    symlinkSync(join(folder, 'real.txt'), join(folder, 'link.txt'))
    valueOf(await writeFiles([file(join(folder, 'link.txt'), 'Newer')], FREE))
    expect(readFileSync(join(folder, 'real.txt'), 'utf8')).toBe('Newer')
  })
})

describe('a folder', () => {
  it('takes the place of an older one with all that was in it', async () => {
    const folder = join(temporaryFolder(), 'data')
    mkdirSync(folder)
    writeFileSync(join(folder, 'old.txt'), 'Older')
    valueOf(await writeFolder(folder, [file('sub/new.txt', 'Newer')], FREE))
    expect(readdirSync(folder)).toEqual(['sub'])
    expect(readdirSync(join(folder, 'sub'))).toEqual(['new.txt'])
  })

  it('is left as it was where the writing is stopped', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'data')
    mkdirSync(folder)
    writeFileSync(join(folder, 'old.txt'), 'Older')
    failureOf(await writeFolder(folder, [file('new.txt', 'N')], { ...FREE, refuse: () => CANCELLED }), 'cancelled')
    expect(readdirSync(parent)).toEqual(['data'])
    expect(readdirSync(folder)).toEqual(['old.txt'])
  })
})

describe('a file that is read', () => {
  it('comes as its bytes, or as a failure that names it', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.txt'), 'A')
    writeFileSync(join(folder, 'empty.txt'), '')
    expect([...valueOf(readBytes(join(folder, 'a.txt')))]).toEqual([65])
    failureOf(readBytes(join(folder, 'empty.txt')), 'empty-file')
    failureOf(readBytes(folder), 'not-a-file')
    expect(failureOf(readBytes(join(folder, 'none.txt')), 'not-found').message).toContain('"none.txt"')
    expect(failureOf(readBytes(join(folder, 'a.txt', 'b.txt')), 'not-found').message).toContain('"b.txt"')
  })
})
