import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProblems } from '../../../main/project/inspect-project.ts'
import { salvage } from '../../support/salvage.ts'
import { contentsOf } from '../../support/project-contents.ts'
import { makeBusyProject } from '../../support/busy-project.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { valueOf } from '../../support/result.ts'

describe('salvaging an undamaged project', () => {
  it.each([1, 2, 3])('gives exactly the project, its history and its undo stacks (seed %i)', async (seed) => {
    const folder = temporaryFolder()
    const broken = join(folder, 'news.standoff')
    const out = join(folder, 'new.standoff')
    makeBusyProject(broken, { seed, articles: 4, annotations: 120 })
    const report = valueOf(await salvage(broken, out))
    expect(contentsOf(out)).toEqual(contentsOf(broken))
    expect(valueOf(findProblems(out))).toEqual([])
    expect(report.complete).toBe(true)
  })
})
