import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeChange } from '../../../model/change/change.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { openForReading, query } from '../../../main/store/sqlite/sqlite.ts'
import { annotate } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { importText } from '../../support/import.ts'

const annotator = { id: 'annotator-0001', name: 'Ada' }
const TEXT = 'The minister 🙂 left. The minister said nothing.'

function service() {
  const folder = temporaryFolder()
  const path = join(folder, 'news.standoff')
  const open = createProjectService()
  onTestFinished(() => void open.close())
  valueOf(open.create(path, { name: 'News', annotator }))
  const ids = [TEXT, 'Another one'].map((text, i) => {
    writeFileSync(join(folder, `${i}.txt`), text)
    const imported = valueOf(importText(open, join(folder, `${i}.txt`)))
    if (imported.kind !== 'imported') throw new Error('Not imported')
    return imported.article.id
  })
  return { open, path, ids }
}

it('gives the texts of articles in the order asked for, without those that are gone', () => {
  const { open, ids } = service()
  const [first = '', second = ''] = ids
  expect(valueOf(open.articleTexts([second, 'gone', first]))).toEqual([
    { article: second, text: 'Another one' },
    { article: first, text: TEXT },
  ])
})

it('tells what is tagged with exactly a place: in one piece, with its types', () => {
  const { open, ids } = service()
  const [id = '', other = ''] = ids
  const tags = [
    annotate(TEXT, id, 'entity', [{ start: 4, end: 12 }], 'a1'),
    annotate(TEXT, id, 'claim', [{ start: 4, end: 12 }], 'a2'),
    annotate(TEXT, id, 'quote', [{ start: 0, end: 12 }], 'a3'),
    annotate(
      TEXT,
      id,
      'stance',
      [
        { start: 4, end: 8 },
        { start: 10, end: 12 },
      ],
      'a4',
    ),
  ]
  valueOf(open.save({ change: makeChange('c1', 'Tag', { added: tags }), origin: 'user', of: null }))
  const answer = valueOf(
    open.tagsAt([
      { article: other, places: [0, 7] },
      { article: id, places: [26, 34, 4, 12] },
    ]),
  )
  expect(answer).toEqual([
    { article: other, tags: [] },
    {
      article: id,
      tags: [
        { place: 1, type: 'entity' },
        { place: 1, type: 'claim' },
      ],
    },
  ])
})

it('asks the index', () => {
  const { open, path } = service()
  const db = openForReading(path)
  const plan = db.all(
    query(
      'plan',
      'EXPLAIN QUERY PLAN SELECT type FROM annotations WHERE article = ? AND start = ? AND "end" = ? ORDER BY id',
    ),
    'a',
    0,
    1,
  )
  db.close()
  expect(plan.map((row) => row.detail)).toEqual([
    'SEARCH annotations USING INDEX annotations_in_reading_order (article=? AND start=? AND end=?)',
  ])
  valueOf(open.close())
  failureOf(open.articleTexts([]), 'no-project')
  failureOf(open.tagsAt([]), 'no-project')
})
