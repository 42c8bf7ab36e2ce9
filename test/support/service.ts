import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createProjectService } from '../../main/project/create-project-service.ts'
import { makeChange } from '../../model/change/change.ts'
import { annotate } from './article.ts'
import { temporaryFolder } from './folder.ts'
import { importText } from './import.ts'
import { valueOf } from './result.ts'

export const annotator = { id: 'annotator-0001', name: 'Ada' }
export const TEXT = 'Minister leaves\n\nThe minister left on Monday.\nShe said nothing.\n'

/** An open service with one article in a folder of its own. */
export function openService(text = TEXT) {
  const folder = temporaryFolder()
  const path = join(folder, 'news.standoff')
  const source = join(folder, 'article.txt')
  writeFileSync(source, text)
  const open = createProjectService()
  onTestFinished(() => void open.close())
  valueOf(open.create(path, { name: 'News', annotator }))
  const imported = valueOf(importText(open, source))
  if (imported.kind !== 'imported') throw new Error('Not imported')
  let number = 0
  const tag = (start: number, end: number) => {
    const made = annotate(
      text.replaceAll('\r\n', '\n'),
      imported.article.id,
      'entity',
      [{ start, end }],
      `annotation-${++number}`,
    )
    const change = makeChange(`change-${number}`, 'Tag', { added: [made] })
    valueOf(open.save({ change, origin: 'user', of: null }))
    return { made, change }
  }
  return { folder, path, source, open, imported, tag }
}
