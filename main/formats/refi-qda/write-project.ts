import type { Annotation, Fragment } from '../../../model/record/annotation.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { append } from '../../../model/value/append.ts'
import { guidOf, selectionGuid } from '../kit/names/guid.ts'
import type { ExportedArticle, DatasetSource, ExportOptions } from '../kit/exporter.ts'
import { codeLines, described, typeGuid, valueGuid } from './write-codes.ts'
import { xmlAttributes } from '../kit/writing/xml-text.ts'

/** Where REFI-QDA keeps an article's text, relative to the folder of sources. */
export const sourceFileName = (article: string): string => `${guidOf('article', article)}.txt`

/** Programs list selections by name; more than a line of one is of no use there. */
const NAME_LENGTH = 80

const NOTICE =
  'Positions count Unicode code points of the plain text, from 0, the end not included. What the standard has no place for is in standoff.jsonl.'

const userGuid = (annotator: string): string => guidOf('annotator', annotator)
const caseGuid = (entity: string): string => guidOf('entity', entity)
const variableGuid = (owner: 'article' | 'entity', name: string): string => guidOf('variable', owner, name)

/** A list with its element around it; nothing for an empty list, which the standard forbids. */
function* listOf(name: string, items: Iterable<string>): Iterable<string> {
  let isEmpty = true
  for (const item of items) {
    if (isEmpty) yield `<${name}>\n`
    isEmpty = false
    yield item
  }
  if (!isEmpty) yield `</${name}>\n`
}

/** The project's XML, in the order the schema of the standard (version 1.0) asks for. */
export function* writeProject(source: DatasetSource, { generator }: ExportOptions): Iterable<string> {
  const { project } = source
  const head = { name: project.name, origin: generator, creationDateTime: project.createdAt }
  yield '<?xml version="1.0" encoding="utf-8"?>\n'
  yield `<Project xmlns="urn:QDA-XML:project:1.0"${xmlAttributes(head)}>\n`
  yield* listOf(
    'Users',
    source.annotators.map(({ id, name }) => `<User${xmlAttributes({ guid: userGuid(id), name, id })}/>\n`),
  )
  yield* listOf('CodeBook', listOf('Codes', codeLines(source)))
  yield* listOf('Variables', variableLines(source))
  yield* listOf('Cases', source.entities.map(caseLines))
  yield* listOf('Sources', sourceLines(source))
  yield* listOf('Links', linkLines(source))
  yield `${described('Description', [project.description, NOTICE].filter((part) => part !== '').join('\n'))}\n`
  yield '</Project>\n'
}

const entityVariables = ({ type, aliases, wikidata, attributes }: Entity): [name: string, value: string][] => [
  ['Type', type],
  ...(aliases.length > 0 ? [['Aliases', aliases.join('; ')] satisfies [string, string]] : []),
  ...(wikidata === null ? [] : [['Wikidata', wikidata] satisfies [string, string]]),
  ...Object.entries(attributes),
]

function* variableLines(source: DatasetSource): Iterable<string> {
  const metadata = new Set<string>()
  for (const { article } of source.articles()) for (const key of Object.keys(article.metadata)) metadata.add(key)
  const ofEntities = new Set(source.entities.flatMap((entity) => entityVariables(entity).map(([name]) => name)))
  const line = (owner: 'article' | 'entity', name: string): string =>
    `<Variable${xmlAttributes({ guid: variableGuid(owner, name), name, typeOfVariable: 'Text' })}/>\n`
  for (const name of metadata) yield line('article', name)
  for (const name of ofEntities) yield line('entity', name)
}

const variableValue = (owner: 'article' | 'entity', name: string, value: string): string =>
  `<VariableValue><VariableRef${xmlAttributes({ targetGUID: variableGuid(owner, name) })}/>${described('TextValue', value)}</VariableValue>\n`

/** An entry of the register. */
const caseLines = (entity: Entity): string =>
  `<Case${xmlAttributes({ guid: caseGuid(entity.id), name: entity.name })}>\n${entityVariables(entity)
    .map(([name, value]) => variableValue('entity', name, value))
    .join('')}</Case>\n`

