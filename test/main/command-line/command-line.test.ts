import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../main/store/sqlite/migrations/index.ts'
import { VERSION } from '../../../main/files/generator.ts'
import { standoff } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/folder.ts'

/** A folder with a project and an article in it. */
async function withProject() {
  const folder = temporaryFolder()
  const project = join(folder, 'p.standoff')
  const file = join(folder, 'a.txt')
  writeFileSync(file, 'Minister leaves\n\nShe left.\n')
  expect((await standoff('new', project)).code).toBe(0)
  const imported = await standoff('import', project, file)
  expect(imported.code).toBe(0)
  return { folder, project, file, article: imported.out.split('\t')[0] ?? '' }
}

describe('the command line', () => {
  it('makes, fills, describes, checks and exports a project', async () => {
    const { project, folder, article } = await withProject()
    const info = await standoff('info', project, '--json')
    expect(JSON.parse(info.out)).toMatchObject({
      name: 'p',
      schemaVersion: MIGRATIONS.length,
      annotations: 0,
      articles: [{ id: article }],
    })
    expect((await standoff('info', project)).out).toContain('Minister leaves')
    expect((await standoff('check', project)).code).toBe(0)
    const out = join(folder, 'data.json')
    expect(
      await standoff('export', project, '--format', 'json', '--out', out, '--offsets', 'utf8', '--article', article),
    ).toMatchObject({ code: 0, out: '' })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ offsetUnit: 'utf8', articles: [{ id: article }] })
  })

  it('names each file that fails and takes in the others', async () => {
    const { project, folder } = await withProject()
    writeFileSync(join(folder, 'b.txt'), 'Another article.')
    const result = await standoff('import', project, join(folder, 'none.txt'), join(folder, 'b.txt'), folder)
    expect(result.code).toBe(1)
    expect(result.messages).toMatch(/none\.txt: .*\[not-found\]/)
    expect(result.messages).toContain('[not-a-file]')
    expect(result.out).toContain('b.txt')
  })

  it('replaces an older report, but neither what is imported nor anything that is no JSON file', async () => {
    const { project, folder, file } = await withProject()
    const [other, json] = [join(folder, 'b.txt'), join(folder, 'c.json')]
    const articles = '[{"text": "A third article, about the harbour."}]'
    writeFileSync(other, 'Another article.')
    writeFileSync(json, articles)
    const before = [project, file, other, json].map((path) => readFileSync(path))
    for (const report of [project, file, other]) {
      const refused = await standoff('import', project, other, '--report', report)
      expect(refused).toMatchObject({ code: 1, out: '' })
      expect(refused.messages).toContain('[not-permitted]')
    }
    expect((await standoff('import', project, json, '--report', json)).code).toBe(1)
    expect([project, file, other, json].map((path) => readFileSync(path))).toEqual(before)
    const report = join(folder, 'report.json')
    writeFileSync(report, '{"older": true}')
    expect((await standoff('import', project, other, '--report', report)).code).toBe(0)
    expect(JSON.parse(readFileSync(report, 'utf8'))).toHaveProperty('imported')
  })

  it('names a type or an annotator that is not there, and exports nothing', async () => {
    const { project, folder } = await withProject()
    const out = join(folder, 'data.json')
    for (const filter of [
      ['--type', 'qoute'],
      ['--annotator', 'nobody'],
    ]) {
      const result = await standoff('export', project, '--format', 'json', '--out', out, ...filter)
      expect(result.code).toBe(1)
      expect(result.messages).toContain(`"${filter[1]}"`)
    }
    expect(existsSync(out)).toBe(false)
    expect((await standoff('export', project, '--format', 'json', '--out', out, '--type', 'quote')).code).toBe(0)
  })

  it('names what it cannot find, whatever the path leads through', async () => {
    const { project, file, folder } = await withProject()
    for (const path of [join(file, 'inside'), join(folder, 'x'.repeat(300))]) {
      for (const args of [
        ['info', path],
        ['check', path],
        ['new', path],
        ['import', project, path],
        ['import', path, file],
        ['import-dataset', project, path],
        ['validate', path],
        ['convert', path, '--to', 'json', '--out', join(folder, 'out.json')],
        ['codebook', 'export', project, '--out', path],
        ['export', project, '--format', 'json', '--out', path],
      ]) {
        const result = await standoff(...args)
        expect(result).toMatchObject({ code: 1, out: '' })
        expect(result.messages).toMatch(/\[(not-found|not-permitted)\]/)
      }
    }
    expect((await standoff('new', join(folder, '.standoff'))).code).toBe(0)
    // The database fits, a file that SQLite needs beside it does not.
    const long = await standoff('new', join(folder, `${'x'.repeat(240)}.standoff`))
    expect(long.messages).toContain('too long')
  })

  it.each([
    [[]],
    [['fly']],
    [['new']],
    [['new', 'a', 'b']],
    [['import', 'p']],
    [['info', 'p', '--format', 'json']],
    [['info', '--unknown']],
    [['export', 'p']],
    [['export', 'p', '--format', 'pdf']],
    [['export', 'p', '--format', 'csv', '--profile', 'word']],
    [['export', 'p', '--format', 'csv', '--offsets', 'bytes']],
    [['constructor']],
  ])('answers wrong usage %j with 2 and a message', async (args) => {
    const result = await standoff(...args)
    expect(result).toMatchObject({ code: 2, out: '' })
    expect(result.messages).not.toBe('')
  })

  it('fails with 1 where there is no project', async () => {
    const none = join(temporaryFolder(), 'none.standoff')
    for (const args of [
      ['info', none],
      ['check', none],
      ['import', none, none],
      ['export', none, '--format', 'json'],
    ]) {
      expect(await standoff(...args)).toMatchObject({ code: 1, out: '' })
    }
  })

  it('tells its formats, its version and its use', async () => {
    const formats = JSON.parse((await standoff('formats', '--json')).out) as Record<string, { id: string }[]>
    expect(formats.import?.map(({ id }) => id)).toContain('text')
    expect(formats.export?.map(({ id }) => id)).toEqual(expect.arrayContaining(['json', 'jsonl', 'csv']))
    expect((await standoff('--version')).out).toBe(VERSION)
    expect((await standoff('--help')).out).toContain('export PROJECT --format json|jsonl|csv')
  })

  it('writes data to stdout and nothing else', async () => {
    const { project } = await withProject()
    const cli = join(import.meta.dirname, '../../../main/cli.ts')
    const run = spawnSync(process.execPath, [cli, 'export', project, '--format', 'jsonl'], { encoding: 'utf8' })
    expect(run.status).toBe(0)
    expect(
      run.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toHaveLength(1)
    const failed = spawnSync(process.execPath, [cli, 'info', 'none'], { encoding: 'utf8' })
    expect([failed.status, failed.stdout]).toEqual([1, ''])
    expect(failed.stderr).toContain('[not-found]')
  })
})
