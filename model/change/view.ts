import { type ProjectRecord, recordKey } from '../record/project.ts'
import { homeOf } from '../record/kinds.ts'
import { RecordMap } from '../value/record-map.ts'

/** What a view knows of a record: as it holds it, that it is not there, or that it lies outside what it holds. */
export type Lookup = ProjectRecord | 'absent' | 'elsewhere'

/** What a change is applied to: the state of a window, the rows of a project, the records of a replay. */
export interface RecordView {
  /** The record with the kind and id of this one. Its home may say that the view does not hold it. */
  find(record: ProjectRecord): Lookup
  /** All records with a place in the text of an article; 'elsewhere' where the view does not hold them. */
  placedIn(article: string): Iterable<ProjectRecord> | 'elsewhere'
}

/** All records of a project by {@link recordKey}. */
export type Records = RecordMap<ProjectRecord>

export const noRecords: Records = RecordMap.empty<ProjectRecord>()

/** A view of a whole project in memory. */
export const viewOf = (records: Records): RecordView => ({
  find: (record) => records.get(recordKey(record)) ?? 'absent',
  *placedIn(article) {
    for (const record of records.values()) if (homeOf(record) === article) yield record
  },
})
