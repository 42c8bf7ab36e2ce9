import { createHash } from 'node:crypto'
import type { ArticleBody } from '../../model/text/block.ts'

/** What a body is stored under: SHA-256 over its blocks and its text, so equal bodies are stored once. */
export const bodyId = (body: ArticleBody): string =>
  createHash('sha256').update(JSON.stringify(body.blocks)).update('\n').update(body.text).digest('hex')
