import type { Check } from '../../check.ts'

export const rejections: Check = {
  id: 'rejections',
  title: 'Rejections lie inside the text',
  severity: 'wrong',
  means: 'A suggestion is said to have been rejected at a place that its article does not have.',
  start: (_project, found) => ({
    records: {
      rejection({ id, spans }, { text }) {
        const end = spans.at(-1)?.end ?? 0
        if (text !== null && end > text.length)
          found(id, `Rejection ${id} ends at ${end}, behind the end of its article.`)
      },
    },
  }),
}
