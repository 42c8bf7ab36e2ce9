import { ownValue } from '../../../model/value/own-value.ts'
import { ATTRIBUTE_COMMENT, NOTE_COMMENT, REFERENCE_ATTRIBUTE, REGISTER_RESOURCE, WIKIDATA_RESOURCE } from './shared.ts'
import { unsafeName } from '../kit/names/safe-name.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { type OffsetConverter, offsetConverter } from '../../../model/text/offsets.ts'
import type { AnnLine, Place } from './read-lines.ts'
import type { Restorer } from '../kit/reading/restore.ts'
import type { ProblemLog } from '../kit/reading/problems.ts'
import {
  type ForeignAnnotation,
  type ForeignFragment,
  type ForeignRelation,
  foreignAnnotation,
  foreignRelation,
} from '../kit/reader.ts'

type Line<K extends AnnLine['kind']> = Extract<AnnLine, { readonly kind: K }>
type Entry = Omit<Entity, 'kind'>

/** What is said about an annotation or a relation in lines of their own. */
interface Said {
  readonly attributes: Record<string, string>
  readonly notes: string[]
}

const ofKind = <K extends AnnLine['kind']>(lines: readonly AnnLine[], kind: K): Line<K>[] =>
  lines.filter((line): line is Line<K> => line.kind === kind)

/** The lines of a file put together: annotations with all that is said about them, and relations between them. */
export function bratAnnotations(
  lines: readonly AnnLine[],
  text: string,
  articleKey: string,
  restorer: Restorer,
  problems: ProblemLog,
): { annotations: ForeignAnnotation[]; relations: ForeignRelation[]; entries: Entry[] } {
  const spans = new Map<string, Line<'span'>>()
  for (const span of ofKind(lines, 'span')) {
    if (spans.has(span.id))
      problems.add('twice', span.line, `There are two lines "${span.id}"; the second was left out.`, 'annotations')
    else spans.set(span.id, span)
  }
  const { said, entries } = whatIsSaid(lines)
  const converter = offsetConverter(text, 'codepoint')
  const annotations: ForeignAnnotation[] = []
  /** Name of a span or an event → key of its annotation. */
  const keys = new Map<string, string>()
  const add = (names: readonly string[], span: Line<'span'>, type: string, line: number): void => {
    const [name = ''] = names
    const about = names.flatMap((each) => said.get(each) ?? [])
    const found = foreignAnnotation({
      key: `${articleKey}#${name}`,
      type,
      fragments: fragmentsOf(span, text, converter),
      attributes: Object.fromEntries(about.flatMap(({ attributes }) => Object.entries(attributes))),
      note: about.flatMap(({ notes }) => notes).join('\n'),
      place: `line ${line}, ${names.join(' ')}`,
    })
    const annotation = restorer.annotation(found, name)
    annotations.push(annotation)
    for (const each of names) keys.set(each, annotation.key)
  }
  const events = new Map<string, Line<'event'>[]>()
  for (const event of ofKind(lines, 'event')) {
    if (spans.has(event.trigger)) events.set(event.trigger, [...(events.get(event.trigger) ?? []), event])
    else
      problems.add(
        'trigger',
        event.line,
        `The trigger "${event.trigger}" of "${event.id}" is not there; the event was left out.`,
        'annotations',
      )
  }
  for (const span of spans.values()) {
    const [first, ...others] = events.get(span.id) ?? []
    // A trigger is its event; where several share it, each is an annotation of its own in the same place.
    if (!first || first.type !== span.type) add([span.id], span, span.type, span.line)
    else add([span.id, first.id], span, span.type, span.line)
    for (const event of first && first.type !== span.type ? [first, ...others] : others)
      add([event.id], span, event.type, event.line)
  }
  return {
    annotations,
    relations: relationsOf(lines, articleKey, keys, said, problems).map(restorer.relation),
    entries,
  }
}

