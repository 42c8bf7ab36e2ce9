import type { Article, ArticleSource } from '../../../model/record/article.ts'
import type { Block } from '../../../model/text/block.ts'
import { articleSchema, decodeWith } from '../../../model/record/schemas.ts'
import type { ForeignArticle } from '../../formats/kit/reader.ts'
import { textBlocks } from '../../../model/text/text-blocks.ts'
import { sha256 } from '../../files/sha256.ts'
import { bodyId } from '../../store/body-id.ts'
import { isUuid, madeId } from './ids.ts'
import type { DatasetLedger } from './ledger.ts'
import type { KnownProject } from './known-project.ts'
import { type PlacedText, placedText } from './place-fragments.ts'

/** An article of a dataset as it is, or will be, in the project. */
export interface TakenArticle {
  readonly id: string
  readonly textSha256: string
  readonly placed: PlacedText
  /** What the dataset calls it. */
  readonly key: string
}

export interface ArticleInput {
  readonly known: KnownProject
  readonly ledger: DatasetLedger
  /** Id of the reader. */
  readonly format: string
  readonly keepsIds: boolean
  /** ISO 8601, UTC */
  readonly now: string
}

/** The longest text of an article, in UTF-16 units. */
const LONGEST_TEXT = 100_000_000

/** Finds the articles of a dataset in the project, or adds them. Null: left out, with a problem. */
export function createArticleTaker({ known, ledger, format, keepsIds, now }: ArticleInput) {
  /** Articles of this dataset: id → hash of the text, and the other way round. */
  const taken = new Map<string, string>()
  const byText = new Map<string, string>()

  const leaveOut = (path: string, article: ForeignArticle, reason: string): null => {
    ledger.count('articles', 'leftOut')
    ledger.problem(path, null, `The article “${titleOf(article, '')}” ${reason}, and was left out.`)
    return null
  }

  /** An article whose text the file does not hold: it has to be in the project. */
  const withoutText = (foreign: ForeignArticle, path: string): TakenArticle | null => {
    const { key, textSha256, unit } = foreign
    const named = known.article(key)
    const byHash = textSha256 === null ? null : known.articleWithText(textSha256)
    const same = named && (textSha256 === null || named.textSha256 === textSha256) ? named.id : null
    const id = same ?? byHash ?? named?.id ?? null
    const text = id === null ? null : known.text(id)
    if (id === null || text === null)
      return leaveOut(path, foreign, 'is not in the project, and the file lacks its text')
    const hash = sha256(text)
    if (textSha256 !== null && hash !== textSha256) {
      const message = `The text of the article “${titleOf(foreign, text)}” is not the one the dataset was made from.`
      ledger.problem(path, null, `${message} What is not at its place is listed.`)
    }
    ledger.count('articles', 'present')
    return { id, textSha256: hash, placed: placedText(text, unit), key }
  }

  const idFor = (key: string, textSha256: string): string => {
    const mayKeep = (keepsIds || isUuid(key)) && key.length <= 200
    const isFree = mayKeep && known.article(key) === null && !taken.has(key)
    // Two articles of one text are two only where their ids say so.
    return isFree ? key : madeId(textSha256, 'article', keepsIds ? key : '')
  }

  return (foreign: ForeignArticle, path: string): TakenArticle | null => {
    if (foreign.text === null) return withoutText(foreign, path)
    const placed = placedText(foreign.text, foreign.unit)
    const { text } = placed
    if (text.length > LONGEST_TEXT) return leaveOut(path, foreign, 'is too long')
    const textSha256 = sha256(text)
    if (foreign.textSha256 !== null && foreign.textSha256 !== textSha256) {
      const message = `The text of the article “${titleOf(foreign, text)}” is not the one the file was made with`
      ledger.problem(path, null, `${message} (its SHA-256 is another). What is not at its place is listed.`)
    }
    const { key } = foreign
    const sameId = keepsIds || isUuid(key) ? key : null
    const before = sameId !== null && known.article(sameId)?.textSha256 === textSha256 ? sameId : null
    const again = sameId !== null && taken.get(sameId) === textSha256 ? sameId : null
    const present = before ?? again ?? known.articleWithText(textSha256) ?? (keepsIds ? null : byText.get(textSha256))
    if (present !== null && present !== undefined) {
      ledger.count('articles', 'present')
      taken.set(present, textSha256)
      return { id: present, textSha256, placed, key: foreign.key }
    }
    const id = idFor(key, textSha256)
    const body = { text, blocks: blocksOf(foreign, placed) }
    const article: Article = {
      kind: 'article',
      id,
      title: titleOf(foreign, text),
      language: foreign.language,
      metadata: foreign.metadata,
      source: sourceOf(foreign, placed, textSha256, path, format),
      body: bodyId(body),
      textSha256,
      textLength: text.length,
      status: foreign.status ?? 'new',
      createdAt: foreign.createdAt ?? now,
      updatedAt: foreign.updatedAt ?? foreign.createdAt ?? now,
    }
    const decoded = decodeWith(articleSchema, article, 'An article')
    if (!decoded.ok) return leaveOut(path, foreign, `cannot be kept (${decoded.failure.details?.[0] ?? ''})`)
    taken.set(id, textSha256)
    byText.set(textSha256, id)
    ledger.count('articles', 'added')
    ledger.text(body)
    ledger.add(article)
    return { id, textSha256, placed, key: foreign.key }
  }
}

const FIRST_WORDS = 80

function titleOf({ title, key }: ForeignArticle, text: string): string {
  if (title.trim() !== '') return title
  const line = text.trimStart().split('\n', 1)[0]?.trim() ?? ''
  const words = Array.from(line).slice(0, FIRST_WORDS).join('')
  return words || key
}

/** The file's blocks where they fit the text: sorted, apart, with nothing but white space between them. */
function blocksOf({ blocks }: ForeignArticle, { text, fromFileText }: PlacedText): readonly Block[] {
  if (!blocks) return textBlocks(text)
  const moved = blocks.map((block) => ({ ...block, start: fromFileText(block.start), end: fromFileText(block.end) }))
  let at = 0
  for (const { start, end } of moved) {
    if (start < at || end <= start || text.slice(at, start).trim() !== '') return textBlocks(text)
    at = end
  }
  return at <= text.length && text.slice(at).trim() === '' ? moved : textBlocks(text)
}

function sourceOf(
  { source }: ForeignArticle,
  { text, replaced, newline }: PlacedText,
  textSha256: string,
  path: string,
  format: string,
): ArticleSource {
  const changed = replaced > 0 ? [{ what: 'line ends made "\\n"', count: replaced }] : []
  const usual = {
    fileName: path,
    mediaType: 'text/plain',
    sha256: textSha256,
    byteLength: Buffer.byteLength(text),
    encoding: 'utf-8',
    byteOrderMark: false,
    newline,
    importer: `dataset:${format}`,
    normalised: changed,
  }
  return source ? { ...usual, ...source, normalised: [...(source.normalised ?? []), ...changed] } : usual
}
