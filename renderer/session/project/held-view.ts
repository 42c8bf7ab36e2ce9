import type { Lookup, RecordView } from '../../../model/change/view.ts'
import type { ProjectRecord, RecordKind, RecordOf } from '../../../model/record/project.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import type { Relation } from '../../../model/record/relation.ts'
import type { HeldRecords, OpenArticle } from './held-records.ts'

/** What has an id. */
export interface Identified {
  readonly id: string
}

/** Questions that are answered by reading through a list; beyond them a table is made. */
const FEW = 8

/** Finds records of a list by id. */
function finder<T extends Identified>(list: readonly T[]): (id: string) => T | 'absent' {
  let asked = 0
  let table: ReadonlyMap<string, T> | null = null
  return (id) => {
    if (!table && ++asked > FEW) table = new Map(list.map((item) => [item.id, item]))
    return (table ? table.get(id) : list.find((item) => item.id === id)) ?? 'absent'
  }
}

/** Whether a relation begins or ends in the open article. */
export const isHeld = (
  { article, index }: Pick<OpenArticle, 'article' | 'index'>,
  { article: home, target }: Relation,
) => home === article.id || ('annotation' in target && index.get(target.annotation) !== undefined)

/** The open article where it is the one that a record belongs to. */
const openFor = ({ open }: HeldRecords, article: string): OpenArticle | null =>
  open?.article.id === article ? open : null

/** How the window finds records of each kind that it holds; any other kind lies elsewhere. */
type Finders = { readonly [K in RecordKind]?: (record: RecordOf<K>) => Lookup }

/** What the window holds, as a change sees it. */
export function viewOfHeld(held: HeldRecords): RecordView {
  const { open } = held
  const article = finder(held.articles)
  const entity = finder(held.entities)
  const annotator = finder(held.annotators)
  const finders: Finders = {
    project: () => held.project,
    codebook: () => held.codebook,
    article: ({ id }) => article(id),
    entity: ({ id }) => entity(id),
    annotator: ({ id }) => annotator(id),
    annotation(record) {
      const home = openFor(held, record.article)
      return home?.index.get(record.id) ?? (home?.complete ? 'absent' : 'elsewhere')
    },
    relation: (record) => open?.relations.get(record.id) ?? (open && isHeld(open, record) ? 'absent' : 'elsewhere'),
    prediction(record) {
      const home = openFor(held, record.article)
      return home ? (home.predictions.get(record.id) ?? 'absent') : 'elsewhere'
    },
    rejection(record) {
      const home = openFor(held, record.article)
      return home ? (home.rejections.get(rejectedKey(record)) ?? 'absent') : 'elsewhere'
    },
  }
  const find = (record: ProjectRecord): Lookup => {
    // TypeScript cannot see that a record's own kind chooses a finder that takes it.
    const own = finders[record.kind] as ((record: ProjectRecord) => Lookup) | undefined
    return own?.(record) ?? 'elsewhere'
  }
  return {
    find,
    placedIn(id) {
      const home = openFor(held, id)
      return home?.complete ? [...home.index, ...home.predictions.values(), ...home.rejections.values()] : 'elsewhere'
    },
  }
}
