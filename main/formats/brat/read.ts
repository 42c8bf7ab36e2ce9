import { bratWords, linePieces } from './shared.ts'
import type { PlacedExtra } from '../kit/standoff/extra.ts'
import { offsetConverter } from '../../../model/text/offsets.ts'
import { bratAnnotations } from './read-annotations.ts'
import { type AnnLine, annLine } from './read-lines.ts'
import { withMark } from './read-mark.ts'
import { annotatorItems, companionArticle, companionOf, folderProject, textOrTell } from '../kit/reading/companions.ts'
import { createRestorer, type Rendition } from '../kit/reading/restore.ts'
import { createProblemLog, type ProblemLog } from '../kit/reading/problems.ts'
import type { DatasetInput, DatasetItem, DatasetReader } from '../kit/reader.ts'

/**
 * Folders of brat: a text and its annotations (.txt, .ann) for each article, at any depth. Offsets count code points of
 * the text as the file has it, carriage returns among them. Format: https://brat.nlplab.org/standoff.html
 */
export const bratReader: DatasetReader = {
  id: 'brat',
  title: 'brat',
  extensions: ['ann'],
  shape: 'folder',
  sniff: (paths, head) => {
    const files = paths.filter((path) => path.endsWith('.ann'))
    return (
      files.some((path) => /^(?:[TREAMN]\d+\t|#\d*\t|\*\t)/.test(head(path))) ||
      (files.length > 0 &&
        files.every((path) => head(path) === '') &&
        paths.some((path) => path.endsWith('annotation.conf')))
    )
  },
  read: readBrat,
}

async function* readBrat(input: DatasetInput): AsyncIterable<DatasetItem> {
  yield* folderProject(input)
  const annotators = new Set<string>()
  const entities = new Set<string>()
  const paths = new Set(input.paths)
  for (const path of input.paths) {
    const name = path.replace(/\.(?:ann|txt)$/, '')
    const problems = createProblemLog(path)
    if (path.endsWith('.ann')) yield* readArticle(input, name, paths.has(`${name}.txt`), annotators, entities, problems)
    else if (path.endsWith('.txt') && !paths.has(`${name}.ann`)) {
      const text = await textOrTell(input, path, problems)
      problems.add(
        'no .ann',
        null,
        `There is no "${name}.ann" beside it: it is taken as an article without annotations.`,
      )
      if (text !== null) {
        yield {
          kind: 'article',
          article: companionArticle({ name, text, unit: 'codepoint', annotations: [], relations: [] }, null),
        }
      }
    }
    yield* problems.items()
  }
}

async function* readArticle(
  input: DatasetInput,
  name: string,
  hasText: boolean,
  annotators: Set<string>,
  entities: Set<string>,
  problems: ProblemLog,
): AsyncIterable<DatasetItem> {
  if (!hasText) {
    problems.add(
      'no .txt',
      null,
      `There is no "${name}.txt" beside it, so it was left out: annotations without their text cannot be checked.`,
      'articles',
    )
    return
  }
  const content = await textOrTell(input, `${name}.txt`, problems)
  if (content === null) return
  const companion = await companionOf(input, name, (message) => problems.add('companion', null, message))
  const read: AnnLine[] = []
  for await (const { number, text: line } of input.lines(`${name}.ann`)) {
    if (line.trim() === '') continue
    const said = annLine(line, number)
    if (said.kind === 'problem') problems.add(said.of, number, said.message, said.lost)
    else read.push(said)
  }
  const whole = { text: content, lines: read }
  const { text, lines } = await withMark(input, `${name}.txt`, whole, companion?.textSha256 ?? null)
  const articleKey = companion?.article ?? name
  const restorer = createRestorer(companion, text, renditionOf(text))
  const { annotations, relations, entries } = bratAnnotations(lines, text, articleKey, restorer, problems)
  yield* annotatorItems(companion, annotators)
  for (const entity of entries) {
    // Our own references lead to entities of the folder's project file.
    if (!entities.has(entity.id)) yield { kind: 'entity', entity }
    entities.add(entity.id)
  }
  yield {
    kind: 'article',
    article: companionArticle({ name, text, unit: 'codepoint', annotations, relations }, companion),
  }
}

/** How the .ann file shows an annotation that was not edited there. */
function renditionOf(text: string): (record: PlacedExtra) => Rendition {
  const { toFile, toModel } = offsetConverter(text, 'codepoint')
  return (record) => {
    const fragments = record.fragments.flatMap(([start, end]) =>
      linePieces(text, { start: toModel(start) ?? 0, end: toModel(end) ?? 0 }).map((piece): [number, number] => [
        toFile(piece.start),
        toFile(piece.end),
      ]),
    )
    return { type: record.type, fragments, ...bratWords(record) }
  }
}
