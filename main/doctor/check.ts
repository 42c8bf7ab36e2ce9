import type { Codebook } from '../../model/record/codebook.ts'
import type { Change } from '../../model/change/change.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../model/record/project.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import type { ReadHandle, Row } from '../store/sqlite/sqlite.ts'
import type { LoggedStates } from './reading/logged-states.ts'

/**
 * How bad it is that a check finds something. `damage`: something cannot be read or is not what was saved. `wrong`:
 * a promise of a project does not hold. `odd`: worth a look; nothing is lost by it.
 */
export type Severity = 'damage' | 'wrong' | 'odd'

/** A record as it is stored. */
export interface StoredAt {
  /** Its row, or of it the columns that follow from the record. */
  readonly row: Row
  /** The text of its article, or of the article itself; null where there is none that can be read. */
  readonly text: string | null
}

/** A row that could not be made a record, a text or a line of the log. */
export interface UnreadableRow {
  readonly table: string
  /** Null where the table does not hold records. */
  readonly kind: RecordKind | null
  readonly rowid: number
  /** Its key, where that could be read. */
  readonly id: string | null
  readonly row: Row
  readonly why: string
}

/** Rows that could not be reached because pages of the file are broken. */
export interface Gap {
  readonly table: string
  /** Row number of the last row before it; 0 where there is none. */
  readonly after: number
  /** Row number of the first row behind it; null where nothing behind it could be read. */
  readonly until: number | null
  readonly why: string
}

/** A line of the change log, as it is stored. */
export interface StoredLine {
  readonly sequence: number
  readonly changeId: string
  readonly origin: string
  readonly of: string | null
  readonly annotator: string
  readonly at: string
  readonly title: string
  readonly replica: string | null
  readonly parent: string | null
  readonly hash: string
  readonly payload: string
  /** Null where the payload is no change. */
  readonly change: Change | null
  /** Why the change before it does not lead to it; null where it follows. */
  readonly misfit: string | null
}

/** What a check looks at. Everything is read once, and shown to all checks that want it. */
export interface Looks {
  /** Before everything else: for what the database itself can answer. */
  whole?(): void
  unreadable?(row: UnreadableRow): void
  gap?(gap: Gap): void
  /** Lines of the log, oldest first. */
  line?(line: StoredLine): void
  body?(id: string, body: ArticleBody): void
  original?(hash: string, bytes: Uint8Array): void
  records?: { readonly [K in RecordKind]?: (record: RecordOf<K>, at: StoredAt) => void }
  /** Records of every kind. */
  every?(record: ProjectRecord): void
  /** After everything else. */
  end?(): void
}

/** What checks may ask of a project beside what is shown to them. Nothing of it throws for damage. */
export interface ExaminedProject {
  readonly db: ReadHandle
  /** ISO 8601, UTC */
  readonly now: string
  /** The codebook in use; null where there is none that can be read. */
  readonly codebook: Codebook | null
  /** Whether a row with this id is stored, readable or not. */
  has(kind: RecordKind, id: string): boolean
  /** Type and article of an annotation, by its columns. */
  annotation(id: string): { readonly type: string; readonly article: string } | null
  hasBody(id: string): boolean
  /** What the change log says of records. */
  readonly logged: LoggedStates
}

/** Takes note of one thing that was found: what it is about, and a sentence with its id. */
export type Found = (id: string | null, message: string) => void

/** One check of the doctor: a file in a folder of `checks/` and a line in its index. */
export interface Check {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  /** What it means that something is found, as one sentence. */
  readonly means: string
  start(project: ExaminedProject, found: Found): Looks
}

/** What a check found. */
export interface CheckResult extends Pick<Check, 'id' | 'title' | 'severity' | 'means'> {
  readonly count: number
  /** The first of them, at most {@link MOST_NAMED}. */
  readonly first: readonly { readonly id: string | null; readonly message: string }[]
  /** Why it could not be finished; null where it was. */
  readonly unfinished: string | null
}

/** So many of what a check found are named; the rest is counted. */
export const MOST_NAMED = 20
