import { ownValue } from '../../../../model/value/own-value.ts'
import { offsetConverter } from '../../../../model/text/offsets.ts'
import type { ForeignAnnotation, ForeignFragment, ForeignRelation } from '../reader.ts'
import type { Companion } from '../standoff/companion.ts'
import type { PlacedExtra } from '../standoff/extra.ts'

/** How a format's own files show an annotation that was not edited there. */
export interface Rendition {
  readonly type: string
  /** In the unit of the file. */
  readonly fragments: readonly (readonly [number, number])[]
  /** Only those that the format holds; under the same names. */
  readonly attributes: Readonly<Record<string, string>>
  /** null where the format holds no notes. */
  readonly note: string | null
}

export interface Restorer {
  /**
   * An annotation as it was written, where the file still says what it said then. What was changed in the file
   * meanwhile counts; what the format has no word for stays. `key` is the format's name for it.
   */
  annotation(found: ForeignAnnotation, key: string): ForeignAnnotation
  /** Its ends have to be restored already. */
  relation(found: ForeignRelation): ForeignRelation
}

export function createRestorer(
  companion: Companion | null,
  text: string,
  rendition: (record: PlacedExtra) => Rendition,
): Restorer {
  const records = new Map((companion?.annotations ?? []).map((record) => [record.id, record]))
  const links = new Map<string, { readonly id: string }[]>()
  const linkOf = (role: string, source: string, target: unknown): string => JSON.stringify([role, source, target])
  for (const { role, source, target, ...said } of companion?.relations ?? []) {
    const link = linkOf(role, source, typeof target === 'string' ? { annotation: target } : target)
    links.set(link, [...(links.get(link) ?? []), said])
  }
  const { toModel } = offsetConverter(text, companion?.offsetUnit ?? 'codepoint')
  const quoteOf = (start: number, end: number): string | null => {
    const [from, to] = [toModel(start), toModel(end)]
    return from === null || to === null ? null : text.slice(from, to)
  }
  const areRight = (fragments: readonly ForeignFragment[]): boolean =>
    fragments.every(({ start, end, quote }) => quote === null || quote === quoteOf(start, end))
  return {
    annotation(found, key) {
      const record = records.get((companion && ownValue(companion.keys, key)) ?? key)
      if (!record) return found
      const said = rendition(record)
      const samePlace =
        areRight(found.fragments) &&
        JSON.stringify(found.fragments.map(({ start, end }) => [start, end])) === JSON.stringify(said.fragments)
      const sameType = found.type === said.type
      // Another annotation may have been given a name that is free again.
      if (!samePlace && !sameType) return found
      records.delete(record.id)
      const attributes = keptAttributes(found.attributes, said.attributes, record.attributes)
      const sameNote = said.note === null || found.note === said.note
      const isAsWritten = samePlace && sameType && sameNote && attributes.isAsWritten
      return {
        ...found,
        key: record.id,
        type: sameType ? record.type : found.type,
        fragments: samePlace
          ? record.fragments.map(([start, end]) => ({ start, end, quote: quoteOf(start, end) }))
          : found.fragments,
        attributes: attributes.kept,
        note: sameNote ? record.note : found.note,
        confidence: found.confidence ?? record.confidence,
        status: found.status ?? record.status,
        annotator: record.annotator,
        createdAt: record.createdAt,
        updatedAt: isAsWritten ? record.updatedAt : null,
        provenance: record.provenance,
        codebookVersion: record.codebookVersion,
      }
    },
    relation(found) {
      const said = links.get(linkOf(found.role, found.source, found.target))?.shift()
      return said ? { ...found, ...withoutId(said), key: said.id } : found
    },
  }
}

const withoutId = <T extends { readonly id: string }>({ id: _id, ...rest }: T): Omit<T, 'id'> => rest

/** Values as they were where the file says what it said then; what the format does not hold stays. */
function keptAttributes(
  found: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string>>,
  record: Readonly<Record<string, string>>,
): { readonly kept: Readonly<Record<string, string>>; readonly isAsWritten: boolean } {
  const kept: Record<string, string> = {}
  let isAsWritten = true
  for (const [name, value] of Object.entries(record)) {
    const now = ownValue(found, name)
    const then = ownValue(said, name)
    if (then === undefined || now === then) kept[name] = value
    else {
      isAsWritten = false
      if (now !== undefined) kept[name] = now
    }
  }
  for (const [name, value] of Object.entries(found)) {
    if (ownValue(record, name) !== undefined) continue
    isAsWritten = false
    kept[name] = value
  }
  return { kept, isAsWritten }
}
