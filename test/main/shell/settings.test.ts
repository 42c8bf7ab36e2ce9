import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSettings } from '../../../main/shell/settings.ts'
import { usableUserData } from '../../../main/shell/user-data.ts'
import { ok } from '../../../model/value/result.ts'

let folder: string
let failures: unknown[]
const open = () => openSettings(join(folder, 'deep/settings.json'), (error) => failures.push(error))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-settings-'))
  failures = []
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('what is updated is there at the next start, and no temporary file is left', async () => {
  const settings = open()
  expect(settings.get()).toMatchObject({ theme: 'system', zoom: 0, window: null, recents: [], annotator: null })
  const place = { x: -1200, y: 10, width: 900, height: 700, maximised: true }
  void settings.update({ theme: 'dark' })
  void settings.update({ zoom: 1.5, window: place })
  void settings.update({ recents: [{ path: '/a.standoff', name: 'A', openedAt: '2026-01-01T00:00:00.000Z' }] })
  await settings.settled()
  expect(open().get()).toEqual(settings.get())
  expect(open().get()).toMatchObject({ theme: 'dark', zoom: 1.5, window: place })
  expect(readdirSync(join(folder, 'deep'))).toEqual(['settings.json'])
  expect(failures).toEqual([])
})

test('a damaged file is put aside, not lost', () => {
  open()
  const path = join(folder, 'deep/settings.json')
  writeFileSync(path, '{"theme": "dark"')
  expect(open().get().theme).toBe('system')
  expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"theme": "dark"')
  expect(existsSync(path)).toBe(false)
})

test('a part that makes no sense costs only itself', () => {
  open()
  const recents = [{ path: '/a.standoff', name: 'A', openedAt: '2026-01-01T00:00:00.000Z' }]
  const odd = { theme: 'purple', zoom: 1e9, window: { x: 'left' }, recents }
  writeFileSync(join(folder, 'deep/settings.json'), JSON.stringify(odd))
  expect(open().get()).toMatchObject({ theme: 'system', zoom: 0, window: null, recents })
})

test('a folder that vanished is reported, and the settings go on in memory', async () => {
  const settings = open()
  rmSync(join(folder, 'deep'), { recursive: true })
  await settings.update({ theme: 'light' })
  expect(failures).toHaveLength(1)
  expect(settings.get().theme).toBe('light')
})

test('a folder that cannot be made costs the settings, not the program', async () => {
  writeFileSync(join(folder, 'deep'), 'a file in its place')
  const settings = open()
  await settings.update({ theme: 'dark' })
  expect(settings.get().theme).toBe('dark')
  expect(failures).toHaveLength(1)
})

describe('the folder of the user’s data', () => {
  const temporary = () => ok(join(folder, 'temporary'))

  test('is made and used where it can be written, and nothing is left in it', () => {
    const wanted = join(folder, 'new/deep')
    expect(usableUserData(wanted, temporary)).toEqual({ folder: wanted, problem: null })
    expect(readdirSync(wanted)).toEqual([])
  })

  test('is a temporary one where it cannot, with a sentence', () => {
    writeFileSync(join(folder, 'file'), '')
    const { folder: used, problem } = usableUserData(join(folder, 'file/deep'), temporary)
    expect(used).toBe(join(folder, 'temporary'))
    expect(problem).toMatchObject({ code: 'not-permitted', message: expect.stringContaining('file/deep') as string })
  })
})
