import { carveRecords } from './carve-records.ts'
import { type Found, kindOfTable, recogniseRow } from './found-row.ts'
import type { PageFile } from './page-file.ts'
import { type CellValue, decodeRow } from './pages/row-values.ts'
import { slackRows } from './pages/slack.ts'
import { type Cell, readTreePage } from './pages/tree-page.ts'
import { type Payload, readPayload } from './payload.ts'
import type { NamedKind, Place, Scratch } from './scratch.ts'
import { fitsShape, type TableShape } from './table-shapes.ts'
import type { Trees } from './trees.ts'
import type { ArticleBody } from '../../model/text/block.ts'

/** Where what was found goes. Texts and source files are kept at once, because their hash proves them. */
export interface Finds {
  readonly scratch: Scratch
  text(body: ArticleBody): void
  original(bytes: Uint8Array): void
  quarantined(id: number, columns: Readonly<Record<string, CellValue>>): void
}

/** What a look at all pages says of the file as a whole. */
export interface ScanSummary {
  /** Pages of the file, and those that hold nothing that can be read. */
  readonly pages: number
  readonly unreadable: number
  /** The highest number of a line of the log that anything names. */
  readonly lastLine: number
  /** Hashes of source files of which a copy holds other bytes. */
  readonly alteredOriginals: ReadonlySet<string>
}

export interface ScanOptions {
  readonly shapes: readonly TableShape[]
  /** Told of each page. Stops the scan by throwing. */
  readonly onPage: (page: number) => void
}

/** Longest piece of chained pages that is looked through for records at once. */
const LONGEST_CHAIN = 64 * 1024 * 1024

/**
 * Reads every page of a file, whether anything leads to it or not, and hands on every row of ours. Pages of indexes say
 * which records there were; pages on which rows went on, and whose beginning is lost, are looked through for records.
 */
export function scanPages(file: PageFile, trees: Trees, finds: Finds, options: ScanOptions): ScanSummary {
  const claimed = new Uint8Array(file.count + 1)
  const loose = new Uint8Array(file.count + 1)
  const mayHold = (page: number): boolean => page <= file.count && trees.ownerOf(page) === null && !trees.isFree(page)
  const take = takerOf(finds)
  let unreadable = 0
  for (let number = 1; number <= file.count; number++) {
    options.onPage(number)
    const page = file.read(number)
    const tree = page && readTreePage(page, number, file.layout)
    const owner = trees.ownerOf(number)
    if (!tree) {
      if (mayHold(number)) loose[number] = 1
      continue
    }
    const isFree = owner === null && trees.isFree(number)
    const claim = isFree ? undefined : (next: number): void => void (claimed[next] = 1)
    const read = (cell: Cell): Payload => readPayload(file, cell, mayHold, claim)
    if (tree.kind.startsWith('index')) {
      if (owner !== null) noteNames(tree.cells.map(read), owner, take)
      continue
    }
    // The schema and statistics hold nothing to be brought back.
    if (owner?.startsWith('sqlite_')) continue
    const place: Place = owner !== null ? 'live' : isFree ? 'old' : 'adrift'
    let known = 0
    for (const cell of tree.cells) {
      const found = readRow(read(cell), cell, options.shapes)
      if (found) known++
      if (!found || !belongs(found, owner)) {
        if (owner !== null) trees.spoil(owner)
      }
      if (found) take.row(found, place !== 'live' || belongs(found, owner) ? place : 'adrift')
    }
    for (const { cell, row } of slackRows(page, number, file.layout)) {
      if (!options.shapes.some((shape) => fitsShape(shape, row.values, row.columns))) continue
      const found = readRow(readPayload(file, cell, mayHold), cell, options.shapes)
      if (found) take.row(found, 'old')
    }
    if (tree.cells.length + tree.broken > 0 && known === 0 && !isFree) unreadable++
  }
  for (const old of file.oldPages()) {
    const tree = readTreePage(old.read(), old.page, file.layout)
    if (tree?.kind !== 'table-leaf') continue
    for (const cell of tree.cells) {
      const found = readRow(readPayload(file, cell, mayHold), cell, options.shapes)
      if (found) take.row(found, 'old')
    }
  }
  for (let page = 1; page <= file.count; page++) if (claimed[page] === 1) loose[page] = 0
  carveLoosePages(file, loose, finds.scratch)
  return { pages: file.count, unreadable, ...take.summary() }
}

const readRow = ({ bytes }: Payload, cell: Cell, shapes: readonly TableShape[]): Found | null => {
  const row = decodeRow(bytes)
  return row && recogniseRow(row, cell.rowid ?? 0, shapes)
}