/** Attributes, references and comments by what they are about; and the entries that references name. */
function whatIsSaid(lines: readonly AnnLine[]): { said: Map<string, Said>; entries: Entry[] } {
  const said = new Map<string, Said>()
  const entries: Entry[] = []
  const toRegister = new Set(
    ofKind(lines, 'reference').flatMap(({ resource, target }) => (resource === REGISTER_RESOURCE ? [target] : [])),
  )
  const about = (target: string): Said => {
    const known = said.get(target) ?? { attributes: {}, notes: [] }
    said.set(target, known)
    return known
  }
  for (const line of lines) {
    if (line.kind === 'attribute') addValue(about(line.target).attributes, line.name, line.value)
    else if (line.kind === 'comment') {
      const { attributes, notes } = about(line.target)
      if (line.type.startsWith(ATTRIBUTE_COMMENT))
        addValue(attributes, unsafeName(line.type.slice(ATTRIBUTE_COMMENT.length)), line.text)
      else notes.push(line.type === NOTE_COMMENT ? line.text : `${line.type}: ${line.text}`)
    } else if (line.kind === 'reference') {
      const { attributes } = about(line.target)
      const isOwn = line.resource === REGISTER_RESOURCE
      const known = attributes[REFERENCE_ATTRIBUTE]
      // The Wikidata item of an entry of our own register is in the register.
      if (!isOwn && line.resource === WIKIDATA_RESOURCE && toRegister.has(line.target)) continue
      const id = isOwn ? line.entry : `${line.resource}:${line.entry}`
      if (known === undefined) attributes[REFERENCE_ATTRIBUTE] = id
      else addValue(attributes, 'Reference', id)
      if (!isOwn) entries.push(entryOf(line, id))
    }
  }
  return { said, entries }
}

const entryOf = ({ resource, entry, text }: Line<'reference'>, id: string): Entry => ({
  id,
  name: text.trim() === '' ? id : text.trim(),
  type: 'other',
  aliases: [],
  wikidata: resource === WIKIDATA_RESOURCE && /^Q[1-9]\d*$/.test(entry) ? entry : null,
  attributes: {},
})

/** A value beside one that is there already: nothing of what a file says is dropped. */
function addValue(attributes: Record<string, string>, name: string, value: string): void {
  const known = ownValue(attributes, name)
  attributes[name] = known === undefined ? value : `${known}; ${value}`
}

/**
 * Fragments with the parts of the quote that are theirs: brat writes them in one line with spaces between. Where the
 * quote does not fit, the first fragment has all of it, so that it shows.
 */
function fragmentsOf(
  { places, text: quote }: { readonly places: readonly Place[]; readonly text: string | null },
  text: string,
  { toModel }: OffsetConverter,
): ForeignFragment[] {
  const found = places.map(({ start, end }) => {
    const [from, to] = [toModel(start), toModel(end)]
    return from === null || to === null || from > to ? null : text.slice(from, to)
  })
  const inLine = (said: string): string => said.replaceAll(/\r\n|[\r\n]/g, ' ')
  const together = found.map((piece) => piece ?? '').join(' ')
  const isRight = quote === null || quote === together || inLine(quote).trimEnd() === inLine(together).trimEnd()
  return places.map(({ start, end }, i) => {
    if (isRight) return { start, end, quote: quote === null ? null : (found[i] ?? null) }
    return { start, end, quote: i === 0 ? quote : null }
  })
}

function relationsOf(
  lines: readonly AnnLine[],
  articleKey: string,
  keys: ReadonlyMap<string, string>,
  said: ReadonlyMap<string, Said>,
  problems: ProblemLog,
): ForeignRelation[] {
  const relations: ForeignRelation[] = []
  const add = (key: string, role: string, from: string, to: string, line: number, about?: Said): void => {
    const [source, target] = [keys.get(from), keys.get(to)]
    if (source === undefined || target === undefined) {
      const missing = source === undefined ? from : to
      problems.add(
        'end',
        line,
        `"${missing}" is not there; the relation "${role}" to or from it was left out.`,
        'relations',
      )
      return
    }
    const note = about?.notes.join('\n') ?? ''
    const attributes = { ...about?.attributes, ...(note === '' ? {} : { note }) }
    const place = `line ${line}`
    relations.push(
      foreignRelation({ key: `${articleKey}#${key}`, role, source, target: { annotation: target }, attributes, place }),
    )
  }
  for (const line of lines) {
    if (line.kind === 'relation') add(line.id, line.type, line.source, line.target, line.line, said.get(line.id))
    else if (line.kind === 'event') {
      if (keys.has(line.id))
        line.ends.forEach(({ role, target }, i) => add(`${line.id}.${i + 1}`, role, line.id, target, line.line))
    } else if (line.kind === 'equiv') {
      // What is equivalent is linked one to the next.
      line.members
        .slice(1)
        .forEach((member, i) => add(`*${line.line}.${i + 1}`, line.type, line.members[i] ?? '', member, line.line))
    }
  }
  return relations
}
