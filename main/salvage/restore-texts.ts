import type { Article } from '../../model/record/article.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import { USUAL_OPTIONS } from '../articles-in/importer.ts'
import { createReadPool, type ReadPool } from '../articles-in/reading/read-pool.ts'
import { textBlocks } from '../../model/text/text-blocks.ts'
import { sha256 } from '../files/sha256.ts'
import { bodyId } from '../store/body-id.ts'
import type { ReadHandle } from '../store/sqlite/sqlite.ts'
import { findBody, findOriginal } from '../store/sqlite/texts.ts'
import { articlesFound } from './articles-found.ts'
import type { AlteredText } from './found-row.ts'
import type { Scratch } from './scratch.ts'

/** A text that stands in for one that is not there as it was. */
export interface RestoredText {
  readonly body: ArticleBody
  /**
   * `proved`: its hash is the article's, only its blocks may differ. `altered`: something in it is not as it was. `cut`: only
   * its beginning is left.
   */
  readonly state: 'proved' | 'altered' | 'cut'
}

/** Ways in which a file may have been read: the article does not say what was chosen. */
const READINGS = [USUAL_OPTIONS, { ...USUAL_OPTIONS, wholePage: true }, { ...USUAL_OPTIONS, chapters: false }]

/**
 * Finds the texts that articles need and that did not come back by their hash: by the hash of the article, in the file that
 * it was read from, by reading that file again, and at last as they are. Body id → text.
 */
export async function restoreTexts(db: ReadHandle, scratch: Scratch): Promise<Map<string, RestoredText>> {
  const restored = new Map<string, RestoredText>()
  let pool: ReadPool | null = null
  try {
    for (const article of articlesFound(scratch)) {
      const known = restored.get(article.body)
      if (known?.state === 'proved' || findBody(db, article.body)) continue
      const kept = scratch.alteredTexts(article.body)
      const proved = provedText(db, article, kept)
      if (proved) {
        restored.set(article.body, { body: proved, state: 'proved' })
        continue
      }
      const bytes = findOriginal(db, article.source.sha256)
      if (bytes) pool ??= createReadPool(1)
      // oxlint-disable-next-line no-await-in-loop -- one at a time: memory holds one file
      const read = bytes && pool ? await readAgain(pool, article, bytes) : null
      if (read) restored.set(article.body, { body: read, state: 'proved' })
      else if (!known && kept[0]) restored.set(article.body, asItIs(kept[0]))
    }
  } finally {
    pool?.close()
  }
  return restored
}

/** A text with the hash that the article knows, from an altered row or from the source file, which may be just that text. */
function provedText(db: ReadHandle, article: Article, kept: readonly AlteredText[]): ArticleBody | null {
  const fitting = kept.find(({ text }) => sha256(text) === article.textSha256)
  if (fitting) return withBlocks(fitting.text, article.body, fitting.blocks)
  for (const hash of [article.textSha256, article.source.sha256]) {
    const bytes = findOriginal(db, hash)
    const text = bytes && Buffer.from(bytes).toString('utf8')
    if (text && sha256(text) === article.textSha256) return withBlocks(text, article.body, null)
  }
  return null
}

/** The text with the blocks that it had, where they are known or found; else with those of a plain text. */
function withBlocks(text: string, id: string, known: ArticleBody['blocks'] | null): ArticleBody {
  const plain = { text, blocks: textBlocks(text) }
  if (bodyId(plain) === id || !known || !areInside(known, text)) return plain
  return { text, blocks: known }
}

function areInside(blocks: ArticleBody['blocks'], text: string): boolean {
  let last = 0
  for (const { start, end } of blocks) {
    if (start < last || end <= start || end > text.length || text.slice(last, start).trim() !== '') return false
    last = end
  }
  return text.slice(last).trim() === ''
}

async function readAgain(pool: ReadPool, article: Article, bytes: Uint8Array): Promise<ArticleBody | null> {
  const { fileName, importer, encoding } = article.source
  const location = { fileName, path: null, entry: null, bytes, size: bytes.length }
  for (const reading of READINGS) {
    // oxlint-disable-next-line no-await-in-loop -- the next reading is tried only where this one does not fit
    const answer = await pool.read({ location, importer, options: { ...reading, encoding } })
    if (!answer.ok || answer.value.kind !== 'document') continue
    const found = answer.value.file.articles.find(({ body }) => sha256(body.text) === article.textSha256)
    if (found) return found.body
  }
  return null
}

function asItIs({ text, blocks, isCut }: AlteredText): RestoredText {
  const sound = blocks && areInside(blocks, text) ? blocks : textBlocks(text)
  return { body: { text, blocks: sound }, state: isCut ? 'cut' : 'altered' }
}
