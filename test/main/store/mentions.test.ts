import { describe, expect, it } from 'vitest'
import { mentionCounts, mentionPage, mentionsOfMany } from '../../../main/store/sqlite/mentions.ts'
import { createProjectFile } from '../../../main/store/sqlite/life/create-file.ts'
import { IN_MEMORY, openProjectFile } from '../../../main/store/sqlite/project-file.ts'
import { type Query, query } from '../../../main/store/sqlite/sqlite.ts'
import { NOW } from '../../support/article.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { makeOldProject } from '../../support/old-project.ts'
import { valueOf } from '../../support/result.ts'

describe('the index of mentions', () => {
  const { db } = valueOf(createProjectFile(IN_MEMORY, { now: NOW }))
  const plan = ({ sql }: Query, ...values: readonly (string | number)[]) =>
    db.all(query('plan', `EXPLAIN QUERY PLAN ${sql}`), ...values).map((row) => String(row.detail))

  it('gives the mentions of an entry in reading order, without sorting', () => {
    expect(plan(mentionPage, 'x', 10, 0)).toEqual(['SEARCH annotations USING INDEX annotations_by_entity (<expr>=?)'])
  })

  it('finds those of several entries', () => {
    expect(plan(mentionsOfMany, '["x","y"]')[0]).toBe('SEARCH annotations USING INDEX annotations_by_entity (<expr>=?)')
  })

  it('counts them without reading an annotation', () => {
    expect(plan(mentionCounts)).toEqual(['SCAN annotations USING INDEX annotations_by_entity'])
  })

  it('is added to a project of the first version, whose mentions are found then', () => {
    const path = `${temporaryFolder()}/old.standoff`
    makeOldProject(path, 1, OLD_ROWS)
    const file = valueOf(openProjectFile(path, { now: NOW }))
    expect(file.db.all(mentionCounts)).toMatchObject([{ entity: 'ada', number: 1, last: NOW }])
    valueOf(file.close())
  })
})

const OLD_ROWS = `
INSERT INTO annotations VALUES ('a', 'article', 'entity', 0, 3, '[]', '{"entity":"ada"}', NULL, '', 'draft', 'me', '${NOW}', '${NOW}', 'manual', 1);
INSERT INTO annotations VALUES ('b', 'article', 'entity', 0, 3, '[]', '{}', NULL, '', 'draft', 'me', '${NOW}', '${NOW}', 'manual', 1);
`
