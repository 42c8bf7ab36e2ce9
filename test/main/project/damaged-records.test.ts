import { afterEach, describe, expect, it } from 'vitest'
import type { ProjectService } from '../../../main/project/project-service.ts'
import type { AnnotationPage } from '../../../model/annotation/opened-article.ts'
import { sha256 } from '../../../main/files/sha256.ts'
import { bodyId } from '../../../main/store/body-id.ts'
import { makeChange } from '../../../model/change/change.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { textBlocks } from '../../../model/text/text-blocks.ts'
import type { Damage } from '../../../model/record/damage.ts'
import { damage, FIRST, opened, projectToDamage, SECOND } from '../../support/damaged-project.ts'
import { annotate, ANNOTATOR } from '../../support/article.ts'
import { failureOf, valueOf } from '../../support/result.ts'

/* What a damaged project can still do: everything but show what cannot be read, which it names. */

let service: ProjectService | null = null
afterEach(() => void service?.close())

/** All that a window reads: the overview, each article with its pages, and the register. */
function readAll(path: string) {
  const open = opened(path)
  service = open.service
  const { overview } = open
  const articles = overview.articles.map(({ id }) => {
    const article = valueOf(open.service.openArticle(id))
    const pages = pagesOf(open.service, id)
    return { ...article, annotations: pages.flatMap((page) => page.annotations), pages }
  })
  const found: Damage[] = [
    ...overview.damage,
    ...articles.flatMap((article) => [...article.damage, ...article.pages.flatMap((page) => page.damage)]),
  ]
  const uses = valueOf(open.service.entityUses())
  const mentions = overview.entities.map(({ id }) => valueOf(open.service.entityMentions(id, 0, 10)))
  const usage = valueOf(open.service.codebookUsage([['entity', 'mention']]))
  const parts = newsTypes.map((type) => ({ kind: 'type' as const, type }))
  const holders = valueOf(open.service.annotationsWithParts(parts, '', 2))
  return { service: open.service, overview, articles, found, uses, mentions, usage, holders }
}

/** Puts a letter before the text of an article. */
function correction({ article, body }: typeof FIRST) {
  const text = `!${body.text}`
  const blocks = body.blocks.map((block, i) => ({ ...block, start: i === 0 ? 0 : block.start + 1, end: block.end + 1 }))
  const after = { text, blocks }
  const updated = { ...article, body: bodyId(after), textSha256: sha256(text), textLength: text.length }
  return makeChange(`correct-${article.id}`, 'Correct', {
    updated: [[article, updated]],
    edits: [
      {
        article: article.id,
        before: article.body,
        after: updated.body,
        splices: [{ at: 0, removed: '', inserted: '!' }],
      },
    ],
    texts: [after],
  })
}

const newsTypes = ['entity', 'quote', 'claim']

/** Pages of two, so that there are several. Ends by itself: a page is asked for once. */
function pagesOf(open: ProjectService, article: string) {
  const pages: AnnotationPage[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: AnnotationPage = valueOf(open.annotationPage(article, after, 2))
    pages.push(page)
    expect(page.next === null || page.next > after).toBe(true)
    after = page.next
  }
  return pages
}

const E1 = 'annotation-1-0001'

/** Record, and how it is made unreadable. */
const FAULTS: readonly (readonly [what: string, id: string, sql: string])[] = [
  ['annotation', E1, `UPDATE annotations SET fragments = '{oops' WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET fragments = '[[0]]' WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET fragments = '[[3,1,"a","",""]]' WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET attributes = '[1]' WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET attributes = '{"entity":{"a":[2]}}' WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET confidence = 7 WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET created_at = 'yesterday' WHERE id = '${E1}'`],
  ['annotation', E1, `UPDATE annotations SET codebook_version = 9223372036854775807 WHERE id = '${E1}'`],
  ['relation', 'relation-1', `UPDATE relations SET attributes = '{"a":' WHERE id = 'relation-1'`],
  ['relation', 'relation-1', `UPDATE relations SET role = '' WHERE id = 'relation-1'`],
  ['prediction', 'prediction-1', `UPDATE predictions SET fragments = 'null' WHERE id = 'prediction-1'`],
  ['prediction', 'prediction-1', `UPDATE predictions SET links = '[{}]' WHERE id = 'prediction-1'`],
  ['rejection', 'rejection-1', `UPDATE rejections SET spans = '[' WHERE id = 'rejection-1'`],
  ['entity', 'minister', `UPDATE entities SET aliases = '{}' WHERE id = 'minister'`],
  ['entity', 'lind', `UPDATE entities SET attributes = 'no' WHERE id = 'lind'`],
  ['annotator', 'annotator-0002', `UPDATE annotators SET name = '' WHERE id = 'annotator-0002'`],
  ['article', 'article-0002', `UPDATE articles SET source = '{}' WHERE id = 'article-0002'`],
  ['article', 'article-0002', `UPDATE articles SET metadata = '"' WHERE id = 'article-0002'`],
]

