import type { Command } from './command.ts'

/** Every command, found by typing. */
export const PALETTE_COMMANDS: readonly Command[] = [
  {
    id: 'palette.open',
    title: 'All commands…',
    group: 'Window',
    keys: ['Mod+K'],
    menu: { name: 'help', section: 1, order: 10 },
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => window.openDialog('palette'),
  },
]

/** The cheat sheet. */
export const KEYS_COMMANDS: readonly Command[] = [
  {
    id: 'help.keys',
    title: 'Keys',
    group: 'Window',
    keys: ['F1', '?'],
    menu: { name: 'help', section: 1, order: 20 },
    scope: 'outside-fields',
    enabled: () => true,
    run: ({ window }) => window.openDialog('keys'),
  },
]