function* sourceLines(source: DatasetSource): Iterable<string> {
  const names = new Map(source.entities.map(({ id, name }) => [id, name]))
  const choices = new Map(
    source.codebook.types.flatMap((type) =>
      type.attributes.flatMap((attribute) =>
        attribute.input === 'choice'
          ? [[`${type.id} ${attribute.id}`, new Set(attribute.values.map(({ id }) => id))] as const]
          : [],
      ),
    ),
  )
  const isCode = (type: string, attribute: string, value: string): boolean =>
    choices.get(`${type} ${attribute}`)?.has(value) ?? false
  for (const article of source.articles()) yield* articleLines(article, names, isCode)
}

type IsCode = (type: string, attribute: string, value: string) => boolean

function* articleLines(
  { article, text, annotations }: ExportedArticle,
  names: ReadonlyMap<string, string>,
  isCode: IsCode,
): Iterable<string> {
  yield `<TextSource${xmlAttributes({
    guid: guidOf('article', article.id),
    name: article.title,
    plainTextPath: `internal://${sourceFileName(article.id)}`,
    creationDateTime: article.createdAt,
    modifiedDateTime: article.updatedAt,
  })}>${described('Description', `SHA-256 of the text: ${article.textSha256}`)}\n`
  const { toFile } = offsetConverter(text, 'codepoint')
  const wholes: string[] = []
  for (const annotation of annotations()) {
    if (annotation.fragments.length === 0) {
      append(wholes, codings(annotation, selectionGuid(annotation.id, 1), isCode))
    }
    for (const [i, fragment] of annotation.fragments.entries()) {
      const span = { start: toFile(fragment.start), end: toFile(fragment.end) }
      yield selectionLines(annotation, fragment, i + 1, span, isCode, i === 0 ? remarks(annotation, names, isCode) : '')
    }
  }
  yield* wholes
  for (const [key, value] of Object.entries(article.metadata)) yield variableValue('article', key, value)
  yield '</TextSource>\n'
}

function selectionLines(
  annotation: Annotation,
  { quote }: Fragment,
  part: number,
  { start, end }: { readonly start: number; readonly end: number },
  isCode: IsCode,
  description: string,
): string {
  const guid = selectionGuid(annotation.id, part)
  const points = Array.from(quote.slice(0, NAME_LENGTH * 2 + 2))
  const attributes = {
    guid,
    name: points.length > NAME_LENGTH ? `${points.slice(0, NAME_LENGTH).join('')}…` : quote,
    startPosition: start,
    endPosition: end,
    creatingUser: userGuid(annotation.annotator),
    creationDateTime: annotation.createdAt,
    modifiedDateTime: annotation.updatedAt,
  }
  const inside = [described('Description', description), ...codings(annotation, guidOf('coding', guid), isCode)]
  return `<PlainTextSelection${xmlAttributes(attributes)}>${inside.join('')}</PlainTextSelection>\n`
}

/** What was coded: the type, and the chosen values. */
function codings({ type, attributes, annotator, createdAt }: Annotation, guid: string, isCode: IsCode): string[] {
  const values = Object.entries(attributes).flatMap(([attribute, value]) =>
    isCode(type, attribute, value) ? [valueGuid(type, attribute, value)] : [],
  )
  return [typeGuid(type), ...values].map((code, i) => {
    const head = {
      guid: i === 0 ? guid : guidOf('coding', guid, code),
      creatingUser: userGuid(annotator),
      creationDateTime: createdAt,
    }
    return `<Coding${xmlAttributes(head)}><CodeRef${xmlAttributes({ targetGUID: code })}/></Coding>\n`
  })
}

/** For people: the note, and attributes that are no codes. */
function remarks({ type, attributes, note }: Annotation, names: ReadonlyMap<string, string>, isCode: IsCode): string {
  const free = Object.entries(attributes).flatMap(([attribute, value]) =>
    isCode(type, attribute, value) ? [] : [`${attribute}: ${names.get(value) ?? value}`],
  )
  return [...(note === '' ? [] : [note]), ...free].join('\n')
}

function* linkLines(source: DatasetSource): Iterable<string> {
  for (const { relations } of source.articles()) {
    for (const { id, role, source: origin, target } of relations) {
      yield `<Link${xmlAttributes({
        guid: guidOf('relation', id),
        name: role,
        direction: 'OneWay',
        originGUID: selectionGuid(origin, 1),
        targetGUID: 'entity' in target ? caseGuid(target.entity) : selectionGuid(target.annotation, 1),
      })}/>\n`
    }
  }
}
