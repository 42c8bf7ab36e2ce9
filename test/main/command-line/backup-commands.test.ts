import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { standoff } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { openService } from '../../support/service.ts'

test('a project is backed up while it is open, the backup is listed and restored under a new name', async () => {
  const { folder, path, tag } = openService()
  tag(0, 8)
  const to = temporaryFolder()
  expect(await standoff('backup', path, '--to', to)).toMatchObject({ code: 0, messages: /1 article, 1 annotation\.$/ })
  const listed = await standoff('backup', path, '--to', to, '--list')
  expect(listed.out).toMatch(/today \d\d:\d\d, 1 article, 1 annotation, 0\.\d MB, because you asked for it$/)
  const [backup = ''] = listed.out.split('\n')
  expect(existsSync(backup)).toBe(true)
  const again = join(folder, 'again.standoff')
  expect(await standoff('restore', backup, '--out', again)).toMatchObject({ code: 0 })
  expect(await standoff('restore', backup, '--out', again)).toMatchObject({ code: 1, messages: /\[project-exists\]/ })
  expect(await standoff('check', again)).toMatchObject({ code: 0 })
})

test('a copy goes to a file that is named, and replaces none', async () => {
  const { folder, path } = openService()
  const copy = join(folder, 'copy.standoff')
  expect(await standoff('backup', path, '--out', copy)).toMatchObject({ code: 0 })
  expect(await standoff('backup', path, '--out', copy)).toMatchObject({ code: 1, messages: /\[project-exists\]/ })
  expect(await standoff('backup', path, '--out', copy, '--list')).toMatchObject({ code: 2 })
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a dataset and a codebook are taken in after a backup, unless it is not wanted', async () => {
  const { folder, path, open, tag } = openService()
  tag(0, 8)
  open.close()
  const dataset = join(folder, 'set.csv')
  expect(await standoff('export', path, '--format', 'csv', '--out', dataset)).toMatchObject({ code: 0 })
  const list = async () =>
    (await standoff('backup', path, '--list')).out.split('\n').filter((line) => line.startsWith(' '))
  expect(await standoff('import-dataset', path, dataset, '--no-backup')).toMatchObject({ code: 0 })
  expect(await list()).toEqual([])
  expect(await standoff('import-dataset', path, dataset)).toMatchObject({ code: 0 })
  expect(await list()).toMatchObject([/before a dataset was imported$/])
  const codebook = join(folder, 'codebook.json')
  await standoff('codebook', 'export', path, '--out', codebook)
  const changed = join(folder, 'changed.json')
  writeFileSync(changed, readFileSync(codebook, 'utf8').replace('"name": "', '"name": "My '))
  expect(await standoff('codebook', 'import', path, changed)).toMatchObject({ code: 0 })
  // The dataset added nothing, so the backup before it is also the one before the codebook.
  expect(await list()).toHaveLength(1)
  expect(await standoff('codebook', 'import', path, codebook)).toMatchObject({ code: 0 })
  expect(await list()).toMatchObject([/before the codebook was replaced$/, /before a dataset was imported$/])
})
