import { decodeChange } from '../../../model/change/codec.ts'
import type { RecordKind } from '../../../model/record/project.ts'
import { storedLine } from '../../store/sqlite/change-log.ts'
import { numberColumn, textColumn } from '../../store/sqlite/columns.ts'
import type { Row } from '../../store/sqlite/sqlite.ts'
import { readBody } from '../../store/sqlite/texts.ts'
import type { ExaminedProject, Looks, StoredLine } from '../check.ts'
import { ROW_NUMBER, rowsOf } from './rows.ts'

/** A project that is shown to checks. */
export interface Showing {
  readonly project: ExaminedProject
  readonly tell: (what: string, rows: number) => void
  /** A function that shows something to all checks which look at it. */
  to<Shown extends readonly unknown[]>(
    choose: (looks: Looks) => ((...shown: Shown) => void) | undefined,
  ): (...shown: Shown) => void
}

/** Rows after which it is told how far reading is. */
const TELL_AFTER = 5_000

/** Items that are read from a table, with news of how far that is. */
export function* withNews<Item>({ tell }: Showing, table: string, items: Iterable<Item>): Generator<Item, void> {
  let count = 0
  tell(table, count)
  for (const item of items) {
    if (++count % TELL_AFTER === 0) tell(table, count)
    yield item
  }
}

/** Rows of a table. Gaps are told to the checks. */
const readTable = (showing: Showing, table: string, columns: string): Generator<Row, void> =>
  withNews(
    showing,
    table,
    rowsOf(
      showing.project.db,
      table,
      columns,
      showing.to((looks) => looks.gap),
    ),
  )

/** Tells the checks of a row that cannot be read. `key`: the column with its id. */
export function tellUnreadable(
  { to }: Showing,
  table: string,
  kind: RecordKind | null,
  key: string,
): (row: Row, error: unknown) => void {
  const unreadable = to((looks) => looks.unreadable)
  return (row, error) => {
    const id = row[key]
    const why = error instanceof Error ? error.message : String(error)
    unreadable({ table, kind, rowid: Number(row[ROW_NUMBER]), id: typeof id === 'string' ? id : null, row, why })
  }
}

/** Shows all that is no record: the file as a whole, the change log, the texts and the source files. */
export function showFile(showing: Showing): void {
  showing.tell('file', 0)
  showing.to((looks) => looks.whole)()
  showLog(showing)
  showBodies(showing)
  showOriginals(showing)
}

const LINE_COLUMNS = 'sequence, change_id, origin, change_of, annotator, at, title, replica, parent, hash, payload'

const lineOf = (row: Row): Omit<StoredLine, 'change' | 'misfit'> => ({
  ...storedLine(row),
  sequence: numberColumn(row, 'sequence'),
  title: textColumn(row, 'title'),
})

function showLog(showing: Showing): void {
  const { logged } = showing.project
  const show = showing.to((looks) => looks.line)
  const unreadable = tellUnreadable(showing, 'change_log', null, 'change_id')
  for (const row of readTable(showing, 'change_log', LINE_COLUMNS)) {
    try {
      const line = lineOf(row)
      const decoded = decodeChange(line.payload)
      if (!decoded.ok) unreadable(row, new Error(decoded.failure.message))
      const change = decoded.ok ? decoded.value : null
      show({ ...line, change, misfit: change && logged.follow(change) })
    } catch (error) {
      unreadable(row, error)
    }
  }
}

function showBodies(showing: Showing): void {
  const show = showing.to((looks) => looks.body)
  const unreadable = tellUnreadable(showing, 'bodies', null, 'id')
  for (const row of readTable(showing, 'bodies', 'id, text, blocks')) {
    try {
      show(textColumn(row, 'id'), readBody(row))
    } catch (error) {
      unreadable(row, error)
    }
  }
}

function showOriginals(showing: Showing): void {
  const show = showing.to((looks) => looks.original)
  const unreadable = tellUnreadable(showing, 'originals', null, 'sha256')
  for (const row of readTable(showing, 'originals', 'sha256, bytes')) {
    const { bytes } = row
    if (bytes instanceof Uint8Array) show(String(row.sha256), bytes)
    else unreadable(row, new Error('Its bytes are missing.'))
  }
}
