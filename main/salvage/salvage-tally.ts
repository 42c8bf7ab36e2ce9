import type { RecordKind } from '../../model/record/project.ts'
import { TABLES } from '../store/sqlite/tables.ts'
import { query, type ReadHandle } from '../store/sqlite/sqlite.ts'
import { hasOriginal } from '../store/sqlite/texts.ts'
import type { Replay } from './replay-log.ts'
import type { RestoredText } from './restore-texts.ts'
import type { NamedKind, Scratch } from './scratch.ts'
import { SETTLING_ORDER } from './settle-records.ts'

/** How much of one kind came back. */
export interface Recovered {
  /** How many are known to have been there: those that came back, and those that something still names. */
  readonly known: number
  readonly back: number
  /** Ids, or hashes, of those that did not come back and of which nothing else is left. */
  readonly lost: readonly string[]
}

/** What came back, by kind. */
export interface SalvageTally {
  readonly kinds: Readonly<Record<NamedKind, Recovered>>
  /** Texts that came back with another hash. */
  readonly alteredTexts: number
  /** Source files of which only altered bytes are left. */
  readonly alteredOriginals: number
}

const textIds = query('salvaged-texts', 'SELECT id FROM bodies ORDER BY id')

/** At most so many ids are listed. */
const MOST_LISTED = 10_000

/** Counts what is in the new project, against all that the broken file still names. */
export function tallySalvage(
  db: ReadHandle,
  scratch: Scratch,
  replay: Replay,
  restored: ReadonlyMap<string, RestoredText>,
  alteredOriginals: ReadonlySet<string>,
): SalvageTally {
  const kinds = Object.fromEntries(SETTLING_ORDER.map((kind) => [kind, recordsOf(kind, db, scratch, replay)]))
  const texts = textsOf(db, scratch, restored)
  const altered = [...TABLES.article.all(db)].filter(({ metadata }) => 'salvaged' in metadata).length
  return {
    kinds: { ...kinds, text: texts, original: originalsOf(db, scratch) } as SalvageTally['kinds'],
    alteredTexts: altered,
    alteredOriginals: [...alteredOriginals].filter((hash) => !hasOriginal(db, hash)).length,
  }
}

function recordsOf(kind: RecordKind, db: ReadHandle, scratch: Scratch, replay: Replay): Recovered {
  let back = 0
  for (const _ of TABLES[kind].all(db)) back++
  const lost: string[] = []
  let missing = 0
  const note = (id: string): void => {
    missing++
    if (lost.length < MOST_LISTED) lost.push(id)
  }
  for (const id of scratch.named(kind)) {
    if (TABLES[kind].find(db, id)) continue
    const mention = scratch.mentionOf(kind, id)
    // What the log has removed was there once, and is not missed.
    const wasRemoved = mention !== null && !replay.lostAfter(mention.sequence) && !scratch.isAside(kind, id)
    if (!wasRemoved) note(id)
  }
  for (const id of scratch.leftOut(kind)) if (!scratch.isNamed(kind, id)) note(id)
  return { known: back + missing, back, lost }
}

function textsOf(db: ReadHandle, scratch: Scratch, restored: ReadonlyMap<string, RestoredText>): Recovered {
  const back = new Set(db.all(textIds).map(({ id }) => String(id)))
  const known = new Set([...back, ...scratch.named('text')])
  const replaced = (id: string): boolean => restored.get(id)?.state === 'proved'
  const lost = [...known].filter((id) => !back.has(id) && !replaced(id))
  return { known: known.size, back: known.size - lost.length, lost: lost.slice(0, MOST_LISTED) }
}

/** The files that articles were read from. */
function originalsOf(db: ReadHandle, scratch: Scratch): Recovered {
  const lost = [...scratch.named('original')].filter((hash) => !hasOriginal(db, hash))
  const back = [...scratch.named('original')].length - lost.length
  return { known: back + lost.length, back, lost: lost.slice(0, MOST_LISTED) }
}
