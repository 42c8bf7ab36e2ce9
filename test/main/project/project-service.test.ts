import { execFileSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { invertChange, makeChange } from '../../../model/change/change.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { COMMAND_LINE } from '../../../main/project/project-service.ts'
import { findProblems, inspectProject } from '../../../main/project/inspect-project.ts'
import { openForReading, openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'
import { annotate } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { importText } from '../../support/import.ts'
import { annotator, openService, TEXT } from '../../support/service.ts'

/** Annotations that the project's own pages hold, without the log beside them. */
function inTheFileAlone(path: string): number {
  const copy = join(temporaryFolder(), 'alone.standoff')
  copyFileSync(path, copy)
  const db = openForReading(copy, { immutable: true })
  const count = Number(db.get(query('count', 'SELECT count(*) AS n FROM annotations'))?.n)
  db.close()
  return count
}

describe('the log beside the project', () => {
  it('is folded in when nobody waits, not by a save', () => {
    const { path, open, tag } = openService()
    expect(open.tidy()).toBe(true)
    for (let i = 0; i < 300; i++) tag(i % 10, 12)
    // SQLite's own way would have done it after about a hundred of them.
    expect(inTheFileAlone(path)).toBe(0)
    expect(open.tidy()).toBe(true)
    expect(inTheFileAlone(path)).toBe(300)
  })

  it('is left alone where nothing is open', () => {
    expect(createProjectService().tidy()).toBe(true)
  })
})

describe('the project service', () => {
  it('takes an article in as it is and never touches its file', () => {
    const { open, imported, source } = openService()
    expect(readFileSync(source, 'utf8')).toBe(TEXT)
    const { article, body, annotationCount } = valueOf(open.openArticle(imported.article.id))
    expect(article).toEqual(imported.article)
    expect(body.text).toBe(TEXT)
    expect(body.blocks[0]).toMatchObject({ kind: 'heading', level: 1 })
    expect(annotationCount).toBe(0)
  })

  it('gives a large step of undo when it is asked for, and only its title before', () => {
    const { open, tag, imported } = openService()
    const { made } = tag(0, 8)
    const many = Array.from({ length: 3_000 }, (_, i) => ({ ...made, id: `many-${i}` }))
    const change = makeChange('change-many', 'Tag many', { added: many })
    valueOf(open.save({ change, origin: 'user', of: null }))
    const { history } = valueOf(open.overview())
    expect(history.undo.map((entry) => entry.change.title)).toEqual(['Tag', 'Tag many'])
    expect(history.undo[0]?.article).toBe(imported.article.id)
    expect(history.undo[1]).toEqual({ change: { id: 'change-many', title: 'Tag many', stored: true }, article: null })
    expect(valueOf(open.storedChange('change-many'))).toEqual(change)
    failureOf(open.storedChange('nothing'), 'not-found')
  })

  it('skips a text that is there already', () => {
    const { open, folder, imported } = openService()
    writeFileSync(join(folder, 'again.txt'), TEXT.replaceAll('\n', '\r\n'))
    expect(valueOf(importText(open, join(folder, 'again.txt')))).toMatchObject({
      kind: 'skipped',
      article: imported.article.id,
    })
  })

  it('says why a file cannot be imported, and stays as it was', () => {
    const { open, folder, path } = openService()
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const huge = file('huge.txt', '')
    truncateSync(huge, 500 * 1024 * 1024)
    failureOf(importText(open, huge), 'too-large')
    failureOf(importText(open, file('empty.txt', '')), 'empty-file')
    failureOf(importText(open, file('blank.txt', ' \n ')), 'empty-file')
    failureOf(importText(open, file('image.txt', Buffer.from('\u0089PNG\r\n\u001a\n\0', 'latin1'))), 'binary-file')
    failureOf(
      importText(open, file('cut.txt', Buffer.from('Zoë Zoë Zoë Zo\u00eb', 'utf8').subarray(0, 18))),
      'undecodable',
    )
    failureOf(importText(open, join(folder, 'gone.txt')), 'not-found')
    failureOf(importText(open, folder), 'not-a-file')
    valueOf(open.close())
    expect(valueOf(findProblems(path))).toEqual([])
    expect(valueOf(inspectProject(path)).articles).toHaveLength(1)
  })

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
    const { open, folder } = openService()
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    failureOf(importText(open, join(folder, 'pipe.txt')), 'not-a-file')
  })

  it('gives annotations in pages in reading order, and lists what no longer fits its text', () => {
    const { open, imported, tag, path } = openService()
    for (const [start, end] of [
      [21, 29],
      [0, 8],
      [17, 44],
      [17, 20],
      [30, 34],
    ] as const)
      tag(start, end)
    const id = imported.article.id
    const first = valueOf(open.annotationPage(id, 0, 3))
    const rest = valueOf(open.annotationPage(id, first.next ?? 0, 3))
    expect(rest.next).toBeNull()
    const spans = [...first.annotations, ...rest.annotations].map(({ fragments }) => [
      fragments[0]?.start,
      fragments[0]?.end,
    ])
    expect(spans).toEqual([
      [0, 8],
      [17, 44],
      [17, 20],
      [21, 29],
      [30, 34],
    ])
    expect([...first.problems, ...rest.problems]).toEqual([])

    valueOf(open.close())
    const db = openForWriting(path)
    db.exec(`UPDATE annotations SET fragments = replace(fragments, 'minister', 'sinister') WHERE id = 'annotation-1'`)
    db.close()
    valueOf(open.open(path, { annotator }))
    expect(valueOf(open.annotationPage(id, 0, 10)).problems).toEqual([{ annotation: 'annotation-1', fragments: [0] }])
    valueOf(open.close())
    expect(valueOf(findProblems(path)).map(({ subject }) => subject)).toEqual(['quotes', 'records-as-logged'])
  })

  it('keeps undo and redo over a restart', () => {
    const { open, path, tag, imported } = openService()
    const one = tag(0, 8)
    const two = tag(21, 29)
    valueOf(open.save({ change: invertChange(two.change, 'undo-1'), origin: 'undo', of: two.change.id }))
    valueOf(open.close())
    const { history, counts } = valueOf(open.open(path, { annotator }))
    expect(history).toEqual({
      undo: [{ change: one.change, article: imported.article.id }],
      redo: [{ change: two.change, article: imported.article.id }],
    })
    expect(counts).toEqual({ [imported.article.id]: { entity: 1 } })
  })

  it('gives the person who opens a project what the command line did to take back', () => {
    const { open, path, tag } = openService()
    tag(0, 8)
    valueOf(open.close())
    valueOf(open.open(path, { annotator: { id: COMMAND_LINE, name: 'Command line' } }))
    const { change } = tag(21, 29)
    valueOf(open.close())
    const titles = () => valueOf(open.open(path, { annotator })).history.undo.map((step) => step.change.id)
    expect(titles().at(-1)).toBe(change.id)
    valueOf(open.save({ change: invertChange(change, 'undo'), origin: 'undo', of: change.id }))
    expect(titles()).toHaveLength(1)
  })

  it('knows the annotator by a new name, and opens for reading beside another', () => {
    const { open, path } = openService()
    valueOf(open.close())
    const { annotators } = valueOf(open.open(path, { annotator: { ...annotator, name: 'Ada L.' } }))
    expect(annotators).toMatchObject([{ name: 'Ada L.' }])
    const other = createProjectService()
    expect(valueOf(other.open(path, { annotator })).readOnly).toMatch(
      /^Standoff on this computer \(process \d+\) has had this project open since /,
    )
    failureOf(other.save({ change: makeChange('x', 'X', {}), origin: 'user', of: null }), 'read-only-project')
    failureOf(other.importArticles({ sources: [], articles: [], allowDuplicates: false }), 'read-only-project')
    valueOf(other.close())
  })

  it('says that no project is open', () => {
    failureOf(createProjectService().openArticle('x'), 'no-project')
    expect(createProjectService().close()).toEqual({ ok: true, value: null })
  })
})

