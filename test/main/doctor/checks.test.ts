import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { CHECKS } from '../../../main/doctor/checks/index.ts'
import { sha256 } from '../../../main/files/sha256.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { examineProject } from '../../../main/doctor/examine-project.ts'
import { createProjectFile } from '../../../main/store/sqlite/life/create-file.ts'
import { saveChange } from '../../../main/store/sqlite/save-change.ts'
import { openForWriting } from '../../../main/store/sqlite/sqlite.ts'
import { createBodyCache } from '../../../main/store/sqlite/texts.ts'
import { invertChange, makeChange } from '../../../model/change/change.ts'
import { ANNOTATOR, NOW } from '../../support/article.ts'
import { folderForFile } from '../../support/folder.ts'
import { valueOf } from '../../support/result.ts'
import { FIRST_RECORDS } from '../../support/store.ts'
import { ARTICLE, makeSoundProject, TAGGED, TAGS } from '../../support/sound-project.ts'

const FOLDER = folderForFile()
const SOUND = `${FOLDER}/sound.standoff`
/** What the checks find in a copy of the sound project after some SQL. */
function found(sql: string): Record<string, string[]> {
  const path = `${FOLDER}/damaged.standoff`
  copyFileSync(SOUND, path)
  const db = openForWriting(path)
  db.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${sql}`)
  db.close()
  const results = valueOf(examineProject(path, { now: NOW }))
  expect(results.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id))
  expect(results.flatMap(({ id, unfinished }) => (unfinished === null ? [] : [`${id}: ${unfinished}`]))).toEqual([])
  return Object.fromEntries(
    results.filter(({ count }) => count > 0).map(({ id, first }) => [id, first.map(({ message }) => message)]),
  )
}

const E1 = TAGS['e1']?.id ?? ''
const Q1 = TAGS['q1']?.id ?? ''
const ofOne = (id: string): string => `WHERE id = '${id}'`

const SECOND = JSON.stringify({ ...newsAttribution, version: 2 })

/** One damage for each check that it must at least find. */
const DAMAGES: readonly (readonly [check: string, sql: string])[] = [
  ['schema', 'CREATE TABLE mine (x)'],
  ['references', `DELETE FROM articles`],
  ['readable-annotations', `UPDATE annotations SET fragments = '[[1' ${ofOne(E1)}`],
  ['readable-annotations', `UPDATE annotations SET attributes = '[]' ${ofOne(E1)}`],
  ['readable-relations', `UPDATE relations SET attributes = 'x'`],
  ['readable-articles', `UPDATE articles SET source = '{}'`],
  ['readable-entities', `UPDATE entities SET wikidata = 'nothing'`],
  ['readable-predictions', `UPDATE predictions SET links = '{}'`],
  ['readable-rejections', `UPDATE rejections SET spans = '[{"start":4,"end":3}]'`],
  ['readable-annotators', `UPDATE annotators SET name = ''`],
  ['readable-codebooks', `UPDATE codebooks SET content = '{}'`],
  ['readable-project', `UPDATE project SET created_at = 'yesterday'`],
  ['readable-texts', `UPDATE bodies SET blocks = '[{}]'`],
  ['readable-log', `UPDATE change_log SET payload = '{' WHERE sequence = 2`],
  ['project', `DELETE FROM project`],
  ['codebook', `UPDATE codebooks SET current = 0`],
  [
    'codebook',
    `INSERT INTO codebooks VALUES ('${sha256(SECOND)}', '${newsAttribution.id}', 2, 1, '${SECOND.replaceAll("'", "''")}')`,
  ],
  ['codebook-content', `UPDATE codebooks SET content = replace(content, 'entity', 'entite')`],
  ['codebook-versions', `UPDATE annotations SET codebook_version = 7 ${ofOne(E1)}`],
  ['columns', `UPDATE annotations SET start = 0, "end" = 1 ${ofOne(E1)}`],
  ['columns', `UPDATE articles SET original = 'x'`],
  ['texts', `UPDATE bodies SET text = replace(text, 'minister', 'sinister')`],
  ['article-texts', `UPDATE bodies SET text = replace(text, 'minister', 'sinister')`],
  ['article-texts', `DELETE FROM bodies`],
  ['text-lengths', `UPDATE articles SET text_length = 3`],
  ['text-marks', `UPDATE bodies SET text = char(65279) || text`],
  ['blocks', `UPDATE bodies SET blocks = '[{"start":0,"end":9999,"kind":"paragraph"}]'`],
  ['blocks', `UPDATE bodies SET blocks = '[]'`],
  ['originals', `UPDATE originals SET bytes = x'00'`],
  ['orphaned-texts', `INSERT INTO bodies VALUES ('x', 'text', '[]')`],
  ['orphaned-originals', `INSERT INTO originals VALUES ('x', x'00')`],
  ['fragments', `UPDATE annotations SET fragments = '[[5,8,"abc","",""],[2,4,"ab","",""]]' ${ofOne(E1)}`],
  ['fragments', `UPDATE annotations SET fragments = '[[5,5,"","",""]]' ${ofOne(E1)}`],
  ['offsets', `UPDATE bodies SET text = substr(text, 1, 10)`],
  ['quotes', `UPDATE annotations SET fragments = replace(fragments, 'minister', 'sinister') ${ofOne(E1)}`],
  ['characters', `UPDATE bodies SET text = 'x' || text`],
  ['types', `UPDATE annotations SET type = 'nothing' ${ofOne(E1)}`],
  ['values', `UPDATE annotations SET attributes = '{"mood":"good"}' ${ofOne(E1)}`],
  ['relations', `DELETE FROM annotations ${ofOne(Q1)}`],
  ['relation-articles', `UPDATE relations SET article = 'elsewhere'`],
  ['roles', `UPDATE relations SET role = 'nothing'`],
  ['mentions', `UPDATE annotations SET attributes = '{"entity":"nobody"}' ${ofOne(E1)}`],
  ['entity-kinds', `UPDATE entities SET type = 'ghost'`],
  ['prediction-links', `UPDATE predictions SET links = '[{"role":"speaker","target":"nothing"}]'`],
  ['rejections', `UPDATE rejections SET spans = '[{"start":4,"end":3000}]'`],
  ['annotators', `UPDATE annotations SET annotator = 'nobody' ${ofOne(E1)}`],
  ['record-times', `UPDATE annotations SET updated_at = '1999-01-01T00:00:00.000Z' ${ofOne(E1)}`],
  ['log-lines', `DELETE FROM change_log WHERE sequence = 2`],
  ['log-lines', `UPDATE change_log SET title = 'Tag' WHERE sequence = 2`],
  ['log-hashes', `UPDATE change_log SET at = '2025-02-28T12:00:00.000Z' WHERE sequence = 1`],
  ['log-hashes', `DELETE FROM change_log WHERE sequence = 3`],
  ['log-authors', `UPDATE change_log SET annotator = 'nobody' WHERE sequence = 2`],
  ['log-times', `UPDATE change_log SET at = '2099-01-01T00:00:00.000Z' WHERE sequence = 2`],
  ['log-times', `UPDATE change_log SET at = 'noon' WHERE sequence = 2`],
  ['log-order', `UPDATE change_log SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 2`],
  [
    'change-log',
    `UPDATE change_log SET payload = (SELECT payload FROM change_log WHERE sequence = 2) WHERE sequence = 3`,
  ],
  ['records-as-logged', `UPDATE annotations SET note = 'altered' ${ofOne(E1)}`],
  ['records-as-logged', `DELETE FROM rejections`],
  ['records-as-logged', `INSERT INTO annotators VALUES ('mallory', 'Mallory', 'human')`],
  ['replicas', `DELETE FROM replicas`],
  ['history', `UPDATE history SET undone = 1 WHERE sequence = 1`],
  ['batches', `UPDATE history SET first = 1 WHERE sequence = 3`],
]

