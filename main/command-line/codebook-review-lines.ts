import { partKey, type PartRef } from '../../model/codebook/codebook-part.ts'
import type { Question } from '../../model/codebook/codebook-questions.ts'
import type { CodebookReview, Decisions } from '../../model/codebook/codebook-review.ts'
import { type FromOptions, wrong } from './command.ts'
import { countOf } from './terminal.ts'

/** Reads `--map value:quote/mode/mixed=direct`, given once or several times. */
export function readDecisions(questions: readonly Question[], items: readonly string[]): FromOptions<Decisions> {
  const decisions = new Map<string, string>()
  for (const item of items) {
    const question = questions.find(({ part }) => item.startsWith(`${partKey(part)}=`))
    if (!question) {
      const keys = questions.map(({ part }) => partKey(part)).join(', ') || 'nothing'
      return wrong(`--map ${item}: what is removed and in use is ${keys}.`)
    }
    const key = partKey(question.part)
    const id = item.slice(key.length + 1)
    const target = question.targets.find((candidate) => candidate.id === id)
    if (!target) {
      const ids = question.targets.map((candidate) => candidate.id).join(', ') || 'nothing'
      return wrong(`--map ${item}: ${key} can be mapped onto ${ids}.`)
    }
    if (target.refusal !== null) return wrong(`--map ${item}: not onto "${id}", because ${target.refusal}.`)
    decisions.set(key, id)
  }
  return { ok: true, value: decisions }
}

/** What would change, what becomes of what is in use, and why it cannot be done, a line each. */
export function reviewLines(
  { differences, questions, refusals, notes }: CodebookReview,
  decisions: Decisions,
): string[] {
  return [
    ...differences.map(({ difference, count }) =>
      count > 0 ? `${difference.sentence} In ${countOf(count, unitOf(difference.part))}.` : difference.sentence,
    ),
    ...questions.map(({ part, count }) => {
      const target = decisions.get(partKey(part))
      const fate = target === undefined ? 'kept as retired' : `mapped onto ${target}`
      return `${partKey(part)}: ${fate}, in ${countOf(count, unitOf(part))}.`
    }),
    ...notes,
    ...refusals,
  ]
}

const unitOf = (part: PartRef | null): string => (part?.kind === 'role' ? 'relation' : 'annotation')
