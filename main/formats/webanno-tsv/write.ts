import { ownValue } from '../../../model/value/own-value.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { findType } from '../../../model/record/codebook.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { ID_FEATURE, NOTE_FEATURE, uimaFeatureName, uimaTypeName } from '../kit/names/uima-names.ts'
import { cellValue, NO_ANNOTATION, NO_VALUE, textLine, TSV_ENDING, TSV_PACKAGE, withoutReturns } from './shared.ts'
import { FRAGMENTS_LOSS, LOST_END_LOSS, TO_ENTRY_LOSS, WHOLE_ARTICLE_LOSS } from '../kit/writing/common-losses.ts'
import type { ExportedArticle, DatasetSource, Exporter } from '../kit/exporter.ts'
import { folderParts } from '../kit/writing/folder-parts.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { linkedRelations } from '../kit/writing/write-span-examples.ts'
import { type Grid, gridOf, type Unit } from './write-units.ts'

const EDGE_LOSS: LossKind = {
  id: 'edge-space',
  what: 'Spans that begin or end with white space are written without it; only Standoff has it again.',
}
const NO_TOKEN_LOSS: LossKind = {
  id: 'white-space',
  what: 'Annotations of white space only are left out: they cover no token.',
}
const LEADING_LOSS: LossKind = {
  id: 'leading-space',
  what: 'White space before the first word of an article is written as spaces; only Standoff has it again.',
}
const FREE_TEXT_LOSS: LossKind = {
  id: 'carriage-returns',
  what: 'Carriage returns in notes and other free text are written as line feeds; only Standoff has them again.',
}

/** A file an article, for WebAnno and INCEpTION. */
export const webannoTsvExporter: Exporter = {
  id: 'webanno-tsv3',
  title: 'WebAnno TSV 3',
  extension: 'tsv3',
  description:
    'A folder with a file for each article, for WebAnno and INCEpTION: a layer for each type, links to other annotations as slots. Offsets count UTF-16 units. What it has no word for lies beside each article in a file that ends in .standoff.json.',
  profiles: [],
  settings: [],
  shape: 'folder',
  offsetUnit: 'utf16',
  textsOptional: false,
  losses: [
    WHOLE_ARTICLE_LOSS,
    FRAGMENTS_LOSS,
    NO_TOKEN_LOSS,
    EDGE_LOSS,
    LEADING_LOSS,
    FREE_TEXT_LOSS,
    TO_ENTRY_LOSS,
    LOST_END_LOSS,
  ],
  parts: (source, options, _fileName, losses) =>
    folderParts('webanno-tsv3', 'utf16', source, options, (item, name) => {
      const grid = gridOf(item.text, item.article.language)
      const placed = placedAnnotations(item, grid, losses)
      const written = new Set(placed.map(({ annotation }) => annotation.id))
      const relations = [...linkedRelations(item.relations, written, losses)].map(({ relation }) => relation)
      const first = grid.sentences[0]?.start ?? item.text.length
      const leading = item.text.slice(0, first)
      if (/[^ ]/.test(leading)) losses.add(LEADING_LOSS.id, item.article.id)
      return {
        parts: [
          {
            path: name + TSV_ENDING,
            chunks: () => tsvLines(item.text, grid, placed, layersOf(placed, relations, source), relations, losses),
          },
        ],
        annotations: placed.filter(({ isFirst }) => isFirst).map(({ annotation }) => annotation),
        relations,
        more: leading === '' ? {} : { leading },
      }
    }),
}

/** One fragment of an annotation in the grid. */
interface Placed {
  readonly annotation: Annotation
  /** Number in the file, by which its rows belong together. */
  readonly number: number
  readonly units: readonly Unit[]
  /** Whether it is the annotation's first fragment: only that one has links. */
  readonly isFirst: boolean
}

function placedAnnotations({ annotations }: ExportedArticle, grid: Grid, losses: LossLog): Placed[] {
  const placed: Placed[] = []
  for (const annotation of annotations()) {
    const { id, fragments } = annotation
    if (fragments.length === 0) losses.add(WHOLE_ARTICLE_LOSS.id, id)
    const all = fragments.map((fragment) => ({ fragment, units: grid.unitsOf(fragment) }))
    const covering = all.filter(({ units }) => units.length > 0)
    if (fragments.length > 0 && covering.length === 0) losses.add(NO_TOKEN_LOSS.id, id)
    else if (covering.length < all.length) losses.add(EDGE_LOSS.id, id)
    if (covering.length > 1) losses.add(FRAGMENTS_LOSS.id, id)
    covering.forEach(({ fragment, units }, i) => {
      if (units[0]?.start !== fragment.start || units[units.length - 1]?.end !== fragment.end)
        losses.add(EDGE_LOSS.id, id)
      placed.push({ annotation, number: placed.length + 1, units, isFirst: i === 0 })
    })
  }
  return placed
}