beforeAll(() => makeSoundProject(SOUND))

describe('the checks of a project', () => {
  it('find nothing where nothing is wrong', () => expect(found('')).toEqual({}))

  it.each(DAMAGES)('%s: %s', (check, sql) => {
    const results = found(sql)
    expect(results[check]?.join(' ')).toMatch(/\S\.?$/)
  })

  it('are at least 24, each with an id of its own and a sentence', () => {
    expect(CHECKS.length).toBeGreaterThanOrEqual(24)
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length)
    expect(CHECKS.filter(({ means }) => !means.endsWith('.'))).toEqual([])
  })

  it('follow an edit of the text back to what the log says of records that it moved', () => {
    const path = `${FOLDER}/undone.standoff`
    const file = valueOf(createProjectFile(path, { now: NOW }))
    const bodies = createBodyCache(file.db)
    const first = makeChange('first', 'Add', {
      added: [...FIRST_RECORDS, ARTICLE, ...Object.values(TAGS)],
      texts: [TAGGED.body],
    })
    valueOf(saveChange(file.db, bodies, first, { origin: 'user', of: null, annotator: ANNOTATOR, at: NOW }))
    const undo = invertChange(first, 'undo')
    valueOf(saveChange(file.db, bodies, undo, { origin: 'undo', of: 'first', annotator: ANNOTATOR, at: NOW }))
    valueOf(file.close())
    const results = valueOf(examineProject(path, { now: NOW }))
    const notes = Object.fromEntries(results.map(({ id, count }) => [id, count]))
    expect(notes).toMatchObject({ 'change-log': 0, 'records-as-logged': 0, history: 0, 'log-hashes': 0 })
  })

  it('end with a list, whatever bytes of the file are overwritten', () => {
    const bytes = readFileSync(SOUND)
    const path = `${FOLDER}/torn.standoff`
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 600), fc.nat(255), fc.integer({ min: 1, max: 600 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (holes) => {
          const torn = Buffer.from(bytes)
          for (const [at, value, length] of holes) torn.fill(value, at, at + length)
          writeFileSync(path, torn)
          const examined = examineProject(path, { now: NOW })
          const problems = examined.ok
            ? examined.value.filter(({ count, unfinished }) => count > 0 || unfinished !== null)
            : []
          // Bytes that nothing uses may be overwritten without harm; then a check says nothing, which is right.
          if (!examined.ok)
            expect(['damaged-project', 'not-a-project', 'newer-project', 'conflict', 'disk-error']).toContain(
              examined.failure.code,
            )
          for (const { first, unfinished } of problems) expect(first.length > 0 || unfinished !== null).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})
