import type { Command } from './command.ts'

export const PALETTE_COMMANDS: readonly Command[] = [
  {
    id: 'palette.open',
    title: 'All commands…',
    group: 'Window',
    keys: ['Mod+K'],
    scope: 'everywhere',
    enabled: () => true,
    run: ({ window }) => window.openDialog('palette'),
  },
]
