import type { FieldType } from '../../model/record/fields.ts'
import { KINDS } from '../../model/record/kinds.ts'
import type { ProjectRecord, RecordKind } from '../../model/record/project.ts'

/*
 * A record as one text that does not depend on the order of its keys. Two records have the same one exactly where `sameValue` calls them equal.
 */

/** Values whose keys may come in any order; the keys of all others are known. */
const KEYED: ReadonlySet<FieldType> = new Set<FieldType>(['attributes', 'article-source'])

type Json = Readonly<Record<string, unknown>>

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const keys = Object.keys(value).toSorted()
  return keys.map((key) => [key, sorted((value as Json)[key])])
}

const lists: { readonly [Type in Extract<FieldType, string>]?: (value: never) => unknown } = {
  fragments: (list: readonly Json[]) =>
    list.map(({ start, end, quote, prefix, suffix }) => [start, end, quote, prefix, suffix]),
  spans: (list: readonly Json[]) => list.map(({ start, end }) => [start, end]),
  'prediction-links': (list: readonly Json[]) => list.map(({ role, target }) => [role, target]),
  'relation-target': (target: Json) => [target['annotation'] ?? null, target['entity'] ?? null],
}

const FORMS = new Map<RecordKind, (record: Json) => unknown>()

function formOf(kind: RecordKind): (record: Json) => unknown {
  const { fields } = KINDS[kind]
  if (!fields) return (record) => [kind, sorted(record)]
  const parts = Object.entries(fields as Readonly<Record<string, FieldType>>).map(([name, type]) => {
    const list = typeof type === 'string' ? (lists[type] as ((value: unknown) => unknown) | undefined) : undefined
    return { name, form: list ?? (KEYED.has(type) ? sorted : null) }
  })
  return (record) => {
    const values: unknown[] = [kind]
    for (const { name, form } of parts) values.push(form ? form(record[name]) : record[name])
    return values
  }
}

/** A record as canonical JSON. */
export function canonicalRecord(record: ProjectRecord): string {
  let form = FORMS.get(record.kind)
  if (!form) {
    form = formOf(record.kind)
    FORMS.set(record.kind, form)
  }
  return JSON.stringify(form(record as unknown as Json))
}
