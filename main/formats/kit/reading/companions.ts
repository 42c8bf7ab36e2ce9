import { restoredArticle } from '../standoff/extra.ts'
import { type Companion, COMPANION_ENDING, FOLDER_PROJECT_FILE, readCompanion } from '../standoff/companion.ts'
import { projectFileSchema } from '../standoff/dataset-schema.ts'
import { decodeWith } from '../../../../model/record/schemas.ts'
import type { Block } from '../../../../model/text/block.ts'
import { offsetConverter } from '../../../../model/text/offsets.ts'
import { titleOf } from './json-values.ts'
import { jsonOr } from './parse-json.ts'
import type { ProblemLog } from './problems.ts'
import { type DatasetInput, type DatasetItem, type ForeignArticle, foreignArticle } from '../reader.ts'
import { projectItems } from '../standoff/standoff-article.ts'

/* Datasets in a folder that Standoff wrote have files beside them that hold what the format has no word for. */

/** Codebook, register and annotators, where the folder has them. */
export async function* folderProject(input: DatasetInput): AsyncIterable<DatasetItem> {
  for (const path of input.paths) {
    if (path === FOLDER_PROJECT_FILE || path.endsWith(`/${FOLDER_PROJECT_FILE}`)) yield* projectIn(input, path)
  }
}

/** Codebook, register and annotators of a project file. A damaged one is reported and skipped. */
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
  return foreignArticle({ ...fields, ...restoredArticle(companion), text, blocks: modelBlocks(companion, text) })
}

/** Blocks only serve reading: where they do not fit the text, null has them detected again. */
function modelBlocks({ blocks, offsetUnit }: Companion, text: string): readonly Block[] | null {
  const { toModel } = offsetConverter(text, offsetUnit)
  const found = (blocks ?? []).map(({ start, end, ...block }) =>
    Object.assign({ start: toModel(start) ?? -1, end: toModel(end) ?? -1 }, block),
  )
  return found.length > 0 && found.every(({ start, end }) => start >= 0 && start < end) ? found : null
}

/** The annotators that companions name, each once. */
export function* annotatorItems(companion: Companion | null, told: Set<string>): Iterable<DatasetItem> {
  for (const annotator of companion?.annotators ?? []) {
    if (!told.has(annotator.id)) yield { kind: 'annotator', annotator }
    told.add(annotator.id)
  }
}

/** A text of a dataset's folder; null, with a problem, where it cannot be read. */
export async function textOrTell(input: DatasetInput, path: string, problems: ProblemLog): Promise<string | null> {
  const text = await input.text(path)
  if (text.ok) return text.value
  problems.add('unreadable', null, `${text.failure.message} The article was left out.`, 'articles')
  return null
}
