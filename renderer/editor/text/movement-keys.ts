/**
 * Keys that move the caret, for the cheat sheet. Movement by character, word and line is the system's own; by sentence,
 * by paragraph and to the ends of the article it is the editor's (movement.ts). `darwin` where a Mac differs.
 */
export const MOVEMENT_KEYS: readonly {
  readonly title: string
  readonly keys: readonly string[]
  readonly darwin?: readonly string[]
}[] = [
  { title: 'By character and line', keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] },
  { title: 'By word', keys: ['Mod+ArrowLeft', 'Mod+ArrowRight'], darwin: ['Alt+ArrowLeft', 'Alt+ArrowRight'] },
  {
    title: 'By sentence',
    keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'],
    darwin: ['Mod+Alt+ArrowLeft', 'Mod+Alt+ArrowRight'],
  },
  { title: 'By paragraph', keys: ['Mod+ArrowUp', 'Mod+ArrowDown'], darwin: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
  { title: 'To the ends of the line', keys: ['Home', 'End'], darwin: ['Mod+ArrowLeft', 'Mod+ArrowRight'] },
  { title: 'To the ends of the article', keys: ['Mod+Home', 'Mod+End'], darwin: ['Mod+ArrowUp', 'Mod+ArrowDown'] },
  { title: 'By page', keys: ['PageUp', 'PageDown'] },
  { title: 'Select while moving', keys: ['Shift'] },
]
