import { append } from '../../model/value/append.ts'
import { type ProjectRecord, recordKey, type RecordKind } from '../../model/record/project.ts'
import { recordSchema } from '../../model/record/schemas.ts'
import { isSoundRecord } from '../../model/change/codec.ts'
import { openForWriting, query, type Row } from '../store/sqlite/sqlite.ts'
import type { AlteredText, FoundLine } from './found-row.ts'

/**
 * Where a copy of a record was found, the most trustworthy first. `live`: in a page that its table leads to. `adrift`: in a
 * page that nothing leads to, where something is damaged. `carved`: in what is left of a line of the log. `old`: in a page
 * that was free or has been written over since.
 */
export const PLACES = ['live', 'adrift', 'carved', 'old'] as const
export type Place = (typeof PLACES)[number]

/** What its hash says of a line of the log. `none`: it has none, or the line before is lost. */
export type Proof = 'proved' | 'altered' | 'none'

/** The latest line that is about a record. */
export interface Mention {
  readonly sequence: number
  readonly proof: Proof
}

/** What indexes name: records by their id, texts and source files by their hash. */
export type NamedKind = RecordKind | 'text' | 'original'

/** A copy of a record. */
export interface Copy {
  readonly place: Place
  readonly record: ProjectRecord
}

/**
 * Why something is in the report. `left-out`: it cannot be in a sound project. `perhaps`: nothing says whether it was
 * removed. `doubtful`: there are two versions. `mended`: it was changed so that it can stay. `made`: it was lost, and others
 * need it.
 */
export type AsideTopic = 'left-out' | 'perhaps' | 'doubtful' | 'mended' | 'made'

/** What indexes say of an annotation. Offsets are UTF-16 units; -1 for one of the whole article. */
export interface IndexedPlace {
  readonly id: string
  readonly article: string
  readonly start: number
  readonly end: number
  readonly type: string | null
  readonly annotator: string | null
}

/** All copies of one record that were found in pages, the most trustworthy first. */
export interface Copies {
  readonly kind: RecordKind
  readonly id: string
  readonly copies: readonly Copy[]
}

/** A step of an undo stack, by the number of its line in the broken file. */
export interface FoundStep {
  readonly sequence: number
  readonly undone: boolean
  readonly first: number | null
  readonly annotator: string | null
}

const SCHEMA = `
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
CREATE TABLE copies (kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL);
CREATE TABLE lines (sequence INTEGER NOT NULL, place INTEGER NOT NULL, head TEXT NOT NULL, payload TEXT NOT NULL);
CREATE TABLE places (id TEXT PRIMARY KEY, row INTEGER NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE TABLE types (row INTEGER PRIMARY KEY, type TEXT NOT NULL);
CREATE TABLE authors (row INTEGER PRIMARY KEY, annotator TEXT NOT NULL);
CREATE TABLE decided (id TEXT NOT NULL, after TEXT);
CREATE TABLE aside (topic TEXT NOT NULL, record TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE altered (id TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT, cut INTEGER NOT NULL);
CREATE TABLE steps (sequence INTEGER PRIMARY KEY, undone INTEGER NOT NULL, first INTEGER, annotator TEXT);
CREATE TABLE replicas (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, file TEXT NOT NULL, since TEXT NOT NULL);
CREATE TABLE named (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE mentions (kind TEXT NOT NULL, id TEXT NOT NULL, sequence INTEGER NOT NULL, proof TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
`

