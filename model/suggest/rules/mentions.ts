import { mentionAttributes, mentionType } from '../codebook-parts.ts'
import { nameMatcher } from './names.ts'
import { paragraphsOf } from './stretch.ts'
import type { SuggestRule } from '../suggestion.ts'

/** Names and aliases of entities wherever they stand in the text. How they match: `names.ts`. */
export const mentionsRule: SuggestRule = {
  id: 'mentions',
  title: 'Mentions of register entries',
  propose({ text, blocks, entities, codebook }) {
    const type = mentionType(codebook)
    if (!type) return []
    const names = nameMatcher(entities)
    return paragraphsOf(blocks).flatMap((paragraph) =>
      names.find(text, paragraph).map(({ start, end, entity }) => ({
        type: type.id,
        spans: [{ start, end }],
        attributes: mentionAttributes(type, 'name', entity),
        links: [],
        sure: true,
      })),
    )
  },
}
