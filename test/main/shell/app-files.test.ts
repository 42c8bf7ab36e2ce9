import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CONTENT_SECURITY_POLICY,
  isAppUrl,
  isExternalLink,
  mediaTypeOf,
  resolveAppFile,
} from '../../../main/shell/app-files.ts'

let folder: string
let root: string

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'standoff-page-')))
  root = join(folder, 'page')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'page-beside'))
  for (const path of ['page/index.html', 'page/assets/a b.js', 'secret.txt', 'page-beside/secret.txt']) {
    writeFileSync(join(folder, path), path)
  }
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'))
  symlinkSync(folder, join(root, 'up'))
  symlinkSync(join(root, 'index.html'), join(root, 'inside.html'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('files of the page', () => {
  test('are found, also with escapes and over links that stay inside', async () => {
    expect(await resolveAppFile(root, 'app://standoff/index.html?x=1#top')).toBe(join(root, 'index.html'))
    expect(await resolveAppFile(root, 'app://standoff/assets/a%20b.js')).toBe(join(root, 'assets/a b.js'))
    expect(await resolveAppFile(root, 'app://standoff/inside.html')).toBe(join(root, 'index.html'))
  })

  test.each([
    'app://standoff/../secret.txt',
    'app://standoff/%2e%2e/secret.txt',
    'app://standoff/..%2fsecret.txt',
    'app://standoff/..%2fpage-beside/secret.txt',
    'app://standoff/..%5csecret.txt',
    'app://standoff/link.txt',
    'app://standoff/up/secret.txt',
    'app://standoff/index.html%00.js',
    'app://standoff/%ff',
    'app://standoff/',
    'app://standoff/assets',
    'app://standoff/missing.js',
    'app://elsewhere/index.html',
    'app://user@standoff/index.html',
    'https://standoff/index.html',
    'file:///etc/passwd',
    'not a url',
  ])('%s is not one', async (url) => {
    expect(await resolveAppFile(root, url)).toBeNull()
  })

  test('no path leads out of the folder', async () => {
    const part = fc.constantFrom(
      '..',
      '%2e%2e',
      '..%2f',
      '%2f',
      'up',
      'assets',
      '.',
      'secret.txt',
      'link.txt',
      '%5c',
      '',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        const file = await resolveAppFile(root, `app://standoff/${parts.join('/')}`)
        expect(file === null || file.startsWith(`${root}/`)).toBe(true)
      }),
    )
  })
})

test('the policy allows nothing inline, nothing evaluated and nothing remote', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'self'")
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|http|\*|ws:/)
})

test('only https links without credentials may be opened outside', () => {
  expect(isExternalLink('https://example.org/a?b#c')).toBe(true)
  const refused = [
    'http://example.org',
    'file:///a',
    'javascript:1',
    'https://a:b@example.org',
    'smb://a/b',
    'mailto:a@b.c',
    '',
  ]
  expect(refused.filter(isExternalLink)).toEqual([])
})

test('what looks like the page and is not, is not', () => {
  expect(isAppUrl('app://standoff/index.html')).toBe(true)
  const others = [
    'app://standoff.example/',
    'app://standoff',
    'apps://standoff/',
    'https://x/?app://standoff/',
    'app://standoff:80/',
  ]
  expect(others.filter(isAppUrl)).toEqual([])
})

test('files have the media type that "nosniff" needs', () => {
  expect(mediaTypeOf('a.JS')).toMatch(/^text\/javascript/)
  expect(mediaTypeOf('a.woff2')).toBe('font/woff2')
  expect(mediaTypeOf('a.exe')).toBe('application/octet-stream')
})
