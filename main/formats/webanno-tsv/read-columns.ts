/* The header of a WebAnno TSV file: which layer and which feature each column is. */

export type ColumnKind = 'value' | 'role' | 'target' | 'base' | 'link' | 'element'

export interface Column {
  /** Full name of the layer's type. */
  readonly layer: string
  readonly form: 'span' | 'relation' | 'chain'
  readonly kind: ColumnKind
  /** Of the feature; "" for a column that only says where annotations are. */
  readonly name: string
  /** For `target` and `base`: full name of the type that is referred to. */
  readonly target: string
}

const FORMS = { SP: 'span', RL: 'relation', CH: 'chain' } as const

/** The columns of one line "#T_SP=type|feature|…"; null where it is no such line. */
export function headerColumns(line: string): Column[] | null {
  const match = /^#T_(SP|RL|CH)=([^|]+)(?:\|(.*))?$/.exec(line)
  if (!match) return null
  const form = FORMS[match[1] as keyof typeof FORMS]
  const layer = match[2] ?? ''
  const columns: Column[] = []
  const fields = (match[3] ?? '').split('|')
  for (const field of fields) {
    const before = columns[columns.length - 1]
    const column = { layer, form, name: field, target: '' }
    if (form === 'span' && field.startsWith('ROLE_')) {
      const feature = /^ROLE_[^:]*:(.*)_[^_]+$/.exec(field)?.[1] ?? field
      columns.push({ ...column, kind: 'role', name: feature })
    } else if (form === 'span' && before?.kind === 'role')
      columns.push({ ...column, kind: 'target', name: before.name, target: field })
    else if (form === 'relation' && field.startsWith('BT_'))
      columns.push({ ...column, kind: 'base', target: field.slice(3) })
    else if (form === 'chain' && field === 'referenceRelation') columns.push({ ...column, kind: 'link' })
    else if (form === 'chain' && field === 'referenceType') columns.push({ ...column, kind: 'element' })
    else columns.push({ ...column, kind: 'value' })
  }
  return columns
}
