import type { ArticleExtra } from '../kit/standoff/extra.ts'
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../../files/xml.ts'
import { titleOf } from '../kit/reading/json-values.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type DatasetReader,
  type ForeignArticle,
  type ForeignRelation,
  foreignArticle,
  foreignRelation,
  orEnd,
} from '../kit/reader.ts'
import { openProject, type QdaFiles, resolvePath } from './read-archive.ts'
import { codedAnnotations, selectionsOf } from './read-codings.ts'
import { ownArticle, ownRecords } from './read-own.ts'
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
} from './read-project.ts'
import { countedText, quoteFinder } from './read-text.ts'

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
    const article = await readBytes(source, title, project)
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

async function readBytes(source: XmlElement, title: string, project: Project): Promise<ForeignArticle | null> {
  const { problems, files } = project
  const guid = guidText(source.attributes.get('guid'))
  const inside = childOf(source, 'PlainTextContent')
  const path = attributeOf(source, 'plainTextPath')
  const content = inside ? textOf(inside) : path === null ? null : await textAt(files, path)
  if (content === null) {
    problems.add(
      'no text',
      source.line,
      `The plain text of "${title}" is not in the archive; it was left out.`,
      'articles',
    )
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
    problems.add(
      'link',
      link.line,
      'A link leads to another source or to what was not read; it was left out.',
      'relations',
    )
    return []
  })
}
