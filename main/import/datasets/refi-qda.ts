import { z } from 'zod'
import { codebookSchema } from '../../../model/decode.ts'
import { type ArticleExtra, type PlacedExtra, readArticleExtra } from '../../formats/extra.ts'
import { guidOf, selectionGuid } from '../../formats/guid.ts'
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../xml.ts'
import { titleOf } from './json-values.ts'
import { createProblemLog, type ProblemLog } from './problems.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type DatasetReader,
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignRelation,
  foreignAnnotation,
  foreignArticle,
  foreignRelation,
  orEnd,
} from './reader.ts'
import { openProject, type QdaFiles, resolvePath } from './refi-qda-archive.ts'
import { codedAnnotations, selectionsOf } from './refi-qda-codings.ts'
import {
  attributeOf,
  caseItems,
  codesOf,
  guidText,
  notesOf,
  otherSources,
  type QdaCode,
  textSources,
  userItems,
  valuesOf,
  variablesOf,
} from './refi-qda-project.ts'
import { countedText, quoteFinder } from './refi-qda-text.ts'

const EXTRA_FILE = 'standoff.jsonl'

/** Projects of programs for qualitative analysis (REFI-QDA 1.0), as an archive or unpacked. */
export const refiQdaReader: DatasetReader = {
  id: 'refi-qda',
  title: 'REFI-QDA project',
  extensions: ['qdpx', 'qde'],
  shape: 'file',
  sniff: (paths, head) =>
    paths.some((path) => /\.qde$/i.test(path)) ||
    (paths.length === 1 && paths.every((path) => /\.qdpx$/i.test(path) && head(path).startsWith('PK'))),
  read: readRefiQda,
}

/** What is the same for all sources of a project. */
interface Project {
  readonly files: QdaFiles
  readonly codes: ReadonlyMap<string, QdaCode>
  readonly variables: ReadonlyMap<string, string>
  readonly notes: ReadonlyMap<string, string>
  readonly links: readonly XmlElement[]
  /** By GUID. */
  readonly cases: ReadonlySet<string>
  readonly extras: ReadonlyMap<string, ArticleExtra>
  readonly problems: ProblemLog
}

async function* readRefiQda(input: DatasetInput): AsyncIterable<DatasetItem> {
  const files = await openProject(input)
  const problems = createProblemLog(files.project)
  const root = orEnd(parseXml(await files.text(files.project), files.project))
  const name = attributeOf(root, 'name')
  const variables = variablesOf(root)
  const own = await ownRecords(files)
  yield { kind: 'project', project: own?.project ?? (name === null ? {} : { name }) }
  if (own) yield* own.items
  else {
    yield* userItems(root)
    yield* caseItems(root, variables)
  }
  const project: Project = {
    files,
    variables,
    problems,
    codes: codesOf(root),
    notes: await notesOf(root, (path) => textAt(files, path)),
    links: childrenOf(childOf(root, 'Links') ?? root, 'Link'),
    cases: new Set(
      childrenOf(childOf(root, 'Cases') ?? root, 'Case').map((element) => guidText(element.attributes.get('guid'))),
    ),
    extras: own?.extras ?? new Map(),
  }
  for (const { source, name: title } of textSources(root)) {
    // oxlint-disable-next-line no-await-in-loop -- one text after the other, as they are taken
    const article = await readSource(source, title, project)
    if (article) yield { kind: 'article', article }
  }
  for (const [kind, count] of otherSources(root))
    problems.add(kind, null, `The project also holds ${count} × ${kind}, which lies in no text; it was left out.`)
  if (childrenOf(childOf(root, 'Sets') ?? root, 'Set').length > 0)
    problems.add('sets', null, 'Sets of sources and codes were left out.')
  yield* problems.items()
}

async function textAt(files: QdaFiles, path: string): Promise<string | null> {
  const found = resolvePath(files.paths, path)
  return found === null ? null : files.text(found)
}

async function readSource(source: XmlElement, title: string, project: Project): Promise<ForeignArticle | null> {
  const { problems, files } = project
  const guid = guidText(source.attributes.get('guid'))
  const inside = childOf(source, 'PlainTextContent')
  const path = attributeOf(source, 'plainTextPath')
  const content = inside ? textOf(inside) : path === null ? null : await textAt(files, path)
  if (content === null) {
    problems.add('no text', source.line, `The plain text of "${title}" is not in the archive; it was left out.`)
    return null
  }
  const extra = project.extras.get(guid)
  const selections = selectionsOf(source, problems)
  const { text, unit, joinedLineEnds, matches } = extra
    ? { text: content, unit: 'codepoint' as const, joinedLineEnds: false, matches: 0 }
    : countedText(content, selections)
  if (joinedLineEnds)
    problems.add(
      'line ends',
      source.line,
      `Positions in "${title}" count each line end as one character; it is read so.`,
    )
  if (extra)
    return ownArticle(
      text,
      selections.map((selection) => selection.guid),
      source,
      extra,
    )
  const quoteOf = quoteFinder(text, unit)
  const keys = new Map<string, string>()
  const annotations = selections.flatMap((selection) => {
    const quote = quoteOf(selection)
    if (quote === null && matches > 0 && selection.name)
      problems.add(
        'name',
        selection.element.line,
        'A selection is not named by its text, as others are; check its place.',
      )
    const fragments = [{ start: selection.start, end: selection.end, quote }]
    const coded = codedAnnotations(selection.element, fragments, project.codes, project.notes, problems)
    if (coded[0]) keys.set(selection.guid, coded[0].key)
    return coded
  })
  const wholes = codedAnnotations(source, [], project.codes, project.notes, problems)
  const all = [...wholes, ...annotations]
  for (const { key } of all) keys.set(key, key)
  return foreignArticle({
    key: guid,
    title: title || titleOf(text, guid),
    text,
    unit,
    annotations: all,
    relations: linksOf(keys, project),
    metadata: valuesOf(source, project.variables),
  })
}

