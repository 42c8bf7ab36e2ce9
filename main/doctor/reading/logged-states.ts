import { hash } from 'node:crypto'
import type { Change } from '../../../model/change/change.ts'
import { homeOf, shiftRecord } from '../../../model/record/kinds.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { invertSplices, type Splices } from '../../../model/text/splices.ts'
import { canonicalRecord } from '../../store/canonical-record.ts'

/** What the change log says of every record, going through it once. */
export interface LoggedStates {
  /** Takes in the next change; why it does not follow those before it, as the end of a sentence, or null. */
  follow(change: Change): string | null
  /** Whether a stored record is as the log left it, and notes that it is there. */
  compare(record: ProjectRecord): 'same' | 'different' | 'unknown'
  /** Keys of the records that the log left and that nobody has compared. */
  missing(): Iterable<string>
}

/** Bytes of a digest that are kept. */
const DIGEST = 16

const digestOf = (record: ProjectRecord): string => hash('sha256', canonicalRecord(record), 'binary').slice(0, DIGEST)

/**
 * Holds 16 bytes of a hash for each record instead of the record: a million take 150 MB. An edit of a text moves records
 * that its change does not name; they keep the hash of what was written last, and whoever is compared with it is first
 * led back through the edits since.
 */
export function createLoggedStates(): LoggedStates {
  const slots = new Map<string, number>()
  let digests = Buffer.alloc(DIGEST * 1024)
  /** How many edits its article had gone through when a record was written. */
  let versions = new Uint32Array(1024)
  let seen = new Uint8Array(1024)
  let used = 0
  /** article → its edits, each as the splices that lead back */
  const edits = new Map<string, Splices[]>()

  const editsOf = (record: ProjectRecord): readonly Splices[] => edits.get(homeOf(record) ?? '') ?? []

  const put = (key: string, record: ProjectRecord): void => {
    let slot = slots.get(key)
    if (slot === undefined) {
      slot = used++
      slots.set(key, slot)
    }
    if (slot === seen.length) {
      const length = seen.length * 2
      digests = Buffer.concat([digests], DIGEST * length)
      const [oldVersions, oldSeen] = [versions, seen]
      versions = new Uint32Array(length)
      versions.set(oldVersions)
      seen = new Uint8Array(length)
      seen.set(oldSeen)
    }
    digests.write(digestOf(record), slot * DIGEST, 'latin1')
    versions[slot] = editsOf(record).length
  }

  const isAsWritten = (slot: number, record: ProjectRecord): boolean => {
    const since = editsOf(record).slice(versions[slot])
    let earlier: ProjectRecord | null = record
    for (const back of since.toReversed()) earlier = earlier && shiftRecord(earlier, back)
    return earlier !== null && digestOf(earlier) === digests.toString('latin1', slot * DIGEST, (slot + 1) * DIGEST)
  }

  const misfit = (verb: string, record: ProjectRecord): string | null => {
    const key = recordKey(record)
    const slot = slots.get(key)
    if (slot === undefined) return `it ${verb} ${key}, which is not there`
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
      for (const record of change.removed) slots.delete(recordKey(record))
      for (const { article, splices } of change.edits) {
        edits.set(article, [...(edits.get(article) ?? []), invertSplices(splices)])
      }
      for (const [, after] of change.updated) put(recordKey(after), after)
      for (const record of change.added) {
        const key = recordKey(record)
        if (slots.has(key)) problem ??= `it adds ${key}, which is there already`
        put(key, record)
      }
      return problem
    },
    compare(record) {
      const slot = slots.get(recordKey(record))
      if (slot === undefined) return 'unknown'
      seen[slot] = 1
      return isAsWritten(slot, record) ? 'same' : 'different'
    },
    *missing() {
      for (const [key, slot] of slots) if (seen[slot] === 0) yield key
    },
  }
}
