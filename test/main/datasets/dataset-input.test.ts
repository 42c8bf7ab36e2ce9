import { createWriteStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { onlyArticle } from '../../../main/datasets/export/filter-source.ts'
import { datasetReaders, exporters } from '../../../main/formats/index.ts'
import { createLossLog, lossReport } from '../../../main/formats/kit/losses.ts'
import { type DatasetInput, type DatasetReader, InputFailure } from '../../../main/formats/kit/reader.ts'
import { createReaderRegistry } from '../../../main/formats/registry/reader-registry.ts'
import { openDataset } from '../../../main/datasets/import/open-dataset.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { exportOptions, listOf } from '../../support/round-trip.ts'
import { sampleSource } from '../../support/sample-source.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const reader = (id: string, edit: Partial<DatasetReader>): DatasetReader => ({
  id,
  title: id,
  extensions: [id],
  shape: 'file',
  sniff: (paths, head) => paths.length === 1 && head(paths[0] ?? '').includes(`is ${id}`),
  async *read() {},
  ...edit,
})

const readers = createReaderRegistry([
  reader('one', { companions: (name) => [`${name}.more`] }),
  reader('many', { shape: 'folder', sniff: (paths) => paths.some((path) => path.endsWith('.ann')) }),
])

const open = async (path: string, format: string | null = null) => valueOf(await openDataset(path, format, readers))

async function linesOf(input: DatasetInput): Promise<string[]> {
  const lines: string[] = []
  for await (const { number, text } of input.lines(input.paths[0] ?? '')) {
    lines.push(text)
    expect(number).toBe(lines.length)
  }
  return lines
}

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

async function zipWith(files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(temporaryFolder(), 'data.zip')
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  await finished(zip.outputStream.pipe(createWriteStream(path)))
  return path
}

describe('a dataset of this program', () => {
  const exported = async (id: string, split: boolean) => {
    const exporter = valueOf(exporters.find(id, null)).exporter
    const folder = temporaryFolder()
    const articles = split ? sampleSource.articles() : [null]
    for (const [position, item] of [...articles].entries()) {
      const source = item ? onlyArticle(sampleSource, item) : sampleSource
      const log = createLossLog(exporter.losses)
      const name = `data-${position}.${exporter.extension}`
      for (const part of exporter.parts(source, exportOptions(exporter), name, log)) {
        const chunks: Buffer[] = []
        for await (const chunk of part.chunks()) chunks.push(Buffer.from(chunk))
        writeFileSync(join(folder, part.path), Buffer.concat(chunks))
      }
      const head = { format: id, generator: 'Standoff 1', exportedAt: '', dataset: name }
      writeFileSync(join(folder, `${name}.losses.json`), [...lossReport(log, head)].join(''))
    }
    return folder
  }
  /** Packed without compression: what is in the archive stands there as it is. */
  const packed = async (folder: string): Promise<string> => {
    const path = join(temporaryFolder(), 'data.zip')
    const zip = new ZipFile()
    for (const name of readdirSync(folder).toSorted()) zip.addFile(join(folder, name), name, { compress: false })
    zip.end()
    await finished(zip.outputStream.pipe(createWriteStream(path)))
    return path
  }
  const files = ['json', 'jsonl', 'csv', 'label-studio', 'doccano', 'spacy', 'prodigy', 'conll', 'webannotation']

  it.each(files.flatMap((id) => [[id, false] as const, [id, true] as const]))(
    '%s (each article a file of its own: %s) is known in a folder and in an archive, with all that lies beside it',
    async (id, split) => {
      const folder = await exported(id, split)
      for (const path of [folder, await packed(folder)]) {
        const { reader: found, inputs } = valueOf(await openDataset(path, null, datasetReaders))
        expect(found.id).toBe(id)
        expect(inputs).toHaveLength(split ? [...sampleSource.articles()].length : 1)
      }
    },
  )
})

