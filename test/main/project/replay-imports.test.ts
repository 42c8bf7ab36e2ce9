import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { createMemoryStore } from '../../../main/store/memory/memory-store.ts'
import { memoryStores } from '../../../main/store/memory/memory-stores.ts'
import { openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { createSqliteStore } from '../../../main/store/sqlite/sqlite-store.ts'
import { NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { importText } from '../../support/import.ts'
import { valueOf } from '../../support/result.ts'
import { annotator } from '../../support/service.ts'

it('the log of a project with imports alone, and its texts, make the project anew from nothing', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'news.standoff')
  const service = createProjectService()
  valueOf(service.create(path, { name: 'News', annotator }))
  for (const [i, text] of [
    'One text.\n\nWith two paragraphs.\n',
    'Zoë 🙂 said: “No.”\r\nThen she left.\r\n',
  ].entries()) {
    const file = join(folder, `article-${i}.txt`)
    writeFileSync(file, text)
    expect(valueOf(importText(service, file)).kind).toBe('imported')
  }
  const overview = valueOf(service.overview())
  const opened = overview.articles.map(({ id }) => valueOf(service.openArticle(id)))
  valueOf(service.close())

  const store = createSqliteStore(valueOf(openProjectFile(path, { now: NOW })))
  const replayed = createMemoryStore(path)
  for (const { change, origin, of, annotator: by, at } of store.since(0)) {
    valueOf(replayed.commit(change, { origin, of, annotator: by, at }))
  }
  expect([...replayed.all('article')]).toEqual(overview.articles)
  for (const { article, body } of opened) expect(replayed.bodyOf(article)).toEqual(body)
  expect([...replayed.all('codebook')]).toEqual([overview.codebook])
  valueOf(store.close())
})

it('the service does the same over a store in memory', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'article.txt')
  writeFileSync(file, 'The minister left on Monday.\n')
  const service = createProjectService({ stores: memoryStores() })
  valueOf(service.create('news', { name: 'News', annotator }))
  const imported = valueOf(importText(service, file))
  valueOf(service.close())
  expect(valueOf(service.open('news', { annotator })).articles).toHaveLength(1)
  if (imported.kind !== 'imported') throw new Error('Not imported')
  expect(valueOf(service.openArticle(imported.article.id)).body.text).toContain('left on Monday')
})
