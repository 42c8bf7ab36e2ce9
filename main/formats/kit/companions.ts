import { ownValue } from '../../../model/value/own-value.ts'
import { type Companion, COMPANION_ENDING, FOLDER_PROJECT_FILE, readCompanion } from './companion.ts'
import { projectFileSchema } from './dataset-schema.ts'
import type { PlacedExtra } from './extra.ts'
import { decodeWith } from '../../../model/record/schemas.ts'
import type { Block } from '../../../model/text/block.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { titleOf } from './json-values.ts'
import { jsonOr } from './parse-json.ts'
import type { ProblemLog } from './problems.ts'
import {
  type DatasetInput,
  type DatasetItem,
  type ForeignAnnotation,
  type ForeignArticle,
  type ForeignFragment,
  type ForeignRelation,
  foreignArticle,
} from './reader.ts'
import { projectItems } from './standoff-article.ts'

/* Datasets in a folder that Standoff wrote have files beside them that hold what the format has no word for. */

/** Codebook, register and annotators, where the folder has them. */
export async function* folderProject(input: DatasetInput): AsyncIterable<DatasetItem> {
  for (const path of input.paths) {
    if (path === FOLDER_PROJECT_FILE || path.endsWith(`/${FOLDER_PROJECT_FILE}`)) yield* projectIn(input, path)
  }
}

/** What a file says of codebook, register and annotators. A damaged one is told and done without. */
export async function* projectIn(input: DatasetInput, path: string): AsyncIterable<DatasetItem> {
  const problem = (why: string): DatasetItem => {
    const message = `Codebook, register and annotators are made anew: ${why}`
    return { kind: 'problem', problem: { path, line: null, message } }
  }
  const text = await input.text(path)
  if (!text.ok) {
    yield problem(text.failure.message)
    return
  }
  const value = jsonOr(text.value)
  if (value === undefined) {
    yield problem('the file is not valid JSON.')
    return
  }
  const decoded = decodeWith(projectFileSchema, value, `"${path}"`)
  if (decoded.ok) yield* projectItems(decoded.value)
  else yield problem(decoded.failure.message)
}

/** What lies beside an article's files; `name` is their path without ending. */
export async function companionOf(
  input: DatasetInput,
  name: string,
  tell: (message: string) => void,
): Promise<Companion | null> {
  const path = name + COMPANION_ENDING
  if (!input.paths.includes(path)) return null
  const text = await input.text(path)
  const companion = text.ok ? readCompanion(text.value) : null
  if (!companion) tell(`"${path}" cannot be read: ids, status and times of the annotations are made anew.`)
  return companion
}

/** What a format's own files say of an annotation as long as nobody has changed them. */
export interface Rendition {
  readonly type: string
  /** In the unit of the file. */
  readonly fragments: readonly (readonly [number, number])[]
  /** Only those that the format holds; under the same names. */
  readonly attributes: Readonly<Record<string, string>>
  /** null where the format holds no notes. */
  readonly note: string | null
}

export interface Restorer {
  /**
   * An annotation as it was written, where the file still says what it said then. What was changed in the file
   * meanwhile counts; what the format has no word for stays. `key` is the format's name for it.
   */
  annotation(found: ForeignAnnotation, key: string): ForeignAnnotation
  /** Its ends have to be restored already. */
  relation(found: ForeignRelation): ForeignRelation
}