describe('a project whose file goes while it is open', () => {
  // Where an open file cannot be renamed there is nothing to lose either.
  it.runIf(process.platform !== 'win32')('does not count what is written as saved, and goes on once it is back', () => {
    const { open, path, tag, imported } = openService()
    tag(0, 8)
    renameSync(path, `${path}.moved`)
    const made = annotate(TEXT, imported.article.id, 'entity', [{ start: 21, end: 29 }], 'annotation-late')
    const request = {
      change: makeChange('change-late', 'Tag', { added: [made] }),
      origin: 'user' as const,
      of: null,
    }
    failureOf(open.save(request), 'not-found')
    renameSync(`${path}.moved`, path)
    valueOf(open.save(request))
    valueOf(open.close())
    expect(valueOf(findProblems(path))).toEqual([])
    expect(valueOf(inspectProject(path)).annotations).toBe(2)
  })

  it.runIf(process.platform !== 'win32')('leaves another project alone that took its name', () => {
    const { open, path, folder, tag, imported } = openService()
    tag(0, 8)
    renameSync(path, join(folder, 'moved.standoff'))
    const other = createProjectService()
    // The lock goes by the name, so a stranger's file is put there, as a sync program does it.
    writeFileSync(path, 'a project of somebody else')
    const made = annotate(TEXT, imported.article.id, 'entity', [{ start: 21, end: 29 }], 'annotation-late')
    const change = makeChange('change-late', 'Tag', { added: [made] })
    failureOf(open.save({ change, origin: 'user', of: null }), 'not-found')
    expect(readFileSync(path, 'utf8')).toBe('a project of somebody else')
    valueOf(open.saveCopy(join(folder, 'rescued.standoff')))
    expect(valueOf(other.open(join(folder, 'rescued.standoff'), { annotator })).articles).toHaveLength(1)
    valueOf(other.close())
  })
})

describe('a copy of a project', () => {
  it('holds everything, history too, and replaces nothing', () => {
    const { open, path, folder, tag, imported } = openService()
    const { change } = tag(0, 8)
    const target = join(folder, 'copy.standoff')
    valueOf(open.saveCopy(target))
    failureOf(open.saveCopy(target), 'project-exists')
    failureOf(open.saveCopy(path), 'project-exists')
    failureOf(open.saveCopy(join(folder, 'nowhere', 'copy.standoff')), 'disk-error')
    tag(21, 29)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    const copy = createProjectService()
    onTestFinished(() => void copy.close())
    const { history, counts, readOnly } = valueOf(copy.open(target, { annotator }))
    expect(readOnly).toBeNull()
    expect(history.undo.map((entry) => entry.change)).toEqual([change])
    expect(counts).toEqual({ [imported.article.id]: { entity: 1 } })
    expect(valueOf(findProblems(target))).toEqual([])
  })
})
