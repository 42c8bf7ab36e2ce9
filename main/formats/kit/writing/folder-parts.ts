import type { Annotation } from '../../../../model/record/annotation.ts'
import type { OffsetUnit } from '../../../../model/text/offsets.ts'
import type { Relation } from '../../../../model/record/relation.ts'
import { COMPANION_ENDING, companionText, FOLDER_PROJECT_FILE } from '../standoff/companion.ts'
import type { ExportedArticle, DatasetSource, ExportOptions, OutputPart } from '../exporter.ts'
import { projectFile } from '../standoff/project-file.ts'
import { articleFileName } from './part-names.ts'

/** An article of a folder and what of it the format can hold. */
export interface ArticleFiles {
  readonly parts: readonly OutputPart[]
  readonly annotations: readonly Annotation[]
  readonly relations: readonly Relation[]
  /** See `Companion`. */
  readonly keys?: Readonly<Record<string, string>>
  /** What else goes into the file beside the article. */
  readonly more?: Readonly<Record<string, string>>
}

/**
 * The files of a dataset that is a folder: those of each article, what the format has no word for beside them, and
 * codebook, register and annotators in the root. `filesOf` gets the name of the article's files without an ending.
 */
export function* folderParts(
  format: string,
  unit: OffsetUnit,
  source: DatasetSource,
  options: ExportOptions,
  filesOf: (article: ExportedArticle, name: string) => ArticleFiles,
): Iterable<OutputPart> {
  let position = 0
  for (const item of source.articles()) {
    const name = articleFileName(item.article, position++)
    const { parts, annotations, relations, keys, more } = filesOf(item, name)
    yield* parts
    const { article, text, blocks } = item
    const said = { format, article, text, blocks, unit, annotators: source.annotators, annotations, relations }
    yield { path: name + COMPANION_ENDING, chunks: () => [companionText(said, keys, more)] }
  }
  yield projectFile(source, options, FOLDER_PROJECT_FILE)
}
