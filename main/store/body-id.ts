import { createHash } from 'node:crypto'
import type { ArticleBody } from '../../model/text/block.ts'

/** What a body is stored under: SHA-256 over its blocks and its text, so equal bodies are stored once. */
export const bodyId = ({ blocks, text }: ArticleBody): string => bodyHash(JSON.stringify(blocks), text)

/** The same for blocks as they are stored, as JSON, and a text, which may come as UTF-8. */
export const bodyHash = (blocks: string, text: string | Uint8Array): string =>
  createHash('sha256').update(blocks).update('\n').update(text).digest('hex')