interface Layer {
  readonly type: string
  readonly attributes: readonly string[]
  /** Types that links of it lead to. */
  readonly targets: readonly string[]
}

/** The types that occur in the article, with their attributes, and slots for the links that occur. */
function layersOf(placed: readonly Placed[], relations: readonly Relation[], { codebook }: DatasetSource): Layer[] {
  const byId = new Map(placed.map(({ annotation }) => [annotation.id, annotation]))
  const types = new Map<string, { attributes: Set<string>; targets: Set<string> }>()
  for (const { annotation } of placed) {
    const known = (findType(codebook, annotation.type)?.attributes ?? []).map(({ id }) => id)
    const layer = types.get(annotation.type) ?? { attributes: new Set(known), targets: new Set() }
    types.set(annotation.type, layer)
    for (const name of Object.keys(annotation.attributes)) layer.attributes.add(name)
  }
  for (const { source, target } of relations) {
    const from = byId.get(source)?.type ?? ''
    const to = 'annotation' in target ? byId.get(target.annotation)?.type : undefined
    if (to !== undefined) types.get(from)?.targets.add(to)
  }
  return [...types].map(([type, { attributes, targets }]) => ({
    type,
    attributes: [...attributes],
    targets: [...targets],
  }))
}

function* tsvLines(
  text: string,
  grid: Grid,
  placed: readonly Placed[],
  layers: readonly Layer[],
  relations: readonly Relation[],
  losses: LossLog,
): Iterable<string> {
  yield '#FORMAT=WebAnno TSV 3.3\n'
  for (const { type, attributes, targets } of layers) {
    const host = TSV_PACKAGE + uimaTypeName(type)
    const slots = targets.flatMap((target) => {
      const name = uimaTypeName(target)
      return [`ROLE_${host}:to${name}_${host}To${name}Link`, TSV_PACKAGE + name]
    })
    yield `#T_SP=${[host, ID_FEATURE, ...attributes.map(uimaFeatureName), NOTE_FEATURE, ...slots].join('|')}\n`
  }
  yield '\n'
  const first = new Map(placed.flatMap((each) => (each.isFirst ? [[each.annotation.id, each] as const] : [])))
  const links = new Map<string, Relation[]>([...first.keys()].map((id) => [id, []]))
  for (const relation of relations) links.get(relation.source)?.push(relation)
  const byUnit = new Map<Unit, Placed[]>()
  for (const each of placed) for (const unit of each.units) byUnit.set(unit, [...(byUnit.get(unit) ?? []), each])
  const row = (unit: Unit): string => {
    const here = byUnit.get(unit) ?? []
    const cells = layers.flatMap((layer) =>
      cellsOf(
        layer,
        here.filter(({ annotation }) => annotation.type === layer.type),
        first,
        links,
        losses,
      ),
    )
    return `${[unit.id, `${unit.start}-${unit.end}`, text.slice(unit.start, unit.end), ...cells].join('\t')}\t\n`
  }
  for (const { start, end, tokens } of grid.sentences) {
    yield '\n'
    for (const line of text.slice(start, end).split('\n')) yield `#Text=${textLine(line)}\n`
    for (const token of tokens) {
      yield row(token)
      for (const part of token.parts.toSorted((a, b) => a.start - b.start || b.end - a.end)) yield row(part)
    }
  }
}

/** The cells of a layer in a row, the annotations there one beside the other. */
function cellsOf(
  { attributes, targets }: Layer,
  here: readonly Placed[],
  first: ReadonlyMap<string, Placed>,
  links: ReadonlyMap<string, readonly Relation[]>,
  losses: LossLog,
): string[] {
  const width = attributes.length + 2 + targets.length * 2
  if (here.length === 0) return Array.from({ length: width }, () => NO_ANNOTATION)
  const columns = here.map(({ annotation, number, isFirst }) => {
    const { id, note } = annotation
    const value = (said: string | undefined): string => {
      if (said !== undefined && withoutReturns(said) !== said) losses.add(FREE_TEXT_LOSS.id, id)
      return `${said === undefined ? NO_VALUE : cellValue(said)}[${number}]`
    }
    const slots = targets.flatMap((type) => {
      const ends = (isFirst ? (links.get(id) ?? []) : []).flatMap(({ role, target }) => {
        const end = 'annotation' in target ? first.get(target.annotation) : undefined
        return end?.annotation.type === type ? [{ role, end }] : []
      })
      const roles = ends.map(({ role }) => cellValue(role)).join(';')
      const places = ends.map(({ end }) => `${end.units[0]?.id}[${end.number}]`).join(';')
      return [`${roles || NO_ANNOTATION}[${number}]`, places || NO_VALUE]
    })
    return [
      value(id),
      ...attributes.map((name) => value(ownValue(annotation.attributes, name))),
      value(note || undefined),
      ...slots,
    ]
  })
  return Array.from({ length: width }, (_, column) => columns.map((cells) => cells[column]).join('|'))
}
