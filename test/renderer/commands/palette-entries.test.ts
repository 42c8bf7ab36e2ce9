import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command, CommandContext } from '../../../renderer/commands/command.ts'
import { inArticle, inProject } from '../../../renderer/commands/command.ts'
import { paletteEntries, readRecent, withRecent } from '../../../renderer/panels/frame/palette-entries.ts'

const command = (id: string, title: string, enabled: Command['enabled'] = () => true): Command => ({
  id,
  title,
  group: 'Window',
  keys: [],
  scope: 'everywhere',
  enabled,
  run: () => undefined,
})

// Commands ask nothing of the window here.
const NOTHING_OPEN = { session: null, state: null } as unknown as CommandContext
const COMMANDS = [
  command('a', 'Next annotation', inArticle),
  command('b', 'New project'),
  command('palette.open', 'All commands'),
  command('c', 'Next pane', inProject),
  command('d', 'Keys'),
]
const titles = (recent: string[], query: string) =>
  paletteEntries(COMMANDS, NOTHING_OPEN, recent, query).map(({ command: { id }, reason }) => `${id} ${reason ?? ''}`)

describe('the palette', () => {
  test('shows what was used last first, and what cannot be used last, with the reason', () => {
    expect(titles(['d'], '')).toEqual(['d ', 'b ', 'a Open a project first', 'c Open a project first'])
    expect(titles(['c'], 'ne')).toEqual(['b ', 'c Open a project first', 'a Open a project first'])
    expect(titles([], 'nothing like it')).toEqual([])
  })

  test('remembers a few commands, the newest first, none twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'abcdefghij')), (run) => {
        const ids = run.reduce<string[]>(withRecent, [])
        expect(ids).toEqual([...new Set(run.toReversed())].slice(0, 6))
        expect(readRecent(JSON.stringify(ids))).toEqual(ids)
      }),
    )
  })

  test.each([[null], ['no JSON'], ['{}'], ['[1, null]']])('reads nothing from %s', (stored) => {
    expect(readRecent(stored)).toEqual([])
  })
})