/** Links that begin in this source. */
function linksOf(keys: ReadonlyMap<string, string>, { links, cases, problems }: Project): ForeignRelation[] {
  return links.flatMap((link) => {
    const source = keys.get(guidText(link.attributes.get('originGUID')))
    if (source === undefined) return []
    const end = guidText(link.attributes.get('targetGUID'))
    const target = keys.get(end)
    const place = `line ${link.line}`
    const said = {
      key: guidText(link.attributes.get('guid')) || place,
      role: attributeOf(link, 'name') ?? 'link',
      source,
      place,
    }
    if (target !== undefined) return [foreignRelation({ ...said, target: { annotation: target } })]
    if (cases.has(end)) return [foreignRelation({ ...said, target: { entity: end } })]
    problems.add('link', link.line, 'A link leads to another source or to what was not read; it was left out.')
    return []
  })
}

const headSchema = z.looseObject({
  format: z.literal('refi-qda'),
  project: z.object({ id: z.string(), name: z.string(), description: z.string(), createdAt: z.string() }),
  codebook: codebookSchema,
  annotators: z.array(z.object({ id: z.string(), name: z.string(), type: z.enum(['human', 'model']) })),
  entities: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      aliases: z.array(z.string()),
      wikidata: z.string().nullable(),
      attributes: z.record(z.string(), z.string()),
    }),
  ),
})

/** What our own export has put beside the project; null in one of another program. */
async function ownRecords(files: QdaFiles) {
  const path = files.paths.find((candidate) => candidate.toLowerCase() === EXTRA_FILE)
  if (path === undefined) return null
  const [first, ...lines] = (await files.text(path)).split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as unknown]
    } catch {
      return []
    }
  })
  const head = headSchema.safeParse(first)
  if (!head.success) return null
  const { project, codebook, annotators, entities } = head.data
  const items: DatasetItem[] = [
    { kind: 'codebook', codebook },
    ...annotators.map((annotator): DatasetItem => ({ kind: 'annotator', annotator })),
    ...entities.map((entity): DatasetItem => ({ kind: 'entity', entity })),
  ]
  const extras = new Map(
    lines.flatMap((line) => {
      const extra = readArticleExtra(line)
      return extra ? [[guidOf('article', extra.article), extra] as const] : []
    }),
  )
  return { project, items, extras }
}

/** An article as it was exported, as far as its selections and codings are still there. */
function ownArticle(
  text: string,
  selections: readonly string[],
  source: XmlElement,
  extra: ArticleExtra,
): ForeignArticle {
  const present = new Set([
    ...selections,
    ...childrenOf(source, 'Coding').map((coding) => guidText(coding.attributes.get('guid'))),
  ])
  const isPresent = ({ id, fragments }: PlacedExtra): boolean =>
    present.has(selectionGuid(id, 1)) && fragments.every((_, i) => present.has(selectionGuid(id, i + 1)))
  const kept = extra.annotations.filter(isPresent)
  const ids = new Set(kept.map(({ id }) => id))
  const { article, title, textSha256, language, metadata, status, createdAt, updatedAt } = extra
  const annotations = kept.map(
    ({ id, type, fragments, ...said }): ForeignAnnotation =>
      foreignAnnotation({
        ...said,
        key: id,
        type,
        fragments: fragments.map(([start, end]) => ({ start, end, quote: null })),
        place: id,
      }),
  )
  const relations = (extra.relations ?? []).flatMap(({ id, role, source: from, target, ...said }) => {
    const end = typeof target === 'string' ? { annotation: target } : target
    if (!ids.has(from) || ('annotation' in end && !ids.has(end.annotation))) return []
    return [foreignRelation({ ...said, key: id, role, source: from, target: end, place: id })]
  })
  return foreignArticle({
    key: article,
    title,
    text,
    unit: 'codepoint',
    annotations,
    relations,
    textSha256,
    language,
    metadata,
    status,
    createdAt,
    updatedAt,
    source: extra.source,
  })
}
