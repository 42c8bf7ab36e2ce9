import { type Codebook, findType } from '../../../model/record/codebook.ts'
import { predictedType } from '../../../model/record/prediction.ts'
import { suggester } from '../../../model/suggest/index.ts'

/** What suggestions of a rule stand under in lists: what the rule finds, or which type was predicted. */
export function suggestionGroup(codebook: Codebook, rule: string): string {
  const type = predictedType(rule)
  if (type !== null) return `Predicted: ${findType(codebook, type)?.name.toLowerCase() ?? type}`
  // A rule that is gone from the program keeps its rejections, under its id.
  return suggester.rules.find(({ id }) => id === rule)?.title ?? rule
}
