import type { DatasetSource } from '../exporter.ts'

/** A part of the codebook; null in the columns that do not concern it. */
export type CodebookRow = {
  readonly kind: 'type' | 'attribute' | 'value' | 'role'
  /** Ids */
  readonly type: string
  readonly attribute: string | null
  readonly value: string | null
  readonly role: string | null
  readonly name: string
  readonly definition: string
  readonly retired: 'true' | 'false'
}

interface Part {
  readonly name: string
  readonly description?: string
  readonly retired?: boolean
}

const rowOf = (
  kind: CodebookRow['kind'],
  type: string,
  { name, description = '', retired = false }: Part,
  place: { readonly attribute?: string; readonly value?: string; readonly role?: string } = {},
): CodebookRow => ({
  kind,
  type,
  attribute: place.attribute ?? null,
  value: place.value ?? null,
  role: place.role ?? null,
  name,
  definition: description,
  retired: retired ? 'true' : 'false',
})

/** The codebook as a table: every type with its attributes, their values, and its roles. */
export function* codebookRows({ codebook }: Pick<DatasetSource, 'codebook'>): Iterable<CodebookRow> {
  for (const type of codebook.types) {
    yield rowOf('type', type.id, type)
    for (const attribute of type.attributes) {
      yield rowOf('attribute', type.id, attribute, { attribute: attribute.id })
      if (attribute.input !== 'choice') continue
      for (const value of attribute.values)
        yield rowOf('value', type.id, value, { attribute: attribute.id, value: value.id })
    }
    for (const role of type.roles) yield rowOf('role', type.id, role, { role: role.id })
  }
}
