import type { ArticleExtra } from '../standoff/extra.ts'
import { type JsonObject, jsonObjects, textOr } from './json-values.ts'
import { createProblemLog, type ProblemLog } from './problems.ts'
import type { DatasetInput, DatasetItem, DatasetReader, ForeignArticle, LostKind } from '../reader.ts'
import { createAnnotatorTeller, createKeyMaker, exampleArticle, extraOf } from './read-span-examples.ts'

/* Files of JSON objects that each hold a text and what is said about it, as programs that train models have them. */

/** One of the objects. */
export interface Example {
  readonly value: JsonObject
  readonly text: string
  /** Key of its article. */
  readonly key: string
  readonly line: number | null
  readonly place: string
  /** What our own export has put into it. */
  readonly extra: ArticleExtra | null
  readonly problems: ProblemLog
  /** A problem with the place where it is. */
  tell(what: string, lost?: LostKind): void
}

/** What an object says about its text. */
export type ReadExample = Pick<ForeignArticle, 'annotations' | 'relations' | 'metadata'>

/** Recognizes a single file that begins like JSON objects, and of whose beginning `isOurs` is true. */
export const sniffExamples =
  (isOurs: (start: string) => boolean): DatasetReader['sniff'] =>
  (paths, head) => {
    const start = paths.length === 1 ? head(paths[0] ?? '') : ''
    return /^\s*\[?\s*\{/.test(start) && isOurs(start)
  }

/** An article of every object that has a text. Objects are called by what `idOf` gives, else by their place. */
export async function* readExamples(
  input: DatasetInput,
  read: (example: Example) => ReadExample,
  textOf: (value: JsonObject) => string | null = (value) => textOr(value.text),
  idOf: (value: JsonObject) => string | null = () => null,
): AsyncIterable<DatasetItem> {
  const tellAnnotators = createAnnotatorTeller()
  const uniqueKey = createKeyMaker()
  for (const path of input.paths) {
    const problems = createProblemLog(path)
    for await (const { line, place, value } of jsonObjects(input, path, problems)) {
      const text = textOf(value)
      if (text === null) {
        problems.add('no text', line, `There is no "text" in ${place}; it was left out.`, 'articles')
        continue
      }
      const extra = extraOf(value)
      const key = uniqueKey(extra?.article ?? `${path}:${idOf(value) ?? place}`)
      const tell = (what: string, lost?: LostKind): void => problems.add(what, line, `In ${place}: ${what}`, lost)
      const said = read({ value, text, key, line, place, extra, problems, tell })
      yield* tellAnnotators(extra)
      yield { kind: 'article', article: exampleArticle({ key, text, place, ...said }, extra) }
    }
    yield* problems.items()
  }
}
