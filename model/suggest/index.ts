import { accordingToRule } from './rules/according-to.ts'
import { mentionsRule } from './rules/mentions.ts'
import { quotesRule } from './rules/quotes.ts'
import { createSuggester } from './registry.ts'

/** Every rule that proposes what to tag. A new one is a file in `rules/` and a line here. */
export const suggester = createSuggester([quotesRule, accordingToRule, mentionsRule])
