import type { Annotation } from '../../../model/record/annotation.ts'
import { type Codebook, findType } from '../../../model/record/codebook.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import type { Relation } from '../../../model/record/relation.ts'
import {
  argumentName,
  ATTRIBUTE_COMMENT,
  bratName,
  inOneLine,
  linePieces,
  NOTE_COMMENT,
  REFERENCE_ATTRIBUTE,
  REGISTER_RESOURCE,
  WIKIDATA_RESOURCE,
} from './shared.ts'
import { annotationConf, visualConf } from './write-conf.ts'
import { LOST_END_LOSS, TO_ENTRY_LOSS, WHOLE_ARTICLE_LOSS } from '../kit/writing/common-losses.ts'
import type { ExportedArticle, Exporter } from '../kit/exporter.ts'
import { folderParts } from '../kit/writing/folder-parts.ts'
import type { LossLog } from '../kit/losses.ts'
import { linkedRelations } from '../kit/writing/write-span-examples.ts'

const LINES_LOSS = 'lines'
const FREE_TEXT_LOSS = 'free-text'

/** Text and annotations of each article in two files, and the configuration that brat shows them with. */
export const bratExporter: Exporter = {
  id: 'brat',
  title: 'brat',
  extension: 'brat',
  description:
    'A folder with the text and the annotations of each article, and the configuration for brat. Offsets count code points. What brat has no word for lies beside each article in a file that ends in .standoff.json.',
  profiles: [],
  settings: [
    {
      id: 'relations',
      title: 'Relations',
      description: 'How the links of an annotation are written.',
      values: [
        { id: 'relations', title: 'As relations, one for each link' },
        { id: 'events', title: 'As events: an annotation with all that it is linked to' },
      ],
      initial: 'relations',
    },
  ],
  shape: 'folder',
  offsetUnit: 'codepoint',
  textsOptional: false,
  losses: [
    WHOLE_ARTICLE_LOSS,
    TO_ENTRY_LOSS,
    LOST_END_LOSS,
    {
      id: LINES_LOSS,
      what: 'Spans over several lines are written as one fragment a line, as brat does; only Standoff joins them again.',
    },
    {
      id: FREE_TEXT_LOSS,
      what: 'Line breaks and tabs in notes and other free text are written as spaces; only Standoff has them again.',
    },
  ],
  *parts(source, options, _fileName, losses) {
    const events = options.settings.relations === 'events'
    const entries = new Map(source.entities.map((entity) => [entity.id, entity]))
    yield { path: 'annotation.conf', chunks: () => annotationConf(source, events) }
    yield { path: 'visual.conf', chunks: () => visualConf(source) }
    yield* folderParts('brat', 'codepoint', source, options, (item, name) => {
      const annotations = spanned(item, losses)
      const ids = new Map(annotations.map(({ id }, position) => [id, `T${position + 1}`]))
      const relations = [...linkedRelations(item.relations, new Set(ids.keys()), losses)].map(
        ({ relation }) => relation,
      )
      return {
        parts: [
          { path: `${name}.txt`, chunks: () => [item.text] },
          {
            path: `${name}.ann`,
            chunks: () => annLines(item.text, annotations, relations, ids, source.codebook, entries, events, losses),
          },
        ],
        annotations,
        relations,
        keys: Object.fromEntries([...ids].map(([id, key]) => [key, id])),
      }
    })
  },
}

function spanned(item: ExportedArticle, losses: LossLog): Annotation[] {
  const found: Annotation[] = []
  for (const annotation of item.annotations()) {
    if (annotation.fragments.length > 0) found.push(annotation)
    else losses.add(WHOLE_ARTICLE_LOSS.id, annotation.id)
  }
  return found
}

/** The number of the next line of a kind: "R1", "R2"… */
function createCounter(): (kind: string) => string {
  const counts = new Map<string, number>()
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return kind + count
  }
}

