import type { Annotation } from '../../../model/record/annotation.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { ARTICLE_TIMES_LOSS } from '../kit/writing/common-losses.ts'
import type { ExportedArticle, DatasetSource, Exporter, ExportOptions } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { registerLines, wordOf, xmlId } from './write-register.ts'
import { hasImpossibleCharacters } from '../kit/writing/xml-characters.ts'
import { xmlAttributes, xmlText } from '../kit/writing/xml-text.ts'

const CHARACTERS_LOSS: LossKind = {
  id: 'characters',
  what: 'Control characters that XML cannot hold are written as "\ufffd"; offsets stay the same.',
}
const RELATION_LOSS: LossKind = {
  id: 'relation-details',
  what: 'Attributes and times of relations are left out.',
}
const CODEBOOK_LOSS: LossKind = {
  id: 'codebook',
  what: 'Of the codebook types with names and definitions are written; attributes, roles and guidelines are left out.',
}

const OFFSETS =
  'Annotations point into the text with string-range(body, offset, length) of the TEI pointer schemes. Offsets and lengths count Unicode code points, from 0, of the string value of body, which is exactly the text of the article: paragraphs are its lines, and nothing but line feeds stands between them.'

/** TEI P5: the texts as they are, and all annotations in standOff. */
export const teiExporter: Exporter = {
  id: 'tei',
  title: 'TEI P5',
  extension: 'xml',
  description: 'A corpus with stand-off annotations, feature structures and the register. Offsets count code points.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [ARTICLE_TIMES_LOSS, CHARACTERS_LOSS, RELATION_LOSS, CODEBOOK_LOSS],
  parts: (source, options, fileName, losses) => [
    { path: fileName, chunks: () => writeCorpus(source, options, losses) },
  ],
}

function* writeCorpus(source: DatasetSource, options: ExportOptions, losses: LossLog): Iterable<string> {
  losses.add(CODEBOOK_LOSS.id, source.codebook.id)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
  yield* corpusHeader(source, options)
  if (source.entities.length > 0) {
    yield '<standOff>\n'
    yield* registerLines(source.entities)
    yield '</standOff>\n'
  }
  for (const article of source.articles()) yield* articleLines(article, losses)
  yield '</teiCorpus>\n'
}

function* corpusHeader(
  { project, annotators, codebook }: DatasetSource,
  { generator, exportedAt }: ExportOptions,
): Iterable<string> {
  yield `<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>${xmlText(project.name)}</title>\n`
  for (const { id, name, type } of annotators) {
    const head = xmlAttributes({ 'xml:id': xmlId('annotator', id), n: id })
    const resp = type === 'human' ? 'annotation' : 'automatic annotation'
    yield `<respStmt${head}><resp>${resp}</resp><name>${xmlText(name)}</name></respStmt>\n`
  }
  yield `</titleStmt>\n<publicationStmt><p>Written by ${xmlText(generator)}, ${xmlText(exportedAt)}.</p></publicationStmt>\n`
  yield `<sourceDesc><p>${xmlText(project.description || 'Articles, each with its own source.')}</p></sourceDesc>\n</fileDesc>\n`
  yield `<encodingDesc>\n<editorialDecl><p>${OFFSETS}</p></editorialDecl>\n`
  if (codebook.types.length > 0) {
    yield `<classDecl><taxonomy${xmlAttributes({ 'xml:id': 'codebook', n: `${codebook.id}, version ${codebook.version}` })}>\n`
    for (const { id, name, description } of codebook.types) {
      const said = description === '' ? xmlText(name) : `${xmlText(name)}: ${xmlText(description)}`
      yield `<category${xmlAttributes({ 'xml:id': xmlId('type', id), n: id })}><catDesc>${said}</catDesc></category>\n`
    }
    yield '</taxonomy></classDecl>\n'
  }
  yield '</encodingDesc>\n</teiHeader>\n'
}

