import type { Check } from '../../check.ts'

export const textMarks: Check = {
  id: 'text-marks',
  title: 'Texts begin with text',
  severity: 'odd',
  means:
    'A text begins with a byte-order mark, which nobody sees and which moves all offsets by one for other programs.',
  start: (_project, found) => ({
    body(id, { text }) {
      if (text.startsWith('\uFEFF')) found(id, `The text stored as ${id} begins with a byte-order mark.`)
    },
  }),
}
