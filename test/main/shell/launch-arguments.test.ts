import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isProjectPath } from '../../../main/desks/project-names.ts'
import { filesOnCommandLine } from '../../../main/shell/launch-arguments.ts'

const at = { folder: '/home/ada', appPath: '/opt/standoff' }

describe('files on the command line', () => {
  test.each([
    ['none', ['standoff'], []],
    ['one, relative', ['standoff', 'a.txt'], ['/home/ada/a.txt']],
    ['one, absolute', ['standoff', '/tmp/a.txt'], ['/tmp/a.txt']],
    ['as the system writes them', ['standoff', pathToFileURL('/tmp/a b.txt').href], ['/tmp/a b.txt']],
    ['among switches', ['electron', '--no-sandbox', '/opt/standoff', '--x=1', 'b.standoff'], ['/home/ada/b.standoff']],
    ['after the end of switches', ['standoff', '--', '-odd-name.txt'], ['/home/ada/-odd-name.txt']],
    ['one twice', ['standoff', 'a.txt', './a.txt'], ['/home/ada/a.txt']],
    ['an empty argument', ['standoff', ''], []],
    ['the app itself', ['electron', '../../opt/standoff'], []],
  ])('%s', (_what, argv, files) => {
    expect(filesOnCommandLine(argv, at)).toEqual(files)
  })
})

test('a project is known by its ending, in any case', () => {
  expect(['a.standoff', 'A.STANDOFF', 'standoff', 'a.standoff.txt'].map(isProjectPath)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
