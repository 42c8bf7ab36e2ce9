import { sha256 } from '../../../files/sha256.ts'
import type { Check } from '../../check.ts'

export const articleTexts: Check = {
  id: 'article-texts',
  title: 'Articles have the text they name',
  severity: 'damage',
  means: 'An article has no text, or another one than it was imported with.',
  start: ({ hasBody }, found) => ({
    records: {
      article({ id, body, textSha256 }, { text }) {
        if (text === null) {
          found(id, `The text of article ${id} ${hasBody(body) ? 'cannot be read' : 'is missing'}.`)
        } else if (sha256(text) !== textSha256) {
          found(id, `The text of article ${id} is not the one it was imported with.`)
        }
      },
    },
  }),
}
