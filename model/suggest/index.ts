import { accordingToRule } from './according-to.ts'
import { mentionsRule } from './mentions.ts'
import { quotesRule } from './quotes.ts'
import { createSuggester } from './registry.ts'

/** Every rule that proposes what to tag. A new one is a file in this folder and a line here. */
export const suggester = createSuggester([quotesRule, accordingToRule, mentionsRule])
