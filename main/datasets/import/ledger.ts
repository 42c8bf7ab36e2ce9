import type { ArticleBody } from '../../../model/text/block.ts'
import { makeChange } from '../../../model/change/change.ts'
import type { ProjectRecord } from '../../../model/record/project.ts'
import type {
  DatasetCount,
  DatasetCounts,
  Listed,
  ListedProblem,
  MisplacedAnnotation,
} from '../../../model/dataset/dataset-import.ts'
import type { DatasetProblem } from '../../formats/kit/reader.ts'
import type { SpoolWriter } from '../../store/spool.ts'

/**
 * Records of one change: its line in the log is in memory several times. Where it is longer than about 100 kB, V8 gives
 * each of these a place of its own, and clears and returns it afterwards.
 */
const CHANGE_SIZE = 100

/** Most problems, and most misplaced annotations, that are listed; the others are counted. */
const MOST_LISTED = 1_000

type CountedKind = keyof DatasetCounts
const COUNTED: readonly CountedKind[] = [
  'articles',
  'annotations',
  'suggestions',
  'relations',
  'entities',
  'annotators',
]

/** Where the plan of an import is written down: counts and problems always, the changes where there is a spool. */
export interface DatasetLedger {
  /** `asked`: it is left out because somebody chose so, not because of what it is. */
  count(kind: CountedKind, what: keyof DatasetCount, asked?: 'asked'): void
  countRelocated(): void
  /** `place` is where in the file: "line 12, T3". */
  problem(path: string, place: string | null, message: string): void
  /** A problem that a reader has found, with what it has left out. */
  problemAt(problem: DatasetProblem): void
  misplaced(annotation: MisplacedAnnotation): void
  /** Text of an article; before the article itself. */
  text(body: ArticleBody): void
  add(record: ProjectRecord): void
  update(before: ProjectRecord, after: ProjectRecord): void
  remove(record: ProjectRecord): void
  /** Ends the change that is begun. What comes after may refer to what came before. */
  flush(): void
  counts(): DatasetCounts
  problems(): Listed<ListedProblem>
  misplacedOnes(): Listed<MisplacedAnnotation>
  relocated(): number
  /** How many there are that could not be read, or not be kept: not what was left out as asked. */
  lost(): number
}

const LINE = /^line (\d+)\b/

/** @param spool null: nothing but the counts is kept */
export function createLedger(title: string, newId: () => string, spool: SpoolWriter | null): DatasetLedger {
  const zero = () => ({ added: 0, present: 0, different: 0, leftOut: 0 })
  const counts: Record<CountedKind, Record<keyof DatasetCount, number>> = {
    articles: zero(),
    annotations: zero(),
    suggestions: zero(),
    relations: zero(),
    entities: zero(),
    annotators: zero(),
  }
  let relocated = 0
  let lost = 0
  const problems = createList<ListedProblem>()
  const misplaced = createList<MisplacedAnnotation>()
  let added: ProjectRecord[] = []
  let updated: (readonly [ProjectRecord, ProjectRecord])[] = []
  let removed: ProjectRecord[] = []

  const flush = (): void => {
    if (added.length + updated.length + removed.length === 0) return
    spool?.write({ kind: 'change', change: makeChange(newId(), title.slice(0, 500), { added, updated, removed }) })
    added = []
    updated = []
    removed = []
  }

  return {
    count(kind, what, asked) {
      counts[kind][what]++
      if (what === 'leftOut' && !asked) lost++
    },
    countRelocated: () => void relocated++,
    problem(path, place, message) {
      const line = place === null ? null : (LINE.exec(place)?.[1] ?? null)
      problems.add({ path, line: line === null ? null : Number(line), message })
    },
    problemAt({ lost: left = {}, ...problem }) {
      problems.add(problem)
      for (const kind of COUNTED) {
        const number = kind === 'suggestions' || kind === 'annotators' ? 0 : (left[kind] ?? 0)
        counts[kind].leftOut += number
        lost += number
      }
    },
    misplaced: (annotation) => misplaced.add(annotation),
    text(body) {
      spool?.write({ kind: 'text', body })
    },
    add(record) {
      if (!spool) return
      added.push(record)
      if (added.length >= CHANGE_SIZE) flush()
    },
    update(before, after) {
      if (spool) updated.push([before, after])
    },
    remove(record) {
      if (spool) removed.push(record)
    },
    flush,
    counts: () =>
      Object.fromEntries(COUNTED.map((kind) => [kind, { ...counts[kind] }])) as Record<CountedKind, DatasetCount>,
    problems: () => problems.listed(),
    misplacedOnes: () => misplaced.listed(),
    relocated: () => relocated,
    lost: () => lost,
  }
}

function createList<T>() {
  const items: T[] = []
  let total = 0
  return {
    add(item: T): void {
      total++
      if (items.length < MOST_LISTED) items.push(item)
    },
    listed: (): Listed<T> => ({ total, items }),
  }
}
