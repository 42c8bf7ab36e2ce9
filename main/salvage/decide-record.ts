import type { ProjectRecord } from '../../model/record/project.ts'
import { sameValue } from '../../model/value/same-value.ts'
import type { Copy, Proof } from './scratch.ts'

/** All that is known of one record. */
export interface Evidence {
  /** As the surviving log leaves it; null where that has it removed, or does not know it. */
  readonly logged: ProjectRecord | null
  /** Copies in pages, the most trustworthy first. */
  readonly copies: readonly Copy[]
  /** Whether the surviving log names it. */
  readonly isMentioned: boolean
  /** What its hash says of the last line that names it. */
  readonly proof: Proof
  /** Whether lines of the log were lost after the last one that names it. */
  readonly lostSince: boolean
  /** Whether nothing of its table is damaged, so that what is not there was removed. */
  readonly tableWhole: boolean
  /** Whether the index of its table names it; null where the index is damaged and does not. */
  readonly isNamed: boolean | null
  /** Whether a version of it stands in the text of its article. */
  fits(record: ProjectRecord): boolean
}

/** What is to be in the new project. */
export type Decision =
  /** `other`: another version that may be the right one. */
  | { readonly kind: 'kept'; readonly record: ProjectRecord; readonly other: ProjectRecord | null }
  | { readonly kind: 'gone' }
  /** Only an old page has it, and nothing says whether it was removed. */
  | { readonly kind: 'perhaps'; readonly record: ProjectRecord }

const GONE: Decision = { kind: 'gone' }

/** Decides whether a record was there when the file was damaged, and which version of it is the latest. Pure. */
export function decideRecord(evidence: Evidence): Decision {
  const { logged, copies, isMentioned, lostSince, tableWhole, isNamed } = evidence
  const logDecides = isMentioned && !lostSince
  const inUse = copies.filter(({ place }) => place !== 'old')
  if (logDecides) return logged ? latest(evidence, logged) : GONE
  const live = copies.some(({ place }) => place === 'live')
  if (tableWhole) return live ? latest(evidence, logged) : GONE
  if (live) return latest(evidence, logged)
  if (isNamed === false) return GONE
  if (logged || inUse.length > 0) return latest(evidence, logged)
  const [old] = copies
  if (!old) return GONE
  return isNamed
    ? { kind: 'kept', record: newest(copies, evidence), other: null }
    : { kind: 'perhaps', record: old.record }
}

/** Which version: what the log says, unless lines of it were lost since and a copy is newer, or only a copy fits the text. */
function latest(evidence: Evidence, logged: ProjectRecord | null): Decision {
  const { copies, lostSince, proof, fits } = evidence
  if (logged && copies.length === 0) return { kind: 'kept', record: logged, other: null }
  const live = copies.filter(({ place }) => place === 'live')
  const inUse = copies.filter(({ place }) => place !== 'old')
  const best = newest(live.length > 0 ? live : inUse.length > 0 ? inUse : copies, evidence)
  if (!logged) return { kind: 'kept', record: best, other: null }
  if (inUse.some(({ record }) => sameValue(record, logged)) && !lostSince)
    return { kind: 'kept', record: logged, other: null }
  if (sameValue(best, logged)) return { kind: 'kept', record: logged, other: null }
  if (lostSince) {
    const isOlder = timeOf(best) < timeOf(logged) || (timeOf(best) === timeOf(logged) && live.length === 0)
    const kept = isOlder && fits(logged) ? logged : fits(best) || !fits(logged) ? best : logged
    return { kind: 'kept', record: kept, other: null }
  }
  if (proof === 'proved' && fits(logged)) return { kind: 'kept', record: logged, other: null }
  if (fits(best) && (!fits(logged) || (proof === 'altered' && live.length > 0))) {
    return { kind: 'kept', record: best, other: logged }
  }
  // A page that was left behind holds an older version; one that is in use should not.
  return { kind: 'kept', record: logged, other: live.length > 0 && fits(best) ? best : null }
}

/** The version that was written last; of versions of one time, one that stands in the text. */
function newest(copies: readonly Copy[], { fits }: Evidence): ProjectRecord {
  const [first, ...others] = copies.map(({ record }) => record)
  if (!first) throw new Error('There is no copy to choose from.')
  let best = first
  for (const record of others) {
    const later = timeOf(record) > timeOf(best)
    if (later || (timeOf(record) === timeOf(best) && !fits(best) && fits(record))) best = record
  }
  return best
}

/** What sorts versions by age: ISO 8601, or the number of a codebook; "" for kinds that say neither. */
function timeOf(record: ProjectRecord): string {
  if (record.kind === 'codebook') return String(record.version).padStart(9, '0')
  return 'updatedAt' in record ? record.updatedAt : ''
}