function* annLines(
  text: string,
  annotations: readonly Annotation[],
  relations: readonly Relation[],
  ids: ReadonlyMap<string, string>,
  codebook: Codebook,
  entries: ReadonlyMap<string, Entity>,
  events: boolean,
  losses: LossLog,
): Iterable<string> {
  const { toFile } = offsetConverter(text, 'codepoint')
  const next = createCounter()
  for (const { id, type, fragments } of annotations) {
    const pieces = fragments.flatMap((fragment) => linePieces(text, fragment))
    if (pieces.length > fragments.length) losses.add(LINES_LOSS, id)
    const spans = pieces.map(({ start, end }) => `${toFile(start)} ${toFile(end)}`).join(';')
    const quote = pieces.map(({ start, end }) => text.slice(start, end)).join(' ')
    yield `${ids.get(id)}\t${bratName(type)} ${spans}\t${quote}\n`
  }
  const named = new Map(ids)
  const isEvent = ({ type }: Annotation): boolean => events && (findType(codebook, type)?.roles.length ?? 0) > 0
  for (const annotation of annotations) if (isEvent(annotation)) named.set(annotation.id, next('E'))
  const bySource = new Map<string, Relation[]>(annotations.map(({ id }) => [id, []]))
  for (const relation of relations) bySource.get(relation.source)?.push(relation)
  for (const annotation of annotations) {
    const linked = bySource.get(annotation.id) ?? []
    if (isEvent(annotation)) yield eventLine(annotation, linked, ids, named)
    else {
      for (const { role, source: from, target } of linked) {
        const to = 'annotation' in target ? named.get(target.annotation) : ''
        yield `${next('R')}\t${bratName(role)} Arg1:${named.get(from)} Arg2:${to}\t\n`
      }
    }
  }
  for (const annotation of annotations) {
    yield* whatIsSaid(annotation, named.get(annotation.id) ?? '', codebook, entries, next, losses)
  }
}

function eventLine(
  { id, type }: Annotation,
  relations: readonly Relation[],
  triggers: ReadonlyMap<string, string>,
  named: ReadonlyMap<string, string>,
): string {
  const count = createCounter()
  const links = relations.map(({ role, target }) => {
    const name = count(`${argumentName(role)}#`)
      .replace(/#1$/, '')
      .replace('#', '')
    return ` ${name}:${'annotation' in target ? named.get(target.annotation) : ''}`
  })
  return `${named.get(id)}\t${bratName(type)}:${triggers.get(id)}${links.join('')}\n`
}

/** Attributes, references to the register, and notes. */
function* whatIsSaid(
  { id, type, attributes, note }: Annotation,
  target: string,
  codebook: Codebook,
  entries: ReadonlyMap<string, Entity>,
  next: (kind: string) => string,
  losses: LossLog,
): Iterable<string> {
  const comment = (kind: string, said: string): string => {
    const line = inOneLine(said)
    if (line !== said) losses.add(FREE_TEXT_LOSS, id)
    return `${next('#')}\t${kind} ${target}\t${line}\n`
  }
  for (const [name, value] of Object.entries(attributes)) {
    const definition = findType(codebook, type)?.attributes.find((attribute) => attribute.id === name)
    const entry = definition?.input === 'entity' ? entries.get(value) : undefined
    if (definition?.input === 'choice' && definition.values.some((choice) => choice.id === value)) {
      yield `${next('A')}\t${bratName(name)} ${target} ${bratName(value)}\n`
    } else if (name === REFERENCE_ATTRIBUTE && definition?.input === 'entity' && value !== '') {
      yield `${next('N')}\tReference ${target} ${REGISTER_RESOURCE}:${bratName(value)}\t${inOneLine(entry?.name ?? value)}\n`
    } else yield comment(ATTRIBUTE_COMMENT + bratName(name), value)
    if (entry?.wikidata) {
      yield `${next('N')}\tReference ${target} ${WIKIDATA_RESOURCE}:${bratName(entry.wikidata)}\t${inOneLine(entry.name)}\n`
    }
  }
  if (note !== '') yield comment(NOTE_COMMENT, note)
}