function* articleLines({ article, text, annotations, relations }: ExportedArticle, losses: LossLog): Iterable<string> {
  losses.add(ARTICLE_TIMES_LOSS.id, article.id)
  if (hasImpossibleCharacters(text)) losses.add(CHARACTERS_LOSS.id, article.id)
  const body = xmlId('body', article.id)
  const { outlet, author, published, url, ...others } = article.metadata
  const element = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name}>${xmlText(value)}</${name}>`
  const notes = { ...others, ...(url !== undefined && { url }), status: article.status }
  yield `<TEI${xmlAttributes({ 'xml:id': xmlId('article', article.id), n: article.id })}>\n<teiHeader>\n<fileDesc>\n`
  yield `<titleStmt><title>${xmlText(article.title)}</title>${element('author', author)}</titleStmt>\n`
  yield `<publicationStmt><p>${xmlText(outlet ?? 'Unknown outlet')}</p></publicationStmt>\n`
  yield `<sourceDesc><bibl>${element('title', article.title)}${element('author', author)}${element('publisher', outlet)}${element('date', published)}`
  yield `<idno type="textSha256">${article.textSha256}</idno><idno type="sourceSha256">${article.source.sha256}</idno>`
  yield `<note n="fileName">${xmlText(article.source.fileName)}</note>`
  for (const [key, value] of Object.entries(notes)) yield `<note${xmlAttributes({ n: key })}>${xmlText(value)}</note>`
  yield '</bibl></sourceDesc>\n</fileDesc>\n'
  if (article.language !== null)
    yield `<profileDesc><langUsage><language${xmlAttributes({ ident: article.language })}/></langUsage></profileDesc>\n`
  yield '</teiHeader>\n<text>'
  yield* bodyLines(text, body)
  yield '</text>\n'
  yield* standOffLines(article.id, text, body, annotations, relations, losses)
  yield '</TEI>\n'
}

/** Lines as paragraphs, and what is between them as it is, so that the element's string value is the text. */
function* bodyLines(text: string, id: string): Iterable<string> {
  yield `<body${xmlAttributes({ 'xml:id': id, 'xml:space': 'preserve' })}>`
  if (!/[^\n]/.test(text)) yield '<p/>'
  let before = ''
  for (const line of text.split('\n')) {
    yield before
    before = '\n'
    if (line !== '') yield `<p>${xmlText(line)}</p>`
  }
  yield '</body>'
}

function* standOffLines(
  article: string,
  text: string,
  body: string,
  annotations: ExportedArticle['annotations'],
  relations: readonly Relation[],
  losses: LossLog,
): Iterable<string> {
  const { toFile } = offsetConverter(text, 'codepoint')
  const spans = lines(annotations(), (annotation) => spanLine(annotation, article, body, toFile))
  yield* wrapped('standOff', [
    wrapped('spanGrp', spans),
    wrapped(
      'fvLib',
      lines(annotations(), (annotation) => featuresLine(annotation, losses)),
    ),
    wrapped(
      'listRelation',
      lines(relations, (relation) => relationLine(relation, losses)),
    ),
  ])
}

function* lines<T>(items: Iterable<T>, line: (item: T) => string): Iterable<string> {
  for (const item of items) yield line(item)
}

/** Content in an element; nothing where there is no content, because none of these elements may be empty. */
function* wrapped(name: string, content: Iterable<string> | readonly Iterable<string>[]): Iterable<string> {
  let isEmpty = true
  for (const part of content) {
    for (const line of typeof part === 'string' ? [part] : part) {
      if (isEmpty) yield `<${name}>\n`
      isEmpty = false
      yield line
    }
  }
  if (!isEmpty) yield `</${name}>\n`
}

function spanLine(annotation: Annotation, article: string, body: string, toFile: (offset: number) => number): string {
  const { id, type, fragments, annotator } = annotation
  const ranges = fragments.flatMap(({ start, end }) => [toFile(start), toFile(end) - toFile(start)])
  const target = ranges.length > 0 ? `string-range(${[body, ...ranges].join(',')})` : xmlId('article', article)
  const head = xmlAttributes({
    'xml:id': xmlId('annotation', id),
    n: id,
    type: wordOf(type),
    resp: `#${xmlId('annotator', annotator)}`,
    target: `#${target}`,
    ana: `#${xmlId('features', id)}`,
  })
  return `<span${head}>${fragments.map(({ quote }) => `<mentioned>${xmlText(quote)}</mentioned>`).join('')}</span>\n`
}

const feature = (name: string, value: string): string => `<f name="${name}">${value}</f>`
const string = (value: string): string => `<string>${xmlText(value)}</string>`
const symbol = (value: string): string => `<symbol${xmlAttributes({ value })}/>`
const numeric = (value: number): string => `<numeric${xmlAttributes({ value })}/>`

/** Everything of an annotation but its place. Attributes are a list, because their names need not be names of XML. */
function featuresLine(annotation: Annotation, losses: LossLog): string {
  const { id, attributes, confidence, note } = annotation
  if ([note, ...Object.values(attributes)].some(hasImpossibleCharacters)) losses.add(CHARACTERS_LOSS.id, id)
  const list = Object.entries(attributes).map(
    ([name, value]) => `<fs type="attribute">${feature('name', string(name))}${feature('value', string(value))}</fs>`,
  )
  const features = [
    feature('status', symbol(annotation.status)),
    feature('provenance', symbol(annotation.provenance)),
    feature('created', string(annotation.createdAt)),
    feature('updated', string(annotation.updatedAt)),
    feature('codebookVersion', numeric(annotation.codebookVersion)),
    confidence === null ? '' : feature('confidence', numeric(confidence)),
    note === '' ? '' : feature('note', string(note)),
    list.length > 0 ? feature('attributes', `<vColl org="list">${list.join('')}</vColl>`) : '',
  ]
  const head = xmlAttributes({ 'xml:id': xmlId('features', id), type: 'annotation' })
  return `<fs${head}>${features.join('')}</fs>\n`
}

function relationLine({ id, role, source, target, annotator }: Relation, losses: LossLog): string {
  losses.add(RELATION_LOSS.id, id)
  const end = 'entity' in target ? xmlId('entity', target.entity) : xmlId('annotation', target.annotation)
  return `<relation${xmlAttributes({
    'xml:id': xmlId('relation', id),
    n: id,
    name: wordOf(role),
    active: `#${xmlId('annotation', source)}`,
    passive: `#${end}`,
    resp: `#${xmlId('annotator', annotator)}`,
  })}/>\n`
}
