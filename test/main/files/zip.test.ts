import { buffer } from 'node:stream/consumers'
import { crc32, deflateRawSync } from 'node:zlib'
import { ZipFile } from 'yazl'
import { describe, expect, it } from 'vitest'
import { openZip } from '../../../main/files/zip.ts'
import { ZIP_LIMITS } from '../../../main/files/zip-entries.ts'
import { failureOf, valueOf } from '../../support/result.ts'

interface Made {
  readonly name: string
  readonly text: string
  /** Written over what is right. */
  readonly flags?: number
  readonly mode?: number
  readonly crc?: number
  readonly size?: number
  readonly method?: number
  /** Where its bytes are said to be. */
  readonly offset?: number
  readonly descriptor?: boolean
}

/** An archive byte by byte (PKWARE's appnote), so that any field of it can be wrong. */
function archive(files: readonly Made[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, text, flags = 0, mode = 0, method = 8, descriptor = false, ...said } of files) {
    const content = Buffer.from(text)
    const packed = method === 8 ? deflateRawSync(content) : content
    const { crc = crc32(content), size = content.length, offset = at } = said
    const [nameBytes, allFlags] = [Buffer.from(name), flags | 0x800 | (descriptor ? 8 : 0)]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(allFlags, 6)
    local.writeUInt16LE(method, 8)
    if (!descriptor) [crc, packed.length, size].forEach((value, i) => local.writeUInt32LE(value, 14 + i * 4))
    local.writeUInt16LE(nameBytes.length, 26)
    const after = Buffer.alloc(descriptor ? 16 : 0)
    if (descriptor) [0x08074b50, crc, packed.length, size].forEach((value, i) => after.writeUInt32LE(value, i * 4))
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(0x0314, 4)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt16LE(allFlags, 8)
    entry.writeUInt16LE(method, 10)
    ;[crc, packed.length, size].forEach((value, i) => entry.writeUInt32LE(value, 16 + i * 4))
    entry.writeUInt16LE(nameBytes.length, 28)
    entry.writeUInt32LE((mode << 16) >>> 0, 38)
    entry.writeUInt32LE(offset, 42)
    parts.push(local, nameBytes, packed, after)
    directory.push(entry, nameBytes)
    at += 30 + nameBytes.length + packed.length + after.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

const open = async (files: readonly Made[]) => valueOf(await openZip(archive(files), 'press.zip'))

describe('an archive', () => {
  it('gives its files, with data descriptors and ZIP64, in folders, by names in any script', async () => {
    const zip = await open([
      { name: 'a/b/ärger.txt', text: 'one' },
      { name: '新聞.txt', text: 'two', descriptor: true },
      { name: 'stored.txt', text: 'three', method: 0 },
    ])
    expect(zip.names).toEqual(['a/b/ärger.txt', '新聞.txt', 'stored.txt'])
    const texts = await Promise.all(
      zip.names.map(async (name) => Buffer.from(valueOf(await zip.read(name))).toString()),
    )
    expect(texts).toEqual(['one', 'two', 'three'])
    const large = new ZipFile()
    large.addBuffer(Buffer.from('four'), 'd.txt', { forceZip64Format: true })
    large.end({ forceZip64Format: true, comment: '' })
    const zip64 = valueOf(await openZip(await buffer(large.outputStream), 'large.zip'))
    expect(Buffer.from(valueOf(await zip64.read('d.txt'))).toString()).toBe('four')
  })

  it('refuses one damaged file, and reads the others', async () => {
    const zip = await open([
      { name: 'crc.txt', text: 'I will resign.', crc: 1 },
      { name: 'more.txt', text: 'longer than said', size: 3 },
      { name: 'less.txt', text: 'short', size: 300 },
      { name: 'well.txt', text: 'well' },
    ])
    for (const name of ['crc.txt', 'more.txt', 'less.txt']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are read
      expect(failureOf(await zip.read(name), 'damaged-file').message).toContain(`"${name}" in "press.zip" is damaged`)
    }
    expect(Buffer.from(valueOf(await zip.read('well.txt'))).toString()).toBe('well')
  })

  it('names what it does not take, file by file', async () => {
    const zip = await open([
      { name: '../out.txt', text: 'x' },
      { name: '/etc/passwd', text: 'x' },
      { name: 'C:\\boot.txt', text: 'x' },
      { name: `${'n'.repeat(600)}.txt`, text: 'x' },
      { name: 'link.txt', text: '/etc/passwd', mode: 0o120777 },
      { name: 'twice.txt', text: 'first' },
      { name: 'twice.txt', text: 'second' },
      { name: 'locked.txt', text: 'x', flags: 1 },
      { name: 'method.txt', text: 'x', method: 97 },
      { name: 'huge.txt', text: 'x', size: ZIP_LIMITS.entrySize + 1 },
      { name: 'well.txt', text: 'well' },
    ])
    expect(zip.names).toEqual(['twice.txt', 'well.txt'])
    expect(zip.refused).toHaveLength(9)
    for (const { failure } of zip.refused) failureOf({ ok: false, failure }, failure.code)
    expect(Buffer.from(valueOf(await zip.read('twice.txt'))).toString()).toBe('first')
    expect(failureOf(await zip.read('locked.txt'), 'not-permitted').message).toContain('encrypted')
  })

  it('that is encrypted as a whole is called so', async () => {
    const made = archive([{ name: 'a.txt', text: 'x', flags: 1 }])
    expect(failureOf(await openZip(made, 'a.zip'), 'not-permitted').message).toContain('encrypted')
    const strong = archive([{ name: 'a.txt', text: 'x', flags: 0x41 }])
    expect(failureOf(await openZip(strong, 'a.zip'), 'not-permitted').message).toContain('encrypted')
  })

  it('whose files lie over one another is a bomb', async () => {
    const files = Array.from({ length: 5 }, (_, i) => ({ name: `${i}.txt`, text: 'x'.repeat(1000), offset: 0 }))
    failureOf(await openZip(archive(files), 'bomb.zip'), 'damaged-file')
  })

  it('counts unpacked bytes: of an entry, of all, and the entries', async () => {
    const bytes = archive([
      { name: 'a.txt', text: 'a'.repeat(600) },
      { name: 'b.txt', text: 'b'.repeat(600) },
    ])
    const small = valueOf(await openZip(bytes, 'a.zip', { ...ZIP_LIMITS, entrySize: 500 }))
    expect(small.refused.map(({ failure }) => failure.code)).toEqual(['too-large', 'too-large'])
    const all = valueOf(await openZip(bytes, 'a.zip', { ...ZIP_LIMITS, totalSize: 1000 }))
    valueOf(await all.read('a.txt'))
    failureOf(await all.read('b.txt'), 'too-large')
    failureOf(await openZip(bytes, 'a.zip', { ...ZIP_LIMITS, entries: 1 }), 'too-large')
  })

  it('gives beginnings and pieces without unpacking the rest', async () => {
    const zip = await open([{ name: 'long.txt', text: 'word '.repeat(200_000) }])
    expect(Buffer.from(await zip.head('long.txt', 9)).toString()).toBe('word word')
    let size = 0
    for await (const piece of zip.pieces('long.txt')) size += piece.length
    expect(size).toBe(1_000_000)
  })
})