describe('a record that cannot be read', () => {
  it.each(FAULTS)('%s %s is named and left out, and all else is there: %s', (kind, id, sql) => {
    const path = projectToDamage()
    const before = readAll(path)
    valueOf(before.service.close())
    expect(before.found).toEqual([])
    damage(path, sql)
    const after = readAll(path)
    expect(after.found).toMatchObject([{ kind, id }])

    const without = <T extends { readonly id: string }>(records: readonly T[]) =>
      records.filter((item) => item.id !== id)
    expect(after.overview.articles).toEqual(without(before.overview.articles))
    expect(after.overview.entities).toEqual(without(before.overview.entities))
    expect(after.overview.annotators).toEqual(without(before.overview.annotators))
    expect(after.overview.history).toEqual(before.overview.history)
    for (const article of after.articles) {
      const old = before.articles.find((item) => item.article.id === article.article.id)
      if (!old) throw new Error('There is a new article.')
      expect(article.body).toEqual(old.body)
      for (const list of ['annotations', 'relations', 'predictions', 'rejections'] as const) {
        expect(article[list]).toEqual(without<{ readonly id: string }>(old[list]))
      }
    }
  })

  it.each(FAULTS)('%s %s stays as it is in the file, while work goes on beside it: %s', (kind, _id, sql) => {
    const path = projectToDamage()
    damage(path, sql)
    const { service: open } = readAll(path)
    if (kind === 'article') return
    const made = annotate(FIRST.text, FIRST.article.id, 'entity', [{ start: 0, end: 3 }], 'annotation-new')
    valueOf(open.save({ change: makeChange('tag', 'Tag', { added: [made] }), origin: 'user', of: null }))
    const undo = makeChange('undo', 'Tag', { removed: [made] })
    valueOf(open.save({ change: undo, origin: 'undo', of: 'tag' }))
    valueOf(open.close())
    expect(readAll(path).found).toHaveLength(1)
  })

  it('keeps its text from being corrected, which would leave it behind', () => {
    const path = projectToDamage()
    damage(path, `UPDATE annotations SET fragments = '{oops' WHERE id = '${E1}'`)
    const { service: open } = readAll(path)
    const change = correction(FIRST)
    const { details } = failureOf(open.save({ change, origin: 'user', of: null }), 'damaged-project')
    expect(details).toEqual([`annotation:${E1}`])
    valueOf(open.save({ change: correction(SECOND), origin: 'user', of: null }))
  })

  it('does not end the steps of undo that came after it', () => {
    const path = projectToDamage()
    damage(path, `UPDATE change_log SET payload = '{' WHERE change_id = 'change-1'`)
    const { overview, service: open, found } = readAll(path)
    expect(found).toMatchObject([{ kind: 'change', id: 'change-1' }])
    expect(overview.history.undo.map(({ change }) => change.id)).toEqual(['change-2'])
    failureOf(open.storedChange('change-1'), 'damaged-project')
  })
})

describe('a text', () => {
  const kinds = (found: readonly Damage[]) => found.map(({ kind, id }) => `${kind} ${id}`)

  it('that was altered opens, and is said to be another', () => {
    const path = projectToDamage()
    damage(path, "UPDATE bodies SET text = replace(text, 'minister', 'sinister')")
    const { found, articles } = readAll(path)
    expect(kinds(found)).toContain('text article-0001')
    expect(kinds(found)).not.toContain('text article-0002')
    expect(articles[0]?.body.text).toContain('sinister')
    expect(articles[0]?.pages.flatMap(({ problems }) => problems)).toMatchObject([{ annotation: E1 }])
  })

  it.each([
    [
      'overlap, exceed and skip',
      '[{"start":0,"end":99999999,"kind":"paragraph"},{"start":10,"end":5,"kind":"paragraph"}]',
    ],
    ['are none', '[]'],
    ['are no JSON', '[{"start"'],
    ['leave something out', '[{"start":0,"end":3,"kind":"paragraph"}]'],
  ])('whose blocks %s is shown in blocks made from it', (_what, blocks) => {
    const path = projectToDamage()
    damage(path, `UPDATE bodies SET blocks = '${blocks}'`)
    const { found, articles } = readAll(path)
    expect(kinds(found)).toContain('blocks article-0001')
    expect(articles[0]?.body.blocks).toEqual(textBlocks(FIRST.text))
  })

  it('of which the file was altered does not show that file', () => {
    const path = projectToDamage()
    damage(path, "UPDATE originals SET bytes = X'00'")
    const { service: open } = readAll(path)
    failureOf(open.originalOf(FIRST.article.id), 'damaged-project')
  })
})

describe('the codebook', () => {
  const copy = (version: number, current: number) => `
    INSERT INTO codebooks (sha256, id, version, current, content)
    SELECT sha256 || '${version}', id, ${version}, ${current}, content FROM codebooks WHERE version = 1`

  it('is the newest of several that are marked as the one in use', () => {
    const path = projectToDamage()
    const newer = { ...newsAttribution, version: 2, name: 'Newer' }
    const content = JSON.stringify(newer)
    damage(
      path,
      `INSERT INTO codebooks VALUES ('${sha256(content)}', '${newer.id}', 2, 1, '${content.replaceAll("'", "''")}')`,
    )
    const { overview, service: open } = readAll(path)
    expect(overview.codebook).toEqual(newer)
    expect(overview.damage).toMatchObject([{ kind: 'codebooks' }])
    // The next version puts an end to it.
    const next = { ...newer, version: 3 }
    const change = makeChange('next', 'Codebook', { updated: [[newer, next]] })
    valueOf(open.save({ change, origin: 'user', of: null }))
    expect(valueOf(open.overview())).toMatchObject({ codebook: { version: 3 }, damage: [] })
  })

  it('is an older one where the one in use cannot be read, and there is a refusal where none can be', () => {
    const path = projectToDamage()
    damage(path, `${copy(9, 1)}; UPDATE codebooks SET current = version > 1`)
    const { overview, service: open } = readAll(path)
    expect(overview.codebook).toEqual(newsAttribution)
    expect(overview.damage.map(({ kind }) => kind)).toEqual(['codebook', 'codebooks'])
    valueOf(open.close())
    damage(path, `UPDATE codebooks SET content = '{}'`)
    const { action } = failureOf(open.open(path, { annotator: { id: ANNOTATOR, name: 'Ada' } }), 'damaged-project')
    expect(action).toContain('doctor')
  })
})