export function createRestorer(
  companion: Companion | null,
  text: string,
  rendition: (record: PlacedExtra) => Rendition,
): Restorer {
  const records = new Map((companion?.annotations ?? []).map((record) => [record.id, record]))
  const links = new Map<string, { readonly id: string }[]>()
  const linkOf = (role: string, source: string, target: unknown): string => JSON.stringify([role, source, target])
  for (const { role, source, target, ...said } of companion?.relations ?? []) {
    const link = linkOf(role, source, typeof target === 'string' ? { annotation: target } : target)
    links.set(link, [...(links.get(link) ?? []), said])
  }
  const { toModel } = offsetConverter(text, companion?.offsetUnit ?? 'codepoint')
  const quoteOf = (start: number, end: number): string | null => {
    const [from, to] = [toModel(start), toModel(end)]
    return from === null || to === null ? null : text.slice(from, to)
  }
  const areRight = (fragments: readonly ForeignFragment[]): boolean =>
    fragments.every(({ start, end, quote }) => quote === null || quote === quoteOf(start, end))
  return {
    annotation(found, key) {
      const record = records.get((companion && ownValue(companion.keys, key)) ?? key)
      if (!record) return found
      const said = rendition(record)
      const samePlace =
        areRight(found.fragments) &&
        JSON.stringify(found.fragments.map(({ start, end }) => [start, end])) === JSON.stringify(said.fragments)
      const sameType = found.type === said.type
      // Another annotation may have been given a name that is free again.
      if (!samePlace && !sameType) return found
      records.delete(record.id)
      const attributes = keptAttributes(found.attributes, said.attributes, record.attributes)
      const sameNote = said.note === null || found.note === said.note
      const isAsWritten = samePlace && sameType && sameNote && attributes.isAsWritten
      return {
        ...found,
        key: record.id,
        type: sameType ? record.type : found.type,
        fragments: samePlace
          ? record.fragments.map(([start, end]) => ({ start, end, quote: quoteOf(start, end) }))
          : found.fragments,
        attributes: attributes.kept,
        note: sameNote ? record.note : found.note,
        confidence: found.confidence ?? record.confidence,
        status: found.status ?? record.status,
        annotator: record.annotator,
        createdAt: record.createdAt,
        updatedAt: isAsWritten ? record.updatedAt : null,
        provenance: record.provenance,
        codebookVersion: record.codebookVersion,
      }
    },
    relation(found) {
      const said = links.get(linkOf(found.role, found.source, found.target))?.shift()
      return said ? { ...found, ...withoutId(said), key: said.id } : found
    },
  }
}

const withoutId = <T extends { readonly id: string }>({ id: _id, ...rest }: T): Omit<T, 'id'> => rest

/** Values as they were where the file says what it said then; what the format does not hold stays. */
function keptAttributes(
  found: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string>>,
  record: Readonly<Record<string, string>>,
): { readonly kept: Readonly<Record<string, string>>; readonly isAsWritten: boolean } {
  const kept: Record<string, string> = {}
  let isAsWritten = true
  for (const [name, value] of Object.entries(record)) {
    const now = ownValue(found, name)
    const then = ownValue(said, name)
    if (then === undefined || now === then) kept[name] = value
    else {
      isAsWritten = false
      if (now !== undefined) kept[name] = now
    }
  }
  for (const [name, value] of Object.entries(found)) {
    if (ownValue(record, name) !== undefined) continue
    isAsWritten = false
    kept[name] = value
  }
  return { kept, isAsWritten }
}

/** The article of a text with what lies beside it. `name` is what it is called without that. */
export function companionArticle(
  said: Pick<ForeignArticle, 'unit' | 'annotations' | 'relations'> & {
    readonly name: string
    readonly text: string
  } & Partial<ForeignArticle>,
  companion: Companion | null,
): ForeignArticle {
  const { name, text, ...fields } = said
  const last = name.slice(name.lastIndexOf('/') + 1)
  if (!companion) return foreignArticle({ key: name, title: titleOf(text, last), text, ...fields })
  const { article, title, textSha256, language, metadata, status, createdAt, updatedAt, source } = companion
  return foreignArticle({
    ...fields,
    key: article,
    title,
    text,
    textSha256,
    language,
    metadata,
    status,
    createdAt,
    updatedAt,
    source,
    blocks: modelBlocks(companion, text),
  })
}

/** Blocks are for reading only: where they do not fit the text they are found anew. */
function modelBlocks({ blocks, offsetUnit }: Companion, text: string): readonly Block[] | null {
  const { toModel } = offsetConverter(text, offsetUnit)
  const found = (blocks ?? []).map(({ start, end, ...block }) =>
    Object.assign({ start: toModel(start) ?? -1, end: toModel(end) ?? -1 }, block),
  )
  return found.length > 0 && found.every(({ start, end }) => start >= 0 && start < end) ? found : null
}

/** Annotators that companions tell of, each once. */
export function* annotatorItems(companion: Companion | null, told: Set<string>): Iterable<DatasetItem> {
  for (const annotator of companion?.annotators ?? []) {
    if (!told.has(annotator.id)) yield { kind: 'annotator', annotator }
    told.add(annotator.id)
  }
}

/** A text of a dataset's folder, or null after it was told that it cannot be read. */
export async function textOrTell(input: DatasetInput, path: string, problems: ProblemLog): Promise<string | null> {
  const text = await input.text(path)
  if (text.ok) return text.value
  problems.add('unreadable', null, `${text.failure.message} The article was left out.`)
  return null
}