/** Whether a row is where rows of its table should be. What is only a part of one is not. */
function belongs(found: Found, owner: string | null): boolean {
  switch (found.kind) {
    case 'record':
    case 'other':
      return found.table === owner
    case 'line':
      return owner === 'change_log'
    case 'step':
      return owner === 'history'
    case 'text':
      return owner === 'bodies'
    case 'original':
      return owner === 'originals'
    case 'replica':
      return owner === 'replicas'
    case 'quarantined':
      return owner === 'quarantine'
    case 'cut-line':
    case 'altered-text':
    case 'altered-original':
      return false
  }
}

/** Puts what is found where it goes, and remembers the highest line of the log. */
function takerOf({ scratch, text, original, quarantined }: Finds) {
  let lastLine = 0
  const alteredOriginals = new Set<string>()
  const line = (sequence: number): void => {
    lastLine = Math.max(lastLine, sequence)
  }
  return {
    scratch,
    line,
    name: (kind: NamedKind, id: string): void => scratch.name(kind, id),
    row(found: Found, place: Place): void {
      switch (found.kind) {
        case 'record':
          scratch.copy(found.record, found.isRetired ? 'old' : place)
          return
        case 'line':
          if (place !== 'old') line(found.line.sequence)
          scratch.line(found.line, place)
          return
        case 'cut-line':
          if (place === 'old') return
          line(found.sequence)
          for (const record of carveRecords(found.payload)) scratch.copy(record, 'carved')
          return
        case 'text':
          text(found.body)
          return
        case 'altered-text':
          scratch.altered(found.text)
          return
        case 'original':
          original(found.bytes)
          return
        case 'altered-original':
          if (place !== 'old') alteredOriginals.add(found.sha256)
          return
        case 'step':
          if (place !== 'live') return
          line(found.sequence)
          scratch.step(found)
          return
        case 'replica':
          if (place !== 'old') scratch.replica(found.sequence, found.id, found.file, found.since)
          return
        case 'quarantined':
          if (place !== 'old') quarantined(found.id, found.columns)
          return
        case 'other':
      }
    },
    summary: () => ({ lastLine, alteredOriginals }),
  }
}

type Taker = ReturnType<typeof takerOf>

/** Tables whose rows are named by their hash. */
const HASHED: Readonly<Record<string, NamedKind>> = { bodies: 'text', originals: 'original' }

const OWN_INDEX = /^sqlite_autoindex_(\w+)_\d+$/

/** The index of a table's ids names every record that there is, the one of the log every line, others where records are. */
function noteNames(entries: readonly Payload[], index: string, take: Taker): void {
  if (index.startsWith('annotations_')) {
    for (const { bytes } of entries) notePlace(decodeRow(bytes)?.values ?? [], index, take)
    return
  }
  const table = OWN_INDEX.exec(index)?.[1]
  const kind = table === undefined ? null : (HASHED[table] ?? kindOfTable(table))
  if (table !== 'change_log' && (kind === null || kind === 'codebook')) return
  for (const { bytes } of entries) {
    const [id, rowid] = decodeRow(bytes)?.values ?? []
    if (kind !== null && typeof id === 'string') take.name(kind, id)
    if (table === 'change_log' && typeof rowid === 'number') take.line(rowid)
  }
}

/** Where an annotation is, what its type is and whose it is: each is in an index of its own. */
function notePlace(values: readonly CellValue[], index: string, { scratch }: Taker): void {
  const rowid = values.at(-1)
  if (typeof rowid !== 'number') return
  const [first, second, third, fourth] = values
  if (index === 'annotations_in_reading_order') {
    if (typeof first !== 'string' || typeof second !== 'number' || typeof third !== 'number') return
    if (typeof fourth !== 'string') return
    scratch.name('annotation', fourth)
    scratch.place({ rowid, id: fourth, article: first, start: second, end: third })
  } else if (index === 'annotations_by_type' && typeof second === 'string') scratch.type(rowid, second)
  else if (index === 'annotations_by_annotator' && typeof first === 'string') scratch.annotator(rowid, first)
}

/** Pages that are no part of anything any more: rows went on in them whose first page is lost. */
function carveLoosePages(file: PageFile, loose: Uint8Array, scratch: Scratch): void {
  const follows = new Uint8Array(file.count + 1)
  const nextOf = (page: number): number => {
    const next = file.read(page)?.readUInt32BE(0) ?? 0
    return next <= file.count && loose[next] === 1 ? next : 0
  }
  for (let page = 1; page <= file.count; page++) {
    if (loose[page] === 1) follows[nextOf(page)] = 1
  }
  for (let head = 1; head <= file.count; head++) {
    if (loose[head] !== 1 || follows[head] === 1) continue
    const parts: Buffer[] = []
    for (let page = head, size = 0; page !== 0 && size < LONGEST_CHAIN; size += file.layout.usable) {
      const bytes = file.read(page)
      if (!bytes) break
      parts.push(bytes.subarray(4, file.layout.usable))
      loose[page] = 0
      page = nextOf(page)
    }
    for (const record of carveRecords(Buffer.concat(parts))) scratch.copy(record, 'carved')
  }
}
