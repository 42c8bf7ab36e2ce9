import type { PlacedExtra } from '../kit/standoff/extra.ts'
import {
  ID_FEATURE,
  idOfUimaFeature,
  idOfUimaType,
  NOTE_FEATURE,
  shortNames,
  shortTypeName,
} from '../kit/names/uima-names.ts'
import { TSV_ENDING, withoutReturns } from './shared.ts'
import { annotatorItems, companionArticle, companionOf, folderProject } from '../kit/reading/companions.ts'
import { createRestorer, type Rendition } from '../kit/reading/restore.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type DatasetReader,
  type ForeignAnnotation,
  type ForeignRelation,
  foreignAnnotation,
  foreignRelation,
} from '../kit/reader.ts'
import { readTsv, type TsvContent } from './read-rows.ts'
import type { ReadSpan } from './read-spans.ts'

/**
 * WebAnno TSV 3, a file an article: what WebAnno and INCEpTION write. Offsets count UTF-16 units. Format: user guide of
 * INCEpTION, appendix "WebAnno TSV 3.3".
 */
export const webannoTsvReader: DatasetReader = {
  id: 'webanno-tsv3',
  title: 'WebAnno TSV 3',
  extensions: ['tsv'],
  shape: 'folder',
  sniff: (paths, head) =>
    paths.some((path) => path.endsWith(TSV_ENDING) && head(path).startsWith('#FORMAT=WebAnno TSV 3')),
  read: readWebannoTsv,
}

async function* readWebannoTsv(input: DatasetInput): AsyncIterable<DatasetItem> {
  yield* folderProject(input)
  const annotators = new Set<string>()
  for (const path of input.paths) {
    if (!path.endsWith(TSV_ENDING)) continue
    const problems = createProblemLog(path)
    const name = path.slice(0, -TSV_ENDING.length)
    const companion = await companionOf(input, name, (message) => problems.add('companion', null, message))
    const content = await readTsv(input.lines(path), problems)
    const { leading } = companion ?? {}
    const blank = content.text.length === 0 ? (leading ?? '').length : (/^ */.exec(content.text)?.[0] ?? '').length
    const text = leading !== undefined && leading.length === blank ? leading + content.text.slice(blank) : content.text
    const key = companion?.article ?? name
    const restorer = createRestorer(companion, text, (record) => renditionOf(record, text))
    const { annotations, keys } = annotationsOf({ ...content, text }, key, restorer.annotation)
    const relations = relationsOf(content, key, keys, problems).map(restorer.relation)
    yield* annotatorItems(companion, annotators)
    yield {
      kind: 'article',
      article: companionArticle({ name, text, unit: 'utf16', annotations, relations }, companion),
    }
    yield* problems.items()
  }
}

/** How the file shows an annotation that was not edited there: its spans begin and end with a word. */
function renditionOf({ type, fragments, attributes, note }: PlacedExtra, text: string): Rendition {
  const trimmed = fragments.flatMap(([start, end]): [number, number][] => {
    const said = text.slice(start, end)
    const from = start + (said.length - said.trimStart().length)
    const to = end - (said.length - said.trimEnd().length)
    return from < to ? [[from, to]] : []
  })
  const said = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, withoutReturns(value)]))
  return { type, fragments: trimmed, attributes: said, note: withoutReturns(note) }
}

/** Spans as annotations; those with the same id of ours are the fragments of one. */
function annotationsOf(
  { columns, spans, text }: TsvContent,
  articleKey: string,
  restore: (found: ForeignAnnotation, key: string) => ForeignAnnotation,
): { annotations: ForeignAnnotation[]; keys: Map<ReadSpan, string> } {
  const names = shortNames(columns.map(({ layer }) => layer))
  const own = new Set(columns.flatMap(({ layer, name }) => (name === ID_FEATURE ? [layer] : [])))
  const parts = new Map<string, ReadSpan[]>()
  spans.forEach((span, i) => {
    const key = span.values.get(ID_FEATURE) ?? `${articleKey}#${i + 1}`
    parts.set(key, [...(parts.get(key) ?? []), span])
  })
  const keys = new Map<ReadSpan, string>()
  const annotations = [...parts].flatMap(([key, found]) => {
    // Parts of a token may stand in any order.
    const fragments = found.toSorted((a, b) => a.start - b.start)
    const [first] = found
    if (!first) return []
    const isOwn = own.has(first.layer)
    const attributes: Record<string, string> = {}
    for (const [name, value] of first.values) {
      if (name !== ID_FEATURE && name !== NOTE_FEATURE) attributes[isOwn ? idOfUimaFeature(name) : name] = value
    }
    const annotation = restore(
      foreignAnnotation({
        key,
        type: isOwn ? idOfUimaType(shortTypeName(first.layer)) : (names.get(first.layer) ?? first.layer),
        fragments: fragments.map(({ start, end }) => ({ start, end, quote: text.slice(start, end) })),
        attributes,
        note: first.values.get(NOTE_FEATURE) ?? '',
        place: `line ${first.line}`,
      }),
      key,
    )
    for (const fragment of fragments) keys.set(fragment, annotation.key)
    return [annotation]
  })
  return { annotations, keys }
}

function relationsOf(
  { columns, spans, links, chains, find }: TsvContent,
  articleKey: string,
  keys: ReadonlyMap<ReadSpan, string>,
  problems: ProblemLog,
): ForeignRelation[] {
  const names = shortNames(columns.map(({ layer }) => layer))
  const relations: ForeignRelation[] = []
  const add = (
    role: string,
    from: ReadSpan | null,
    to: ReadSpan | null,
    line: number,
    attributes: Record<string, string> = {},
  ): void => {
    const [source, target] = [from && keys.get(from), to && keys.get(to)]
    if (!source || !target) {
      problems.add('end', line, `A link "${role}" leads to or from no annotation; it was left out.`, 'relations')
      return
    }
    const key = `${articleKey}#link-${relations.length + 1}`
    relations.push(
      foreignRelation({ key, role, source, target: { annotation: target }, attributes, place: `line ${line}` }),
    )
  }
  const generic = (type: string): string | null => (names.has(type) ? type : null)
  for (const span of spans) {
    for (const [feature, { column, references }] of span.targets) {
      const roles = span.roles.get(feature) ?? []
      references.forEach((reference, i) => {
        // A slot for annotations of any type does not say which layer is meant.
        const layers = generic(column.target) === null ? [...names.keys()] : [column.target]
        const found = layers.map((layer) => find(layer, reference)).find((target) => target !== null) ?? null
        add(roles[i] ?? feature, span, found, span.line)
      })
    }
  }
  for (const { layer, base, source, target, values, line } of links) {
    add(names.get(layer) ?? layer, find(base, source), find(base, target), line, Object.fromEntries(values))
  }
  const inOrder = chains.toSorted((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.position - b.position))
  inOrder.forEach(({ element, chain, role }, i) => {
    const next = inOrder[i + 1]
    if (next?.chain === chain) add(role ?? 'next', element, next.element, element.line)
  })
  return relations
}
