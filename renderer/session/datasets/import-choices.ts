import type {
  ImportDecision,
  ImportPreview,
  PreviewedArticle,
  PreviewedFile,
} from '../../../preload/contract/contract.ts'

/** An article of a preview, with where it is in it. */
export interface PreviewRow {
  readonly file: number
  /** -1 where the file, or a part of it, could not be read. */
  readonly article: number
  readonly key: string
}

export const rowKey = (file: number, article: number): string => `${file} ${article}`

function placeOf(key: string): readonly [file: number, article: number] {
  const [file, article] = key.split(' ').map(Number)
  return [file as number, article as number]
}

/** Every article of a preview in order, then what of its file could not be read. */
export const previewRows = ({ files }: Pick<ImportPreview, 'files'>): PreviewRow[] =>
  files.flatMap(({ articles, unread }, file) => [
    ...articles.map((_, article) => ({ file, article, key: rowKey(file, article) })),
    ...unread.map((_, number) => ({ file, article: -1 - number, key: rowKey(file, -1 - number) })),
  ])

/** Choices about one article before it is imported. */
export type ArticleEdit = Pick<PreviewedArticle, 'title' | 'language' | 'metadata'>

export interface ImportChoices {
  readonly left: ReadonlySet<string>
  readonly edits: ReadonlyMap<string, ArticleEdit>
  readonly allowDuplicates: boolean
}

/** By default everything is imported that is not in the project already. */
export const firstChoices: ImportChoices = { left: new Set(), edits: new Map(), allowDuplicates: false }

export const isDuplicate = (article: PreviewedArticle | undefined): boolean => article?.duplicateOf != null

/** What could not be read, and what is in the project already. */
export function totalsOf({ files }: Pick<ImportPreview, 'files'>): {
  readonly unread: number
  readonly duplicates: number
} {
  let unread = 0
  let duplicates = 0
  for (const file of files) {
    unread += file.unread.length
    duplicates += file.articles.filter(isDuplicate).length
  }
  return { unread, duplicates }
}

/** How many articles will be imported. */
export function countChosen({ files }: Pick<ImportPreview, 'files'>, choices: ImportChoices): number {
  let count = 0
  for (const [file, { articles }] of files.entries()) {
    for (const [number, article] of articles.entries()) {
      if (choices.left.has(rowKey(file, number))) continue
      if (choices.allowDuplicates || !isDuplicate(article)) count++
    }
  }
  return count
}

/** The decision, as the main process takes it. */
export function decisionOf({ id }: ImportPreview, { left, edits, allowDuplicates }: ImportChoices): ImportDecision {
  return {
    id,
    leaveOut: [...left].map(placeOf),
    edits: [...edits].map(([key, { title, language, metadata }]) => {
      const [file, article] = placeOf(key)
      return { file, article, title, language, metadata }
    }),
    allowDuplicates,
  }
}

/** A preview with one file read again. */
export const withFile = (preview: ImportPreview, file: number, again: PreviewedFile): ImportPreview => ({
  ...preview,
  files: preview.files.map((before, position) => (position === file ? again : before)),
})
