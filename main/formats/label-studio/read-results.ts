import type { Example } from '../kit/reading/read-examples.ts'
import type { ArticleExtra } from '../kit/standoff/extra.ts'
import {
  isObject,
  type JsonObject,
  keyOr,
  listOr,
  numberOr,
  objectOr,
  scoreOr,
  textOr,
} from '../kit/reading/json-values.ts'
import type { TaskText } from './read-text.ts'
import { type ForeignAnnotation, type ForeignRelation, foreignAnnotation, foreignRelation } from '../kit/reader.ts'

/** One `annotations[]` or `predictions[]` of a task. */
export interface ResultSet {
  readonly results: readonly JsonObject[]
  /** Before every key that is not our own, so that two annotators' regions of one id stay apart. */
  readonly prefix: string
  readonly place: string
  readonly said: Partial<ForeignAnnotation>
  readonly extra: ArticleExtra | null
}

interface Region {
  readonly id: string
  readonly labels: readonly string[]
  readonly span: { readonly start: number; readonly end: number; readonly quote: string | null }
  readonly confidence: number | null
  readonly note: string
  readonly attributes: Record<string, string>
}

const LABEL_KINDS: ReadonlySet<unknown> = new Set(['labels', 'hypertextlabels', 'paragraphlabels'])
/** What does not lie in a text. */
const OTHER_MEDIA = /^(?:rectangle|polygon|ellipse|keypoint|brush|video|timeseries|audio|bitmask|vector)/

/** The annotations and relations of one annotator, or of a prediction. `tell` gets what was left out, as a sentence. */
export function readResults(
  set: ResultSet,
  text: TaskText,
  tell: Example['tell'],
): { annotations: ForeignAnnotation[]; relations: ForeignRelation[] } {
  const regions = regionsOf(set, text, tell)
  const wholes: ForeignAnnotation[] = []
  set.results.forEach((result, i) => {
    if (LABEL_KINDS.has(result.type) || result.type === 'relation') return
    const kind = textOr(result.type) ?? ''
    const name = keyOr(result.from_name) ?? kind
    const value = answerOf(kind, objectOr(result.value))
    if (value === null) {
      tell(
        OTHER_MEDIA.test(kind)
          ? `Results of the kind "${kind}" lie in no text.`
          : `Results of the kind "${kind}" are not read.`,
      )
      return
    }
    const region = regions.get(keyOr(result.id) ?? '')
    if (region) {
      const [type] = region.labels
      const attribute = name.startsWith(`${type}.`) ? name.slice((type ?? '').length + 1) : name
      region.attributes[attribute] = value
    } else {
      const key = `${set.prefix}whole-${i + 1}`
      const said = { key, type: name, fragments: [], place: set.place, attributes: { value } }
      wholes.push(foreignAnnotation({ ...set.said, ...said }))
    }
  })
  const keyOfRegion = new Map<string, string>()
  const annotations = [...regions.values()].length === 0 ? [] : joinRegions(set, regions, keyOfRegion)
  return { annotations: [...wholes, ...annotations], relations: relationsOf(set, keyOfRegion, tell) }
}

function regionsOf({ results, place }: ResultSet, text: TaskText, tell: Example['tell']): Map<string, Region> {
  const regions = new Map<string, Region>()
  results.forEach((result, i) => {
    if (!LABEL_KINDS.has(result.type)) return
    const value = objectOr(result.value)
    const span = text.spanOf(value)
    const id = keyOr(result.id) ?? `${place}, result ${i + 1}`
    if (typeof span === 'string') {
      tell(`A region was left out. ${span}`, 'annotations')
      return
    }
    const listed = listOr(value[String(result.type)]).flatMap((label) => keyOr(label) ?? [])
    const notes = listOr(objectOr(result.meta).text)
      .flatMap((line) => textOr(line) ?? [])
      .join('\n')
    const known = regions.get(id)
    regions.set(id, {
      id,
      labels: [...(known?.labels ?? []), ...listed],
      span,
      confidence: scoreOr(result.score),
      note: known?.note || notes,
      attributes: known?.attributes ?? {},
    })
  })
  return regions
}

