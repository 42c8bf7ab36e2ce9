import { ANNOTATIONS, ARTICLES, ATTRIBUTES, FRAGMENTS, RELATIONS, type Table } from './tables.ts'
import { fail } from '../../../model/value/result.ts'
import { BrokenTable, fileOf, type PackageFiles, readRows, readTable, type RowOf } from './read-tables.ts'
import { createProblemLog } from '../kit/reading/problems.ts'
import { InputFailure } from '../kit/reader.ts'

/*
 * The rows of the tables put together, article by article. In a package whose tables are in the order of its articles, as
 * ours are, only the rows of one article are in memory; any other has to be held as a whole.
 */

/** An article with the rows that belong to it; fragments and attributes by the id of their annotation. */
export interface ArticleRows {
  readonly article: RowOf<typeof ARTICLES>
  readonly annotations: readonly RowOf<typeof ANNOTATIONS>[]
  readonly fragments: ReadonlyMap<string, readonly RowOf<typeof FRAGMENTS>[]>
  readonly attributes: ReadonlyMap<string, readonly RowOf<typeof ATTRIBUTES>[]>
  readonly relations: readonly RowOf<typeof RELATIONS>[]
}

/** Rows of a package that is not in order, which take about 1.5 GB. */
const MOST_ROWS = 2_000_000

/**
 * Every article with its rows, in the order of the articles. What belongs to none is reported. Ends the read where the tables
 * are in no order and have more than `mostRows`.
 */
export async function* articleRows(files: PackageFiles, mostRows = MOST_ROWS): AsyncIterable<ArticleRows> {
  if (await isInOrder(files)) yield* rowsInOrder(files)
  else yield* rowsInMemory(files, mostRows)
}

/** Whether every row has its place when the tables are read side by side. Reports nothing yet. */
async function isInOrder({ input, folder }: PackageFiles): Promise<boolean> {
  const groups = rowsInOrder({ input, folder, logOf: createProblemLog, unplaced: new Set() })
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- the rows of one article are let go before the next ones are read
      const { done, value } = await groups.next()
      if (done) return value
    }
  } catch (error) {
    if (error instanceof BrokenTable) return false
    throw error
  }
}

/** Returns whether all rows were given, each with its article. An id is taken to be that of one annotation. */
async function* rowsInOrder(files: PackageFiles): AsyncGenerator<ArticleRows, boolean> {
  const annotations = cursorOf(files, ANNOTATIONS)
  const fragments = cursorOf(files, FRAGMENTS)
  const attributes = cursorOf(files, ATTRIBUTES)
  const relations = cursorOf(files, RELATIONS)
  const all = [annotations, fragments, attributes, relations]
  const known = new Set<string>()
  try {
    for await (const rows of readRows(files, ARTICLES)) {
      for (const article of rows) {
        const { id } = article.cells
        if (known.has(id)) return false
        known.add(id)
        // oxlint-disable-next-line no-await-in-loop -- one article after the other, so that no more is in memory
        const own = await annotations.takeWhile(({ cells }) => cells.article_id === id)
        const ids = new Set(own.map(({ cells }) => cells.id))
        yield {
          article,
          annotations: own,
          fragments: byAnnotation(await fragments.takeWhile(({ cells }) => ids.has(cells.annotation_id))),
          attributes: byAnnotation(await attributes.takeWhile(({ cells }) => ids.has(cells.annotation_id))),
          relations: await relations.takeWhile(({ cells }) => ids.has(cells.source)),
        }
      }
    }
    const ends = await Promise.all(all.map((cursor) => cursor.isAtEnd()))
    return ends.every(Boolean)
  } finally {
    await Promise.all(all.map((cursor) => cursor.close()))
  }
}

/** The rows of a table, read as they are needed. */
function cursorOf<T extends Table>(files: PackageFiles, table: T) {
  const batches = readRows(files, table)[Symbol.asyncIterator]()
  let rows: readonly RowOf<T>[] = []
  let at = 0
  const isAtEnd = async (): Promise<boolean> => {
    while (at === rows.length) {
      // oxlint-disable-next-line no-await-in-loop -- a piece may end in the middle of a row and give none
      const { done, value } = await batches.next()
      if (done) return true
      rows = value
      at = 0
    }
    return false
  }
  return {
    isAtEnd,
    /** The next rows up to the first that does not fit, which stays. */
    async takeWhile(fits: (row: RowOf<T>) => boolean): Promise<RowOf<T>[]> {
      const taken: RowOf<T>[] = []
      // oxlint-disable-next-line no-await-in-loop -- one piece of the file after the other
      while (!(await isAtEnd())) {
        for (let row = rows[at]; row; row = rows[++at]) {
          if (!fits(row)) return taken
          taken.push(row)
        }
      }
      return taken
    },
    close: async (): Promise<void> => {
      await batches.return?.()
    },
  }
}

async function* rowsInMemory(files: PackageFiles, mostRows: number): AsyncIterable<ArticleRows> {
  let count = 0
  const add = (more: number): void => {
    count += more
    if (count > mostRows) throw new InputFailure(tooMany(files.input.name, mostRows))
  }
  const articles = await readTable(files, ARTICLES, add)
  const annotations = await readTable(files, ANNOTATIONS, add)
  const fragments = byAnnotation(await readTable(files, FRAGMENTS, add))
  const attributes = byAnnotation(await readTable(files, ATTRIBUTES, add))
  const relations = await readTable(files, RELATIONS, add)
  const known = new Set(articles.map(({ cells }) => cells.id))
  for (const { line, cells } of annotations) {
    if (known.has(cells.article_id)) continue
    const message = 'An annotation names an article that is not there; it was left out.'
    files.logOf(fileOf(ANNOTATIONS)).add('article', line, message, 'annotations')
  }
  const articleOf = new Map(annotations.map(({ cells }) => [cells.id, cells.article_id]))
  for (const { line, cells } of relations) {
    if (articleOf.has(cells.source)) continue
    const message = 'A relation names a source that is not there; it was left out.'
    files.logOf(fileOf(RELATIONS)).add('source', line, message, 'relations')
  }
  const annotationsOf = grouped(annotations, ({ cells }) => cells.article_id)
  const relationsOf = grouped(relations, ({ cells }) => articleOf.get(cells.source) ?? '')
  for (const article of articles) {
    const { id } = article.cells
    const own = { annotations: annotationsOf.get(id) ?? [], relations: relationsOf.get(id) ?? [] }
    yield { article, ...own, fragments, attributes }
  }
}

const tooMany = (name: string, mostRows: number) =>
  fail(
    'too-large',
    `The tables of "${name}" are not in the order of its articles, and have more than ${mostRows.toLocaleString('en')} rows: they do not fit into memory together.`,
    'Sort the rows of annotations.csv, fragments.csv, attributes.csv and relations.csv as articles.csv names their articles, and remove those that belong to none.',
  ).failure

const byAnnotation = <Row extends { readonly cells: { readonly annotation_id: string } }>(rows: readonly Row[]) =>
  grouped(rows, ({ cells }) => cells.annotation_id)

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
