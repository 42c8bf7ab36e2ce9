import { homeOf } from '../../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind } from '../../../model/record/project.ts'
import type { RecordTable } from '../../store/sqlite/record-table.ts'
import type { Row } from '../../store/sqlite/sqlite.ts'
import { TABLES } from '../../store/sqlite/tables.ts'
import type { StoredAt } from '../check.ts'
import { recordsOf } from './packed-records.ts'
import { type Showing, tellUnreadable, withNews } from './show-file.ts'
import { createTexts } from './texts.ts'

/** Records that are put in the order of their articles before they are shown. */
const CHUNK = 5_000

/** Shows all records, kind by kind, each with its row and the text of its article. */
export function showRecords(showing: Showing): void {
  const textOf = createTexts(showing.project.db)
  for (const kind of Object.keys(TABLES) as RecordKind[]) showKind(showing, kind, textOf)
}

type Look = (record: ProjectRecord, at: StoredAt) => void

/** A record with the article whose text it is to be compared with; "" where there is none. */
interface Placed {
  readonly article: string
  readonly record: ProjectRecord
  readonly row: Row
}

const byArticle = (a: Placed, b: Placed): number => (a.article < b.article ? -1 : a.article > b.article ? 1 : 0)

const textKey = (record: ProjectRecord): string =>
  record.kind === 'article' ? record.id : record.kind === 'relation' ? '' : (homeOf(record) ?? '')

function showKind(showing: Showing, kind: RecordKind, textOf: (article: string) => string | null): void {
  // TypeScript cannot see that the kind chooses what takes its records.
  const table = TABLES[kind] as unknown as RecordTable<ProjectRecord>
  const show = showing.to((looks) => looks.records?.[kind] as Look | undefined)
  const showAsAny = showing.to((looks) => looks.every)
  const unreadable = tellUnreadable(showing, table.name, kind, kind === 'codebook' ? 'sha256' : 'id')
  let chunk: Placed[] = []
  const showChunk = (): void => {
    // Article by article, so that each text is read once even where they were tagged in turn.
    for (const { article, record, row } of chunk.toSorted(byArticle)) {
      show(record, { row, text: article === '' ? null : textOf(article) })
      showAsAny(record)
    }
    chunk = []
  }
  const gap = showing.to((looks) => looks.gap)
  for (const read of withNews(showing, table.name, recordsOf(showing.project.db, table, gap))) {
    if (read.record === null) {
      unreadable(read.row, read.error)
      continue
    }
    const { record, row } = read
    if (!table.holds(row)) continue
    chunk.push({ article: textKey(record), record, row })
    if (chunk.length === CHUNK) showChunk()
  }
  showChunk()
}
