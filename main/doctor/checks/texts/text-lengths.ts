import type { Check } from '../../check.ts'

export const textLengths: Check = {
  id: 'text-lengths',
  title: 'Articles know the length of their texts',
  severity: 'wrong',
  means: 'The length that an article gives is not that of its text.',
  start: (_project, found) => ({
    records: {
      article({ id, textLength }, { text }) {
        if (text === null || text.length === textLength) return
        found(id, `Article ${id} is said to have ${textLength} characters and has ${text.length}.`)
      },
    },
  }),
}
