import { hash } from 'node:crypto'
import type { Change } from '../../../model/change/change.ts'
import { homeOf, shiftRecord } from '../../../model/record/kinds.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { invertSplices, type Splices } from '../../../model/text/splices.ts'
import { canonicalRecord } from '../../store/canonical-record.ts'
import { createKeyTable } from './key-table.ts'

/** What the change log says of every record, going through it once. */
export interface LoggedStates {
  /** Takes in the next change; why it does not follow those before it, as the end of a sentence, or null. */
  follow(change: Change): string | null
  /** Whether a stored record is as the log left it, and notes that it is there. */
  compare(record: ProjectRecord): 'same' | 'different' | 'unknown'
  /** How many records the log left that nobody has compared. */
  missing(): number
  /** Whether a record is one of them. */
  isMissing(key: string): boolean
}

/** Bytes of a digest that are kept. */
const DIGEST = 16

const digestOf = (record: ProjectRecord): string => hash('sha256', canonicalRecord(record), 'binary').slice(0, DIGEST)

/** What is known of a slot. */
const ABSENT = 0
const LOGGED = 1
const SEEN = 2

/**
 * Holds 16 bytes of a hash for each record instead of the record: a million take 60 MB. An edit of a text moves records
 * that its change does not name; they keep the hash of what was written last, and whoever is compared with it is first
 * led back through the edits since.
 */
export function createLoggedStates(): LoggedStates {
  const keys = createKeyTable()
  let digests = Buffer.alloc(DIGEST * 1024)
  /** How many edits its article had gone through when a record was written. */
  let versions = new Uint32Array(1024)
  let states = new Uint8Array(1024)
  /** article → its edits, each as the splices that lead back */
  const edits = new Map<string, Splices[]>()

  const editsOf = (record: ProjectRecord): readonly Splices[] | undefined => edits.get(homeOf(record) ?? '')

  const grow = (): void => {
    const [length, oldDigests, oldVersions, oldStates] = [states.length * 2, digests, versions, states]
    digests = Buffer.alloc(DIGEST * length)
    digests.set(oldDigests)
    versions = new Uint32Array(length)
    versions.set(oldVersions)
    states = new Uint8Array(length)
    states.set(oldStates)
  }

  const put = (key: string, record: ProjectRecord): void => {
    const slot = keys.put(key)
    if (slot === states.length) grow()
    digests.write(digestOf(record), slot * DIGEST, 'binary')
    versions[slot] = editsOf(record)?.length ?? 0
    states[slot] = LOGGED
  }

  /** Slot of a record that is there; -1 where it is not. */
  const slotOf = (key: string): number => {
    const slot = keys.find(key)
    return slot < 0 || states[slot] === ABSENT ? -1 : slot
  }

  const isAsWritten = (slot: number, record: ProjectRecord): boolean => {
    let earlier: ProjectRecord | null = record
    for (const back of editsOf(record)?.slice(versions[slot]).toReversed() ?? []) {
      earlier = earlier && shiftRecord(earlier, back)
    }
    return earlier !== null && digestOf(earlier) === digests.toString('binary', slot * DIGEST, (slot + 1) * DIGEST)
  }

  const misfit = (verb: string, record: ProjectRecord): string | null => {
    const key = recordKey(record)
    const slot = slotOf(key)
    if (slot < 0) return `it ${verb} ${key}, which is not there`
    return isAsWritten(slot, record) ? null : `it ${verb} ${key}, which was different before`
  }

  return {
    follow(change) {
      let problem: string | null = null
      for (const record of change.removed) problem ??= misfit('removes', record)
      for (const [before] of change.updated) problem ??= misfit('updates', before)
      for (const { article, before, after } of change.edits) {
        const own = change.updated.find(([old]) => old.kind === 'article' && old.id === article)
        const [old, next] = own ?? []
        const fits = old?.kind === 'article' && old.body === before && next?.kind === 'article' && next.body === after
        if (!fits) problem ??= `it edits another text than article:${article} has`
      }
      for (const record of change.removed) {
        const slot = slotOf(recordKey(record))
        if (slot >= 0) states[slot] = ABSENT
      }
      for (const { article, splices } of change.edits) {
        edits.set(article, [...(edits.get(article) ?? []), invertSplices(splices)])
      }
      for (const [, after] of change.updated) put(recordKey(after), after)
      for (const record of change.added) {
        const key = recordKey(record)
        if (slotOf(key) >= 0) problem ??= `it adds ${key}, which is there already`
        put(key, record)
      }
      return problem
    },
    compare(record) {
      const slot = slotOf(recordKey(record))
      if (slot < 0) return 'unknown'
      states[slot] = SEEN
      return isAsWritten(slot, record) ? 'same' : 'different'
    },
    missing: () => states.reduce((count, state) => count + (state === LOGGED ? 1 : 0), 0),
    isMissing(key) {
      const slot = keys.find(key)
      return slot >= 0 && states[slot] === LOGGED
    },
  }
}
