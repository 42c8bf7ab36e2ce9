import type { AttributeDefinition, ColorName } from '../../../model/record/codebook.ts'
import { guidOf } from '../kit/names/guid.ts'
import type { DatasetSource, Exporter } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'
import { xmlAttributes, xmlText } from '../kit/writing/xml-text.ts'

/** The tones of the palette on white. */
const COLORS: Readonly<Record<ColorName, string>> = {
  blue: '#2563EB',
  orange: '#EA580C',
  green: '#16A34A',
  purple: '#9333EA',
  grey: '#6B7280',
  red: '#DC2626',
  yellow: '#CA8A04',
  cyan: '#0891B2',
}

export const typeGuid = (type: string): string => guidOf('type', type)
const attributeGuid = (type: string, attribute: string): string => guidOf('attribute', type, attribute)
export const valueGuid = (type: string, attribute: string, value: string): string =>
  guidOf('value', type, attribute, value)

/** An element with nothing but text in it, or nothing where there is no text. */
export const described = (name: string, text: string | undefined): string =>
  text === undefined || text === '' ? '' : `<${name}>${xmlText(text)}</${name}>`

/** The codes of a codebook: a type is a code; under it, for each choice, a group with a code a value. */
export function* codeLines({ codebook, attributesInUse }: DatasetSource): Iterable<string> {
  for (const type of codebook.types) {
    const head = { guid: typeGuid(type.id), name: type.name, isCodable: true, color: COLORS[type.color] }
    yield `<Code${xmlAttributes(head)}>${described('Description', type.description)}\n`
    for (const attribute of type.attributes) yield* attributeCodes(type.id, attribute)
    yield '</Code>\n'
  }
  for (const type of attributesInUse.keys()) {
    if (codebook.types.some(({ id }) => id === type)) continue
    yield `<Code${xmlAttributes({ guid: typeGuid(type), name: type, isCodable: true })}/>\n`
  }
}

function* attributeCodes(type: string, attribute: AttributeDefinition): Iterable<string> {
  if (attribute.input !== 'choice' || attribute.values.length === 0) return
  const head = { guid: attributeGuid(type, attribute.id), name: attribute.name, isCodable: false }
  yield `<Code${xmlAttributes(head)}>${described('Description', attribute.description)}\n`
  for (const { id, name, description } of attribute.values) {
    const code = { guid: valueGuid(type, attribute.id, id), name, isCodable: true }
    yield `<Code${xmlAttributes(code)}>${described('Description', description)}</Code>\n`
  }
  yield '</Code>\n'
}

const ARTICLES_LOSS: LossKind = {
  id: 'articles',
  what: 'Articles with all that is tagged in them are left out: the file holds the codebook alone.',
}
const ATTRIBUTE_LOSS: LossKind = {
  id: 'attributes',
  what: 'Attributes that hold free text, an address or an entry of the register are left out: a code has no place for them.',
}
const ROLE_LOSS: LossKind = { id: 'roles', what: 'Roles are left out: the format has no kinds of links.' }
const GUIDELINE_LOSS: LossKind = {
  id: 'guidelines',
  what: 'Keys, examples, guidelines and what is retired are left out: a code has a name, a definition and a colour.',
}

/** The codebook by itself (.qdc), for programs of qualitative analysis. */
export const refiQdaCodebookExporter: Exporter = {
  id: 'refi-qda-codebook',
  title: 'REFI-QDA codebook',
  extension: 'qdc',
  description: 'The codebook alone, for NVivo, ATLAS.ti, MAXQDA and others: types and the values of choices as codes.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: null,
  textsOptional: true,
  losses: [ARTICLES_LOSS, ATTRIBUTE_LOSS, ROLE_LOSS, GUIDELINE_LOSS],
  parts: (source, { generator }, fileName, losses) => [
    { path: fileName, chunks: () => writeCodebook(source, generator, losses) },
  ],
}

function* writeCodebook(source: DatasetSource, generator: string, losses: LossLog): Iterable<string> {
  for (const type of source.codebook.types) {
    losses.add(GUIDELINE_LOSS.id, type.id)
    for (const { id } of type.roles) losses.add(ROLE_LOSS.id, `${type.id}.${id}`)
    for (const { id, input } of type.attributes)
      if (input !== 'choice') losses.add(ATTRIBUTE_LOSS.id, `${type.id}.${id}`)
  }
  for (const { article } of source.articles()) losses.add(ARTICLES_LOSS.id, article.id)
  yield '<?xml version="1.0" encoding="utf-8"?>\n'
  yield `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"${xmlAttributes({ origin: generator })}>\n<Codes>\n`
  yield* codeLines(source)
  yield '</Codes>\n</CodeBook>\n'
}
