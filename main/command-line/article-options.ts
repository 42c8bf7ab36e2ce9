import { type ColumnField, type ColumnMapping, type ImportOptions, USUAL_OPTIONS } from '../articles-in/importer.ts'
import { importers } from '../articles-in/index.ts'
import { usualJobs } from '../articles-in/reading/read-pool.ts'
import { COLUMN_FIELDS } from '../articles-in/tables/table-rows.ts'
import { assignment, type Command, type CommandOptions, type FromOptions, wrong } from './command.ts'

/** What can be said of article files that are read. */
export const ARTICLE_OPTIONS = {
  recursive: ['', 'search folders recursively'],
  format: ['ID', 'read them as this format, whatever they look like'],
  encoding: ['NAME', 'encoding of their text'],
  'whole-page': ['', 'web pages: everything, not only the main text'],
  map: ['FIELD=COLUMN,…', 'tables: which column is the text, title, outlet, author, published, url…'],
  separator: ['REGEX', 'plain text: the line between two articles'],
  'one-article': ['', 'books: one article, not one for each chapter'],
  'allow-duplicates': ['', 'import articles again that are in the project already'],
  report: ['FILE.json', 'write what became of each article'],
  jobs: ['N', 'read this many files at once'],
} as const satisfies Command['options']

export interface ArticleOptions {
  /** Id of the importer; null: the one that recognises each file. */
  readonly importer: string | null
  readonly options: ImportOptions
  /** Threads that read. */
  readonly jobs: number
}

const MOST_JOBS = 64

export function articleOptions(given: CommandOptions): FromOptions<ArticleOptions> {
  const importer = given.format ?? null
  if (importer !== null && !importers.all.some(({ id }) => id === importer)) {
    const ids = importers.all.map(({ id }) => id).join(', ')
    return wrong(`There is no import format "${importer}". Choose one of: ${ids}.`)
  }
  const jobs = given.jobs === undefined ? usualJobs() : Number(given.jobs)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > MOST_JOBS)
    return wrong(`--jobs is a number from 1 to ${MOST_JOBS}.`)
  const columns = columnMapping(given.map)
  if (!columns.ok) return columns
  const options: ImportOptions = {
    ...USUAL_OPTIONS,
    encoding: given.encoding ?? null,
    wholePage: given['whole-page'] === true,
    columns: columns.value,
    separator: given.separator ?? null,
    chapters: given['one-article'] !== true,
  }
  return { ok: true, value: { importer, options, jobs } }
}

/** Reads `--map text=BODY,title=HEADLINE`, given once or several times; null where it was not given. */
function columnMapping(given: readonly string[] | undefined): FromOptions<ColumnMapping | null> {
  if (given === undefined) return { ok: true, value: null }
  const mapping: Partial<Record<ColumnField, string>> = {}
  for (const item of given.flatMap((list) => list.split(','))) {
    const pair = assignment('map', item, 'FIELD=COLUMN')
    if (!pair.ok) return pair
    const [name, column] = pair.value
    const field = COLUMN_FIELDS.find((candidate) => candidate === name.trim())
    if (!field) return wrong(`--map has no field "${name}". Choose one of: ${COLUMN_FIELDS.join(', ')}.`)
    mapping[field] = column
  }
  return { ok: true, value: mapping }
}
