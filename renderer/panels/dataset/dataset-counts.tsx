import type { DatasetCounts, Listed, ListedProblem, MisplacedAnnotation } from '../../../preload/contract/contract.ts'
import { formatCount, formatNumber } from '../../components/format.ts'

const ROWS = [
  ['articles', 'Articles'],
  ['annotations', 'Annotations'],
  ['suggestions', 'Suggestions'],
  ['relations', 'Relations'],
  ['entities', 'Entities'],
  ['annotators', 'Annotators'],
] as const

/** Whether a dataset holds nothing at all. */
export const isEmpty = (counts: DatasetCounts): boolean =>
  ROWS.every(([key]) => Object.values(counts[key]).every((number) => number === 0))

/** How much of what an import adds, finds there already, or leaves out. */
export function DatasetCountTable({ counts, done }: { readonly counts: DatasetCounts; readonly done: boolean }) {
  return (
    <table className="dataset-counts digits">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">What</span>
          </th>
          <th scope="col">{done ? 'Added' : 'New'}</th>
          <th scope="col">There already</th>
          <th scope="col">There, but different</th>
          <th scope="col">Left out</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([key, name]) => {
          const { added, present, different, leftOut } = counts[key]
          return (
            <tr key={key}>
              <th scope="row">{name}</th>
              {[added, present, different, leftOut].map((number, column) => (
                // Four columns that never move.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={column} data-zero={number === 0 || undefined}>
                  {formatNumber(number)}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What is not as it should be, with its file and line. */
export function DatasetProblems({ problems }: { readonly problems: Listed<ListedProblem> }) {
  if (problems.total === 0) return null
  return (
    <details className="dataset-list">
      <summary>
        {formatNumber(problems.total)} {problems.total === 1 ? 'problem' : 'problems'}
      </summary>
      <ul>
        {problems.items.map(({ path, line, message }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same may be said twice
          <li key={i}>
            <span className="digits">{line === null ? path : `${path}, line ${line}`}</span>: {message}
          </li>
        ))}
        {problems.total > problems.items.length && (
          <li>and {formatNumber(problems.total - problems.items.length)} more</li>
        )}
      </ul>
    </details>
  )
}

/** What an import changes in the codebook, as sentences. */
export function CodebookChanges({ changes }: { readonly changes: readonly string[] }) {
  if (changes.length === 0) return null
  return (
    <details className="dataset-list">
      <summary>{formatCount(changes.length, 'change')} of the codebook</summary>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </details>
  )
}

/** Annotations that do not stand where the file says, and where they were found. */
export function MisplacedList({ misplaced }: { readonly misplaced: Listed<MisplacedAnnotation> }) {
  return (
    <details className="dataset-list">
      <summary>Which</summary>
      <ul>
        {misplaced.items.map(({ place, article, type, quote, instead, distance }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same quote may be misplaced twice
          <li key={i} dir="auto">
            <span className="digits">{place}</span> ({type}, {article}): “{quote}” was found{' '}
            {formatNumber(Math.abs(distance))} characters {distance < 0 ? 'before' : 'after'} its place
            {instead === null ? ', which is outside the text' : `, where “${instead}” stands`}.
          </li>
        ))}
        {misplaced.total > misplaced.items.length && (
          <li>and {formatNumber(misplaced.total - misplaced.items.length)} more</li>
        )}
      </ul>
    </details>
  )
}
