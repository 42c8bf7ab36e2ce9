import type { ImportDecision, ImportPreview, PreviewedArticle, PreviewedFile } from '../../preload/contract.ts'

/** An article of a preview, with where it is in it. */
export interface PreviewRow {
  readonly file: number
  /** -1 where the file, or a part of it, could not be read. */
  readonly article: number
  readonly key: string
}

export const rowKey = (file: number, article: number): string => `${file} ${article}`

/** Every article of a preview in order, then what of its file could not be read. */
export const previewRows = ({ files }: Pick<ImportPreview, 'files'>): PreviewRow[] =>
  files.flatMap(({ articles, unread }, file) => [
    ...articles.map((_, article) => ({ file, article, key: rowKey(file, article) })),
    ...unread.map((_, number) => ({ file, article: -1 - number, key: rowKey(file, -1 - number) })),
  ])

/** What a person says about one article before it is imported. */
export type ArticleEdit = Pick<PreviewedArticle, 'title' | 'language' | 'metadata'>

export interface ImportChoices {
  readonly left: ReadonlySet<string>
  readonly edits: ReadonlyMap<string, ArticleEdit>
  readonly allowDuplicates: boolean
}

/** At first all is imported but what is in the project already. */
export const firstChoices: ImportChoices = { left: new Set(), edits: new Map(), allowDuplicates: false }

export const isDuplicate = (article: PreviewedArticle | undefined): boolean => article?.duplicateOf != null

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
export function decisionOf(
  { id, files }: ImportPreview,
  { left, edits, allowDuplicates }: ImportChoices,
): ImportDecision {
  const positions = files.flatMap(({ articles }, file) => articles.map((_, article) => [file, article] as const))
  return {
    id,
    leaveOut: positions.filter(([file, article]) => left.has(rowKey(file, article))),
    edits: positions.flatMap(([file, article]) => {
      const edit = edits.get(rowKey(file, article))
      return edit ? [{ file, article, title: edit.title, language: edit.language, metadata: edit.metadata }] : []
    }),
    allowDuplicates,
  }
}

/** A preview with one file read again. */
export const withFile = (preview: ImportPreview, file: number, again: PreviewedFile): ImportPreview => ({
  ...preview,
  files: preview.files.map((before, position) => (position === file ? again : before)),
})