const addCopy = query('add-copy', 'INSERT INTO copies (kind, id, place, json) VALUES (?, ?, ?, ?)')
const addLine = query('add-line', 'INSERT INTO lines (sequence, place, head, payload) VALUES (?, ?, ?, ?)')
const addAltered = query('add-altered', 'INSERT INTO altered (id, text, blocks, cut) VALUES (?, ?, ?, ?)')
const addStep = query(
  'add-step',
  'INSERT OR IGNORE INTO steps (sequence, undone, first, annotator) VALUES (?, ?, ?, ?)',
)
const addReplica = query(
  'add-replica',
  'INSERT OR IGNORE INTO replicas (sequence, id, file, since) VALUES (?, ?, ?, ?)',
)
const addNamed = query('add-named', 'INSERT OR IGNORE INTO named (kind, id) VALUES (?, ?)')
const addMention = query(
  'add-mention',
  'INSERT OR REPLACE INTO mentions (kind, id, sequence, proof) VALUES (?, ?, ?, ?)',
)
const findMention = query('find-mention', 'SELECT sequence, proof FROM mentions WHERE kind = ? AND id = ?')
const everyCopy = query('every-copy', 'SELECT DISTINCT id, place, json FROM copies WHERE kind = ? ORDER BY id, place')
const copiesOf = query(
  'copies-of',
  'SELECT DISTINCT id, place, json FROM copies WHERE kind = ? AND id = ? ORDER BY place',
)
const everyLine = query('every-line', 'SELECT head, payload FROM lines ORDER BY sequence, place')
const payloadsWith = query('payloads-with', 'SELECT payload FROM lines WHERE instr(payload, ?) > 0 ORDER BY sequence')
const addPlace = query(
  'add-place',
  'INSERT OR IGNORE INTO places (id, row, article, start, "end") VALUES (?, ?, ?, ?, ?)',
)
const addType = query('add-type', 'INSERT OR IGNORE INTO types (row, type) VALUES (?, ?)')
const addAuthor = query('add-author', 'INSERT OR IGNORE INTO authors (row, annotator) VALUES (?, ?)')
const findPlace = query(
  'find-place',
  'SELECT id, article, start, "end", type, annotator FROM places LEFT JOIN types USING (row) LEFT JOIN authors USING (row) WHERE id = ?',
)
const addDecided = query('add-decided', 'INSERT INTO decided (id, after) VALUES (?, ?)')
const everyDecided = query('every-decided', 'SELECT id, after FROM decided')
const addAside = query('add-aside', 'INSERT INTO aside (topic, record, json) VALUES (?, ?, ?)')
const isAside = query('is-aside', 'SELECT 1 AS found FROM aside WHERE record = ? LIMIT 1')
const leftOut = query(
  'left-out',
  "SELECT DISTINCT substr(record, length(?1) + 2) AS id FROM aside WHERE topic = 'left-out' AND substr(record, 1, length(?1) + 1) = ?1 || ':'",
)
const countAside = query('count-aside', 'SELECT topic, count(*) AS number FROM aside GROUP BY topic')
const everyAside = query('every-aside', 'SELECT json FROM aside WHERE topic = ? ORDER BY rowid')
const everyAltered = query('every-altered', 'SELECT id, text, blocks, cut FROM altered WHERE id = ? ORDER BY cut')
const everyStep = query('every-step', 'SELECT sequence, undone, first, annotator FROM steps ORDER BY sequence')
const everyReplica = query('every-replica', 'SELECT id, file, since FROM replicas ORDER BY sequence')
const everyNamed = query('every-named', 'SELECT id FROM named WHERE kind = ? ORDER BY id')
const isNamed = query('is-named', 'SELECT 1 AS found FROM named WHERE kind = ? AND id = ?')

/** What was found, on disk: it may be more than memory holds. */
export type Scratch = ReturnType<typeof openScratch>

const copyOf = (row: Row): Copy[] => {
  const value: unknown = JSON.parse(String(row.json))
  const place = PLACES[Number(row.place)] ?? 'old'
  if (isSoundRecord(value)) return [{ place, record: value }]
  const checked = recordSchema.safeParse(value)
  return checked.success ? [{ place, record: checked.data }] : []
}

const lineOf = (row: Row): FoundLine => ({
  ...(JSON.parse(String(row.head)) as Omit<FoundLine, 'payload'>),
  payload: String(row.payload),
})

