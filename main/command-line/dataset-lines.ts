import type {
  DatasetCount,
  DatasetReport,
  ListedProblem,
  MisplacedAnnotation,
} from '../../model/dataset/dataset-import.ts'
import type { Destination, MappedType } from '../../model/dataset/dataset-vocabulary.ts'
import { countOf } from './terminal.ts'

const KINDS = [
  ['articles', 'article', 'articles'],
  ['annotations', 'annotation', 'annotations'],
  ['suggestions', 'suggestion', 'suggestions'],
  ['relations', 'relation', 'relations'],
  ['entities', 'entity', 'entities'],
] as const

/** What was in the project already, the same or different, and what was left out. */
export function leftOutLine({ counts, relocated }: Pick<DatasetReport, 'counts' | 'relocated'>): string {
  const of = (what: keyof DatasetCount): string =>
    KINDS.filter(([kind]) => counts[kind][what] > 0)
      .map(([kind, one, several]) => countOf(counts[kind][what], one, several))
      .join(', ') || 'nothing'
  const moved = relocated > 0 ? ` Moved to where the quote was found: ${countOf(relocated, 'annotation')}.` : ''
  return `Already there: ${of('present')}. There, but different: ${of('different')}. Left out: ${of('leftOut')}.${moved}`
}

/** Where a word goes, as the options of the command say it. */
const destination = (to: Destination, becomes: string | null): string => {
  if (to.kind === 'leave-out' || becomes === null) return 'left out'
  if (to.kind === 'new') return `new: ${becomes}`
  return [becomes, ...Object.entries(to.set ?? {}).map(([attribute, value]) => `${attribute}:${value}`)].join('+')
}

/** What each word of a dataset becomes, a line a word: types first, then their attributes and roles. */
export function mappingLines(types: readonly MappedType[]): string[] {
  const part = (to: Destination, name: string): string => destination(to, to.kind === 'existing' ? to.id : name)
  return types.flatMap(({ type, to, becomes, attributes, roles }) => [
    `  Type "${type.name}" (${type.count}): ${destination(to, becomes)}`,
    ...attributes.map((item) => `    Attribute "${item.attribute.name}": ${part(item.to, item.attribute.name)}`),
    ...roles.map((item) => `    Role "${item.role.name}": ${part(item.to, item.role.name)}`),
  ])
}

interface WithProblems {
  readonly problems: { readonly total: number; readonly items: readonly ListedProblem[] }
  readonly misplaced: { readonly total: number; readonly items: readonly MisplacedAnnotation[] }
}

/** Problems a line each, as compilers print them: "file:12: …". */
export function problemLines(path: string, { problems, misplaced }: WithProblems): string[] {
  const lines = problems.items.map((problem) => {
    const line = problem.line === null ? '' : `:${problem.line}`
    return `${problem.path}${line}: ${problem.message}`
  })
  for (const { place, type, quote, instead, distance } of misplaced.items) {
    const there = instead === null ? 'are outside the text' : `hold “${instead}”`
    const found = `the quote is ${distance} characters away`
    lines.push(`${path}: The annotation ${place} (${type}) quotes “${quote}”; its offsets ${there}, ${found}.`)
  }
  const untold = problems.total + misplaced.total - lines.length
  return untold > 0 ? [...lines, `${path}: and ${countOf(untold, 'problem')} more.`] : lines
}

/** How many articles, annotations, suggestions (if any) and relations, of what `number` counts. */
export const datasetCounts = (
  { articles, annotations, suggestions, relations }: DatasetReport['counts'],
  number: (count: DatasetCount) => number,
): string[] => [
  countOf(number(articles), 'article'),
  countOf(number(annotations), 'annotation'),
  ...(number(suggestions) > 0 ? [countOf(number(suggestions), 'suggestion')] : []),
  countOf(number(relations), 'relation'),
]
