import { TABLES, currentCodebook, currentProject } from '../store/sqlite/tables.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { logEnd } from '../store/sqlite/change-log.ts'
import { annotationCounts } from '../store/sqlite/annotations.ts'
import { examineProject } from '../doctor/examine-project.ts'
import { type CheckProblem, problemsOf } from '../doctor/run-checks.ts'
import { schemaVersion } from '../store/sqlite/migrate.ts'
import { openSnapshot } from '../store/sqlite/project-file.ts'
import { relationCount } from '../store/sqlite/relations.ts'
import type { ReadHandle } from '../store/sqlite/sqlite.ts'
import { DamagedProject } from '../store/damaged-project.ts'
import { guarded } from '../store/sqlite/store-failure.ts'

/** What is in a project, in numbers. */
export interface ProjectInfo {
  readonly name: string
  readonly schemaVersion: number
  readonly createdAt: string
  readonly codebook: { readonly name: string; readonly version: number }
  /** The change log: how many changes, and the hash of the last one. */
  readonly log: { readonly changes: number; readonly hash: string }
  readonly annotators: number
  readonly entities: number
  readonly relations: number
  readonly annotations: number
  readonly annotationsByType: Readonly<Record<string, number>>
  readonly articles: readonly {
    readonly id: string
    readonly title: string
    readonly status: string
    readonly fileName: string
    readonly annotations: number
  }[]
}

/** Looks into a project without writing to it, beside whoever works on it. */
function withSnapshot<T>(path: string, work: (db: ReadHandle) => T): Result<T> {
  const opened = openSnapshot(path)
  if (!opened.ok) return opened
  const db = opened.value
  return guarded(path, () => {
    try {
      db.freeze()
      return ok(work(db))
    } finally {
      db.close()
    }
  })
}

export const inspectProject = (path: string): Result<ProjectInfo> => withSnapshot(path, describe)

/** Every promise of a project that does not hold; an empty list when all do. */
export function findProblems(path: string): Result<CheckProblem[]> {
  const examined = examineProject(path)
  return examined.ok ? ok(problemsOf(examined.value)) : examined
}

/** The codebook of a project as it is now. */
export const projectCodebook = (path: string): Result<Codebook> => withSnapshot(path, codebookOf)

function codebookOf(db: ReadHandle): Codebook {
  const codebook = currentCodebook(db)
  if (!codebook) throw new DamagedProject('The codebook is missing.')
  return codebook
}

function describe(db: ReadHandle): ProjectInfo {
  const project = currentProject(db)
  const codebook = currentCodebook(db)
  if (!project || !codebook) throw new DamagedProject('The project record or the codebook is missing.')
  const counts = annotationCounts(db)
  const byType = new Map<string, number>(codebook.types.map(({ id }) => [id, 0]))
  for (const types of Object.values(counts)) {
    for (const [type, number] of Object.entries(types)) byType.set(type, (byType.get(type) ?? 0) + number)
  }
  const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0)
  return {
    name: project.name,
    schemaVersion: schemaVersion(db),
    createdAt: project.createdAt,
    codebook: { name: codebook.name, version: codebook.version },
    log: logEnd(db),
    annotators: [...TABLES.annotator.all(db)].length,
    entities: [...TABLES.entity.all(db)].length,
    relations: relationCount(db),
    annotations: sum(byType.values()),
    annotationsByType: Object.fromEntries(byType),
    articles: [...TABLES.article.all(db)].map(({ id, title, status, source }) => ({
      id,
      title,
      status,
      fileName: source.fileName,
      annotations: sum(Object.values(counts[id] ?? {})),
    })),
  }
}
