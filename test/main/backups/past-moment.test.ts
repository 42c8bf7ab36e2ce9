import { join } from 'node:path'
import { expect, test } from 'vitest'
import { restoreMoment } from '../../../main/backups/past-moment.ts'
import { prepareRestore } from '../../../main/backups/restore-difference.ts'
import { findProblems, inspectProject } from '../../../main/project/inspect-project.ts'
import { makeChange } from '../../../model/change/change.ts'
import { restoreInWords } from '../../../model/past/restore-words.ts'
import { standoff } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { valueOf } from '../../support/result.ts'
import { openService } from '../../support/service.ts'

test('a project is made as it was after a change, at a time or after a line of its log', async () => {
  const { path, tag } = openService()
  const folder = temporaryFolder()
  tag(0, 8)
  const { change } = tag(9, 15)
  tag(20, 22)
  const again = join(folder, 'again.standoff')
  expect(await standoff('restore', path, '--out', again, '--at', change.id)).toMatchObject({
    code: 0,
    messages: /1 article, 2 annotations\.$/,
  })
  expect(valueOf(findProblems(again))).toEqual([])
  expect(valueOf(inspectProject(path)).annotations).toBe(3)
  const others = ['1', '2999-01-01', '1999-01-01', 'no-change', '99']
  const outcomes = []
  for (const [i, at] of others.entries()) {
    // oxlint-disable-next-line no-await-in-loop
    const { code, messages } = await standoff('restore', path, '--out', join(folder, `${i}.standoff`), '--at', at)
    outcomes.push(code === 0 ? /(\d+ annotations)/.exec(messages)?.[1] : /\[(.*)\]/.exec(messages)?.[1])
  }
  expect(outcomes).toEqual(['0 annotations', '3 annotations', 'not-found', 'not-found', 'not-found'])
})

test('an article is restored with what was removed from it, changed and added, and all of it is one step of undo', async () => {
  const { path, open, imported, tag } = openService()
  const folder = temporaryFolder()
  const { made: kept } = tag(0, 8)
  const { made: removed } = tag(9, 15)
  const line = [...valueOf(open.overview()).history.undo].length
  expect(line).toBe(2)
  const then = join(folder, 'then.standoff')
  valueOf(await restoreMoment(path, then, { time: new Date().toISOString() }))
  valueOf(
    open.save({
      change: makeChange('edit', 'Edit', {
        updated: [[kept, { ...kept, note: 'Changed' }]],
        removed: [removed],
      }),
      origin: 'user',
      of: null,
    }),
  )
  tag(20, 22)
  const spool = join(folder, 'spool')
  const { id: article } = imported.article
  const order = { present: path, past: then, article, title: 'Restore the article', id: 'restore-1', spool }
  expect(restoreInWords(valueOf(prepareRestore(order)))).toEqual([
    'Annotations: 1 added since then is removed, 1 changed since then is changed back and 1 removed since then comes back.',
  ])
  valueOf(open.saveRestored(spool))
  const annotations = () => valueOf(open.annotationPage(article, 0, 100)).annotations
  expect(annotations()).toEqual([kept, removed])
  const step = valueOf(open.overview()).history.undo.at(-1)?.change
  expect(step).toMatchObject({ id: 'restore-1', title: 'Restore the article' })
  valueOf(open.undoBatch('restore-1'))
  expect(annotations().map(({ note }) => note)).toEqual(['Changed', ''])
})