describe('the files of a dataset', () => {
  it('of one file are told by what comes after a long text, too', async () => {
    const long = `${'long '.repeat(20_000)}is one`
    const folder = folderWith({ 'a.json': long, 'b.json': long, 'c.md': 'words' })
    expect((await open(join(folder, 'a.json'))).reader.id).toBe('one')
    expect((await open(folder)).inputs.map(({ paths }) => paths)).toEqual([['a.json'], ['b.json']])
  })

  it('of one file are itself and what belongs to it beside it', async () => {
    const folder = folderWith({ 'a.one': 'this is one', 'a.one.more': 'more', 'b.one': 'is one' })
    const { reader: found, inputs } = await open(join(folder, 'a.one'))
    expect([found.id, inputs.map(({ paths }) => paths)]).toEqual(['one', [['a.one', 'a.one.more']]])
    expect(valueOf(await inputs[0]!.text('a.one.more'))).toBe('more')
    failureOf(await inputs[0]!.text('none'), 'not-found')
  })

  it('of a folder are all in it, by relative paths; hidden ones are left out', async () => {
    const folder = folderWith({ 'b/x.ann': '', 'a/y.ann': '1', '.git/z.ann': '', '.hidden.ann': '' })
    const { reader: found, inputs } = await open(folder)
    expect([found.id, inputs.map(({ paths }) => paths)]).toEqual(['many', [['a/y.ann', 'b/x.ann']]])
    // An empty file is a file without annotations, and no failure.
    expect(valueOf(await inputs[0]!.bytes('b/x.ann'))).toHaveLength(0)
  })

  it('of a format of single files are one dataset each, with what belongs to it', async () => {
    const folder = folderWith({ 'x/a.one': 'is one', 'x/a.one.more': '', 'b.one': 'is one', 'losses.json': '{}' })
    const { inputs } = await open(folder)
    expect(inputs.map(({ paths }) => paths)).toEqual([['b.one'], ['x/a.one', 'x/a.one.more']])
  })

  it('of an archive are those of the folder that was packed', async () => {
    const path = await zipWith({ 'data/a.ann': 'zip', 'data/sub/b.ann': '', '__MACOSX/a.ann': '' })
    const { inputs } = await open(path)
    expect(inputs.map(({ paths }) => paths)).toEqual([['a.ann', 'sub/b.ann']])
    expect(valueOf(await inputs[0]!.text('a.ann'))).toBe('zip')
    expect(await linesOf(inputs[0]!)).toEqual(['zip'])
  })

  it('are read as the format that is named, whatever they look like', async () => {
    const folder = folderWith({ 'a.txt': 'nothing known' })
    const { inputs } = await open(join(folder, 'a.txt'), 'one')
    expect(inputs.map(({ paths }) => paths)).toEqual([['a.txt']])
  })

  it('that fit no format are refused with the formats there are', async () => {
    const folder = folderWith({ 'a.txt': 'nothing known' })
    expect(failureOf(await openDataset(join(folder, 'a.txt'), null, readers), 'unknown-format').action).toContain('one')
    failureOf(await openDataset(join(folder, 'a.txt'), 'word', readers), 'unknown-format')
    failureOf(await openDataset(join(folder, 'none'), null, readers), 'not-found')
    failureOf(await openDataset(folderWith({}), null, readers), 'empty-file')
  })
})

describe('text', () => {
  const inputOf = async (content: string | Buffer): Promise<DatasetInput> => {
    const folder = folderWith({ 'a.one': content })
    return (await open(join(folder, 'a.one'), 'one')).inputs[0]!
  }

  it('is UTF-8 without its byte-order mark; line ends are as they are', async () => {
    expect(valueOf(await (await inputOf('\ufeffa\r\nß🙂')).text('a.one'))).toBe('a\r\nß🙂')
  })

  it('of lines is without line ends and byte-order mark, empty lines included', async () => {
    expect(await linesOf(await inputOf('\ufeffa\r\n\nß🙂\n'))).toEqual(['a', '', 'ß🙂'])
    expect(await linesOf(await inputOf(''))).toEqual([])
    expect(await linesOf(await inputOf('a\nb'))).toEqual(['a', 'b'])
  })

  it('of lines longer than what is read at once is whole', async () => {
    const long = 'ß🙂'.repeat(700_000)
    expect(await linesOf(await inputOf(`a\n${long}\nb\n${long}`))).toEqual(['a', long, 'b', long])
  })

  it('comes in short pieces, and no character is cut', async () => {
    const long = `${'ß🙂'.repeat(100_000)}\r\n`
    const pieces = await listOf((await inputOf(`\ufeff${long}`)).pieces('a.one'))
    expect(pieces.join('')).toBe(long)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024)
    expect(pieces.filter((piece) => !piece.isWellFormed())).toEqual([])
  })

  it('that is no UTF-8 is refused, and the byte or the line is named', async () => {
    const input = await inputOf(Buffer.concat([Buffer.from('good\nb'), Buffer.from([0xe4, 0x20]), Buffer.from('d\n')]))
    expect(failureOf(await input.text('a.one'), 'undecodable').message).toContain('byte 6')
    await expect(linesOf(input)).rejects.toThrow(InputFailure)
    await expect(linesOf(input)).rejects.toThrow(/line 2/)
    await expect(listOf(input.pieces('a.one'))).rejects.toThrow(/"a.one" is not UTF-8: something after byte 0/)
    const unfinished = await inputOf(Buffer.from([0x61, 0xc3]))
    await expect(listOf(unfinished.pieces('a.one'))).rejects.toThrow(InputFailure)
    expect(basename(input.name)).toBe('a.one')
  })
})