/** Makes the file of a scratch. Throws errors of the disk. */
export function openScratch(path: string) {
  const db = openForWriting(path)
  db.exec(SCHEMA)
  return {
    /** Runs work that adds many things. */
    together<T>(work: () => T): T {
      db.exec('BEGIN')
      try {
        return work()
      } finally {
        db.exec('COMMIT')
      }
    },
    copy(record: ProjectRecord, place: Place): void {
      db.run(addCopy, record.kind, record.id, PLACES.indexOf(place), JSON.stringify(record))
    },
    line({ payload, ...head }: FoundLine, place: Place): void {
      db.run(addLine, head.sequence, PLACES.indexOf(place), JSON.stringify(head), payload)
    },
    altered({ id, text, blocks, isCut }: AlteredText): void {
      db.run(addAltered, id, text, blocks && JSON.stringify(blocks), isCut ? 1 : 0)
    },
    step({ sequence, undone, first, annotator }: FoundStep): void {
      db.run(addStep, sequence, undone ? 1 : 0, first, annotator)
    },
    replica(sequence: number, id: string, file: string, since: string): void {
      db.run(addReplica, sequence, id, file, since)
    },
    /** Notes that an index names a record. */
    name: (kind: NamedKind, id: string): void => void db.run(addNamed, kind, id),
    isNamed: (kind: NamedKind, id: string): boolean => db.get(isNamed, kind, id) !== undefined,
    *named(kind: NamedKind): Iterable<string> {
      for (const row of db.iterate(everyNamed, kind)) yield String(row.id)
    },
    /** Notes where an index has an annotation. */
    place: ({
      id,
      rowid,
      article,
      start,
      end,
    }: Omit<IndexedPlace, 'type' | 'annotator'> & { readonly rowid: number }): void =>
      void db.run(addPlace, id, rowid, article, start, end),
    type: (rowid: number, type: string): void => void db.run(addType, rowid, type),
    annotator: (rowid: number, annotator: string): void => void db.run(addAuthor, rowid, annotator),
    /** What indexes know of an annotation; null where they do not name it. */
    indexedPlace(id: string): IndexedPlace | null {
      const row = db.get(findPlace, id)
      return row ? (row as unknown as IndexedPlace) : null
    },
    /** Notes the latest line of the log that is about a record. */
    mention: ({ kind, id }: ProjectRecord, sequence: number, proof: Proof): void =>
      void db.run(addMention, kind, id, sequence, proof),
    mentionOf(kind: RecordKind, id: string): Mention | null {
      const row = db.get(findMention, kind, id)
      return row ? { sequence: Number(row.sequence), proof: row.proof as Proof } : null
    },
    /** To be called between adding and asking. */
    sort(): void {
      db.exec(
        'CREATE INDEX copies_by_id ON copies (kind, id, place); CREATE INDEX lines_by_sequence ON lines (sequence, place); CREATE INDEX aside_by_record ON aside (record)',
      )
    },
    /** The copies of all records of a kind, by id. */
    *copies(kind: RecordKind): Iterable<Copies> {
      let id: string | null = null
      let group: Copy[] = []
      for (const row of db.iterate(everyCopy, kind)) {
        if (id !== null && row.id !== id) {
          yield { kind, id, copies: group }
          group = []
        }
        id = String(row.id)
        append(group, copyOf(row))
      }
      if (id !== null) yield { kind, id, copies: group }
    },
    copiesOf: (kind: RecordKind, id: string): Copy[] => db.all(copiesOf, kind, id).flatMap(copyOf),
    /** Lines of the log by their number; where there are several of one number, the most trustworthy first. */
    *lines(): Iterable<FoundLine> {
      for (const row of db.iterate(everyLine)) yield lineOf(row)
    },
    /** Payloads of the lines in which something is written. */
    *payloadsWith(words: string): Iterable<string> {
      for (const row of db.iterate(payloadsWith, words)) yield String(row.payload)
    },
    /** Notes what is to become of a record; null: it goes. */
    decide: (id: string, after: ProjectRecord | null): void =>
      void db.run(addDecided, id, after && JSON.stringify(after)),
    /** What was decided since this was asked last. */
    *decisions(): Iterable<{ readonly id: string; readonly after: ProjectRecord | null }> {
      for (const row of db.iterate(everyDecided)) {
        yield {
          id: String(row.id),
          after: row.after === null ? null : (JSON.parse(String(row.after)) as ProjectRecord),
        }
      }
      db.exec('DELETE FROM decided')
    },
    /** Keeps something for the report. */
    setAside: (topic: AsideTopic, record: Pick<ProjectRecord, 'kind' | 'id'>, value: object): void =>
      void db.run(addAside, topic, recordKey(record), JSON.stringify(value)),
    isAside: (kind: NamedKind, id: string): boolean => db.get(isAside, `${kind}:${id}`) !== undefined,
    /** Ids of the records of a kind that are left out. */
    leftOut: (kind: RecordKind): string[] => db.all(leftOut, kind).map((row) => String(row.id)),
    /** How many things were set aside, by topic. */
    asideCounts(): Record<AsideTopic, number> {
      const counts = { 'left-out': 0, perhaps: 0, doubtful: 0, mended: 0, made: 0 }
      return Object.assign(counts, Object.fromEntries(db.all(countAside).map((row) => [row.topic, row.number])))
    },
    /** What was set aside, as JSON. */
    *aside(topic: AsideTopic): Iterable<string> {
      for (const row of db.iterate(everyAside, topic)) yield String(row.json)
    },
    alteredTexts: (id: string): AlteredText[] =>
      db.all(everyAltered, id).map((row) => ({
        id,
        text: String(row.text),
        blocks: row.blocks === null ? null : (JSON.parse(String(row.blocks)) as AlteredText['blocks']),
        isCut: row.cut === 1,
      })),
    steps: (): FoundStep[] =>
      db.all(everyStep).map((row) => ({
        sequence: Number(row.sequence),
        undone: row.undone === 1,
        first: row.first === null ? null : Number(row.first),
        annotator: row.annotator === null ? null : String(row.annotator),
      })),
    replicas: () =>
      db.all(everyReplica).map((row) => ({ id: String(row.id), file: String(row.file), since: String(row.since) })),
    close: () => db.close(),
  }
}
