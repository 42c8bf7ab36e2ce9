import type { Article } from '../../model/record/article.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import { carveRecords } from './carve-records.ts'
import type { Scratch } from './scratch.ts'

/** Every version of an article that was found: in pages, and in lines of the log. */
export function* articlesFound(scratch: Scratch): Iterable<Article> {
  const articles = (records: Iterable<ProjectRecord>): Article[] =>
    [...records].filter((record): record is Article => record.kind === 'article')
  for (const { copies } of scratch.copies('article')) yield* articles(copies.map(({ record }) => record))
  for (const payload of scratch.payloadsWith('"kind":"article"')) yield* articles(carveRecords(Buffer.from(payload)))
}
