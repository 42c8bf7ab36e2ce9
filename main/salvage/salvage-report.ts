import { closeSync, openSync, writeSync } from 'node:fs'
import { KINDS } from '../../model/record/kinds.ts'
import type { RecordKind } from '../../model/record/project.ts'
import { tableOfKind } from './found-row.ts'
import type { Replay } from './replay-log.ts'
import type { ReadHandle } from '../store/sqlite/sqlite.ts'
import { textOfArticle } from '../store/sqlite/texts.ts'
import type { Recovered, SalvageTally } from './salvage-tally.ts'
import type { ScanSummary } from './scan-pages.ts'
import type { AsideTopic, NamedKind, Scratch } from './scratch.ts'
import type { Trees } from './trees.ts'

/** What a salvage brought back, and what it did not. */
export interface SalvageReport {
  /** The damaged file, and the new one. */
  readonly broken: string
  readonly project: string
  /** Whether all that was in the project is known to be back as it was. */
  readonly complete: boolean
  /** Whether nothing of a project was found. */
  readonly isEmpty: boolean
  readonly pages: { readonly total: number; readonly unreadable: number }
  readonly log: {
    readonly lines: number
    readonly lost: number
    /** Changes that were put in so that lines behind lost ones could follow. */
    readonly bridges: number
    /** Whether nothing can be lost behind the last line that came back. */
    readonly endIsKnown: boolean
  }
  readonly kinds: Readonly<Record<NamedKind, Recovered>>
  readonly alteredTexts: number
  readonly alteredOriginals: number
  /** How many things the report lists in full, by topic. */
  readonly aside: Readonly<Record<AsideTopic, number>>
}

interface Parts {
  readonly tally: SalvageTally
  readonly replay: Replay
  readonly scan: ScanSummary
  readonly trees: Trees
  readonly aside: Record<AsideTopic, number>
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

export function reportOf(
  { broken, out }: { readonly broken: string; readonly out: string },
  { tally, replay, scan, trees, aside }: Parts,
): SalvageReport {
  const { kinds, alteredTexts, alteredOriginals } = tally
  const endIsKnown = trees.isWhole('change_log')
  const back = sum(Object.values(kinds).map((kind) => kind.back))
  const allBack = Object.values(kinds).every((kind) => kind.back === kind.known)
  // The log and the tables each hold everything: one of them must be known to be whole.
  const tablesWhole = RECORD_TABLES.every((table) => trees.isWhole(table))
  const textsWhole = ['bodies', 'originals'].every((table) => trees.isWhole(table))
  const known = (endIsKnown && replay.lost === 0) || tablesWhole
  const blemishes = replay.lost + replay.bridges + alteredTexts + alteredOriginals + sum(Object.values(aside))
  return {
    broken,
    project: out,
    complete: allBack && known && textsWhole && endIsKnown && blemishes === 0,
    // What was made because it is needed, and whoever salvages, are in every new project.
    isEmpty: replay.lines === 0 && back <= aside.made + 1,
    pages: { total: scan.pages, unreadable: scan.unreadable },
    log: { lines: replay.lines, lost: replay.lost, bridges: replay.bridges, endIsKnown },
    kinds,
    alteredTexts,
    alteredOriginals,
    aside,
  }
}

const RECORD_TABLES = (Object.keys(KINDS) as RecordKind[]).map(tableOfKind)

/** What people ask about first. */
const ORDER: readonly NamedKind[] = [
  'text',
  'original',
  'article',
  'annotation',
  'relation',
  'entity',
  'prediction',
  'rejection',
]

const plural = (kind: NamedKind): string =>
  kind === 'text' ? 'texts' : kind === 'original' ? 'source files' : KINDS[kind].plural

/** What came back, as lines for a person: "12 of 12 texts". Kinds of which nothing is known are left out. */
export function recoveredLines({ kinds, log }: SalvageReport): string[] {
  const lines = ORDER.flatMap((kind) => {
    const { back, known } = kinds[kind]
    return known === 0 ? [] : [`${back} of ${known} ${plural(kind)}`]
  })
  const end = log.endIsKnown ? '' : ', and perhaps later ones are lost'
  return [...lines, `${log.lines} of ${log.lines + log.lost} known lines of the history${end}`]
}

/** What a person should know about what came back, as sentences. */
export function salvageRemarks({ aside, alteredTexts, alteredOriginals, log, pages }: SalvageReport): string[] {
  const remark = (count: number, one: string, several: string): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : several}`]
  return [
    ...remark(
      pages.unreadable,
      'page of the file cannot be read.',
      `pages of ${pages.total} in the file cannot be read.`,
    ),
    ...remark(
      aside['left-out'],
      'record was found and cannot be in the project, because its text or what it refers to is lost.',
      'records were found and cannot be in the project, because their texts or what they refer to are lost.',
    ),
    ...remark(
      aside.perhaps,
      'record was found in an old page and may have been removed before the damage. It is not in the project.',
      'records were found in old pages and may have been removed before the damage. They are not in the project.',
    ),
    ...remark(
      aside.doubtful,
      'record was found in two versions. The project has the one that the history holds.',
      'records were found in two versions. The project has those that the history holds.',
    ),
    ...remark(
      aside.mended,
      'record had to be changed to fit what came back.',
      'records had to be changed to fit what came back.',
    ),
    ...remark(aside.made, 'record that others need was made anew.', 'records that others need were made anew.'),
    ...remark(
      alteredTexts,
      'text is not exactly the one that was imported; its article says so.',
      'texts are not exactly those that were imported; their articles say so.',
    ),
    ...remark(
      alteredOriginals,
      'source file was damaged and is left out.',
      'source files were damaged and are left out.',
    ),
    ...remark(
      log.bridges,
      'step was put into the history in the place of lost ones.',
      'steps were put into the history in the place of lost ones.',
    ),
  ]
}

const TOPICS: readonly (readonly [AsideTopic, string])[] = [
  ['left-out', 'leftOut'],
  ['perhaps', 'perhapsRemoved'],
  ['doubtful', 'twoVersions'],
  ['mended', 'changed'],
  ['made', 'made'],
]

/** An annotation of which only its place is left, with the text that stands there. */
function placeOf(id: string, db: ReadHandle, scratch: Scratch): object | null {
  const place = scratch.indexedPlace(id)
  if (!place) return null
  const { start, end } = place
  const text = start >= 0 ? textOfArticle(db, place.article) : null
  return text !== null && end <= text.length ? { ...place, text: text.slice(start, end) } : place
}

/** Writes the report with all that is not in the new project, in full, as JSON. Throws errors of the disk. */
export function writeSalvageReport(path: string, report: SalvageReport, db: ReadHandle, scratch: Scratch): void {
  const file = openSync(path, 'w')
  const list = (name: string, items: Iterable<string>): void => {
    writeSync(file, `,\n  ${JSON.stringify(name)}: [`)
    let separator = '\n    '
    for (const json of items) {
      writeSync(file, separator + json)
      separator = ',\n    '
    }
    writeSync(file, separator.startsWith(',') ? '\n  ]' : ']')
  }
  try {
    const { isEmpty: _, aside: _counts, ...summary } = report
    writeSync(file, JSON.stringify(summary, null, 2).slice(0, -2))
    for (const [topic, name] of TOPICS) list(name, scratch.aside(topic))
    const places = report.kinds.annotation.lost.flatMap((id) => placeOf(id, db, scratch) ?? [])
    list(
      'lostAnnotations',
      places.map((place) => JSON.stringify(place)),
    )
    writeSync(file, '\n}\n')
  } finally {
    closeSync(file)
  }
}