/** What a control that belongs to no label says, as one text; null for what says nothing about a text. */
function answerOf(kind: string, value: JsonObject): string | null {
  if (kind === 'choices') return joined(listOr(value.choices))
  if (kind === 'textarea') return textOr(value.text) ?? joined(listOr(value.text))
  if (kind === 'taxonomy') return joined(listOr(value.taxonomy).map((path) => listOr(path).map(String).join(' / ')))
  const simple = numberOr(value[kind]) ?? textOr(value[kind])
  return kind === 'rating' || kind === 'number' || kind === 'datetime' ? String(simple ?? '') : null
}

const joined = (items: readonly unknown[]): string => items.flatMap((item) => keyOr(item) ?? []).join('; ')

/** Regions of one annotation together, then every other region by itself, a label each. */
function joinRegions(
  { prefix, place, said, extra }: ResultSet,
  regions: ReadonlyMap<string, Region>,
  keyOfRegion: Map<string, string>,
): ForeignAnnotation[] {
  const own = new Map((extra?.annotations ?? []).map((placed) => [placed.id, placed]))
  const suggested = new Map((extra?.suggestions ?? []).map((placed) => [placed.id, placed]))
  const parts = new Map<string, string>(
    [...own.values(), ...suggested.values()].flatMap(({ id, fragments }) =>
      fragments.slice(1).map((_, i) => [`${id}.${i + 2}`, id] as const),
    ),
  )
  const annotations: ForeignAnnotation[] = []
  for (const region of regions.values()) {
    const first = regions.get(parts.get(region.id) ?? '')
    // A later part goes with the first one, as long as that is there and still has the same label.
    if (first && first.labels[0] === region.labels[0]) continue
    const record = own.get(region.id)
    // An annotation made from a prediction carries the prediction's id there. It is still a separate record.
    const prediction = suggested.get(region.id)
    const suggestion = said.suggestion && prediction
    const others = ((record ?? prediction)?.fragments ?? []).slice(1).flatMap((_, i) => {
      const other = regions.get(`${region.id}.${i + 2}`)
      return other && other.labels[0] === region.labels[0] ? [other] : []
    })
    const fragments = [region, ...others].map(({ span }) => span).toSorted((a, b) => a.start - b.start)
    const key = record || suggestion ? region.id : prefix + region.id
    keyOfRegion.set(region.id, key)
    region.labels.forEach((type, i) => {
      const { type: _type, id: _id, fragments: _fragments, ...known } = record ?? { type, id: key, fragments: [] }
      annotations.push(
        foreignAnnotation({
          ...said,
          ...known,
          ...(suggestion && {
            createdAt: suggestion.createdAt,
            suggestion: { source: suggestion.source, rejected: suggestion.rejected },
          }),
          key: i === 0 ? key : `${key}:${type}`,
          type,
          fragments,
          attributes: region.attributes,
          note: region.note,
          confidence: region.confidence ?? said.confidence ?? null,
          place: `${place}, region ${region.id}`,
        }),
      )
    })
  }
  return annotations
}

const BACKWARDS = 'left'

function relationsOf(
  { results, prefix, place, extra }: ResultSet,
  keyOfRegion: ReadonlyMap<string, string>,
  tell: Example['tell'],
): ForeignRelation[] {
  return results.filter(isObject).flatMap((result, i) => {
    if (result.type !== 'relation') return []
    const ends = [keyOfRegion.get(keyOr(result.from_id) ?? ''), keyOfRegion.get(keyOr(result.to_id) ?? '')]
    const [source, target] = result.direction === BACKWARDS ? ends.toReversed() : ends
    if (source === undefined || target === undefined) {
      tell('A relation names a region that is not there; it was left out.', 'relations')
      return []
    }
    const labels = listOr(result.labels).flatMap((label) => keyOr(label) ?? [])
    return (labels.length > 0 ? labels : ['relation']).flatMap((role) => {
      const records = (extra?.relations ?? []).filter(
        (known) => known.role === role && known.source === source && known.target === target,
      )
      const said = records.length > 0 ? records : [{ id: `${prefix}relation-${i + 1}-${role}` }]
      return said.map(({ id, ...rest }) =>
        foreignRelation({ ...rest, key: id, role, source, target: { annotation: target }, place }),
      )
    })
  })
}
