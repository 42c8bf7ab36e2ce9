import type { Codebook } from '../../../model/record/codebook.ts'
import {
  type DatasetVocabulary,
  type ForeignAttribute,
  type ForeignRole,
  type ForeignType,
  MOST_VALUES,
} from '../../../model/dataset/dataset-vocabulary.ts'
import type { Project } from '../../../model/record/project.ts'
import type { ForeignArticle } from '../../formats/kit/reader.ts'
import type { OpenedDataset } from './open-dataset.ts'
import { itemsOf } from './items.ts'

/** What has to be known of a whole dataset before any of it can be taken in. Plain data. */
export interface DatasetScan {
  readonly vocabulary: DatasetVocabulary
  /** The dataset's own codebook. */
  readonly own: Codebook | null
  readonly project: Partial<Omit<Project, 'kind'>> | null
  /** Keys of annotations, with their scope, that relations of other articles lead to. */
  readonly far: readonly string[]
  readonly annotations: number
}

export interface ScanProgress {
  /** Called after each article. Throws to stop. */
  (articles: number, annotations: number): void
}

interface AttributeCount {
  count: number
  entities: number
  longest: number
  more: boolean
  readonly values: Map<string, number>
}

interface TypeCount {
  count: number
  whole: number
  readonly attributes: Map<string, AttributeCount>
  readonly roles: Map<string, { count: number; readonly targets: Set<string | null> }>
}

/** Reads a dataset to its end and keeps what it calls things. Memory does not grow with the number of annotations. */
export async function scanDataset(dataset: OpenedDataset, tell: ScanProgress): Promise<DatasetScan> {
  const types = new Map<string, TypeCount>()
  const entities = new Set<string>()
  /** Relations that lead out of their article: what they lead to is known only in the end. */
  const far = new Map<string, Set<string | null>[]>()
  let own: Codebook | null = null
  let project: DatasetScan['project'] = null
  let articles = 0
  let annotations = 0
  for await (const { item, scope } of itemsOf(dataset)) {
    if (item.kind === 'codebook') own ??= item.codebook
    else if (item.kind === 'project') project ??= item.project
    else if (item.kind === 'entity') entities.add(scope + item.entity.id)
    else if (item.kind === 'article') {
      countArticle(item.article, scope, types, entities, far)
      articles++
      annotations += item.article.annotations.length
      tell(articles, annotations)
    }
  }
  if (far.size > 0) await findFarTypes(dataset, far)
  return { vocabulary: vocabularyOf(types), own, project, far: [...far.keys()], annotations }
}

function countArticle(
  article: ForeignArticle,
  scope: string,
  types: Map<string, TypeCount>,
  entities: ReadonlySet<string>,
  far: Map<string, Set<string | null>[]>,
): void {
  const typeOf = new Map<string, string>()
  for (const { key, type, fragments, attributes } of article.annotations) {
    typeOf.set(key, type)
    const own = ensure(types, type, () => ({ count: 0, whole: 0, attributes: new Map(), roles: new Map() }))
    own.count++
    if (fragments.length === 0) own.whole++
    for (const [name, value] of Object.entries(attributes)) {
      const made = () => ({ count: 0, entities: 0, longest: 0, more: false, values: new Map() })
      const attribute: AttributeCount = ensure(own.attributes, name, made)
      attribute.count++
      attribute.longest = Math.max(attribute.longest, value.length)
      if (entities.has(scope + value)) attribute.entities++
      const known = attribute.values.get(value)
      if (known !== undefined || attribute.values.size < MOST_VALUES) attribute.values.set(value, (known ?? 0) + 1)
      else attribute.more = true
    }
  }
  for (const { source, role, target } of article.relations) {
    const type = typeOf.get(source)
    if (type === undefined) continue
    const own = types.get(type)
    const counted = own && ensure(own.roles, role, () => ({ count: 0, targets: new Set<string | null>() }))
    if (!counted) continue
    counted.count++
    if ('entity' in target) counted.targets.add(null)
    else {
      const end = typeOf.get(target.annotation)
      if (end !== undefined) counted.targets.add(end)
      else ensure(far, scope + target.annotation, () => []).push(counted.targets)
    }
  }
}

/** Reads once more for the types of annotations that relations of other articles lead to. Rare, so it may take time. */
async function findFarTypes(dataset: OpenedDataset, far: ReadonlyMap<string, Set<string | null>[]>): Promise<void> {
  for await (const { item, scope } of itemsOf(dataset)) {
    if (item.kind !== 'article') continue
    for (const { key, type } of item.article.annotations) {
      for (const targets of far.get(scope + key) ?? []) targets.add(type)
    }
  }
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

const byCount = (a: { readonly count: number }, b: { readonly count: number }): number => b.count - a.count

function vocabularyOf(types: ReadonlyMap<string, TypeCount>): ForeignType[] {
  return [...types]
    .map(
      ([name, { count, whole, attributes, roles }]): ForeignType => ({
        name,
        count,
        wholeArticle: whole,
        attributes: [...attributes].map(
          ([attribute, counted]): ForeignAttribute => ({
            name: attribute,
            count: counted.count,
            values: [...counted.values].map(([value, number]) => ({ value, count: number })).toSorted(byCount),
            moreValues: counted.more,
            longest: counted.longest,
            entities: counted.entities,
          }),
        ),
        roles: [...roles].map(
          ([role, counted]): ForeignRole => ({ name: role, count: counted.count, targets: [...counted.targets] }),
        ),
      }),
    )
    .toSorted(byCount)
}
