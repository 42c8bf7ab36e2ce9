import { describe, expect, it } from 'vitest'
import type { Article } from '../../../model/record/article.ts'
import { invertChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { recordKey } from '../../../model/record/project.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import type { PreviewedArticle, PreviewedFile } from '../../../preload/contract/contract.ts'
import { editArticleDetails } from '../../../model/acts/article-acts.ts'
import { arrangeArticles, USUAL_VIEW } from '../../../renderer/session/articles/article-order.ts'
import {
  countChosen,
  decisionOf,
  firstChoices,
  previewRows,
  rowKey,
} from '../../../renderer/session/datasets/import-choices.ts'
import { valueOf } from '../../support/result.ts'
import { makeArticle } from '../../support/fake-workbench.ts'

const article = (id: string, edit: Partial<Article> = {}): Article => ({ ...makeArticle(id), ...edit })

const LIST = [
  article('a', { title: 'Zebra', metadata: { outlet: 'Ünion', published: '2025-02-01' }, status: 'done' }),
  article('b', { title: 'apple 10', metadata: { published: '2025-03-05', author: 'Ida Holm' } }),
  article('c', { title: 'apple 9', metadata: { outlet: 'Daily', published: '2024' } }),
  article('d', { title: 'Mango', metadata: { outlet: 'Daily' }, status: 'in-progress' }),
]
const COUNTS = { c: { quote: 3 }, d: { quote: 1, claim: 1 } }
const arranged = (view: Partial<typeof USUAL_VIEW>) => {
  const { articles, parts } = arrangeArticles(LIST, COUNTS, { ...USUAL_VIEW, ...view })
  return [articles.map(({ id }) => id).join(''), parts.map(({ title, row }) => `${title}@${row}`)]
}

describe('the list of articles', () => {
  it.each([
    [{}, 'abcd'],
    [{ sort: 'title' }, 'cbda'],
    [{ sort: 'outlet' }, 'cdab'],
    [{ sort: 'published' }, 'bacd'],
    [{ sort: 'annotations' }, 'cdab'],
    [{ filter: 'union' }, 'a'],
    [{ filter: 'holm apple' }, 'b'],
    [{ filter: 'nothing' }, ''],
  ] as const)('%o', (view, ids) => expect(arranged(view)[0]).toBe(ids))

  it('is grouped, what is not known last', () => {
    expect(arranged({ group: 'outlet' })).toEqual(['cdab', ['Daily@0', 'Ünion@2', 'No outlet@3']])
    expect(arranged({ group: 'published' })).toEqual([
      'bacd',
      ['March 2025@0', 'February 2025@1', '2024@2', 'No date@3'],
    ])
    expect(arranged({ group: 'status', sort: 'title' })).toEqual(['cbda', ['New@0', 'In progress@2', 'Done@3']])
  })
})

describe('details of articles', () => {
  const context = { newId: () => 'change-1', now: () => '2025-04-01T00:00:00.000Z' }
  const [first, second] = [LIST[0]!, LIST[3]!]

  it('change in all that are marked, in one step that can be taken back', () => {
    const change = editArticleDetails(
      [first, second],
      { language: 'de', metadata: { outlet: 'Post', desk: 'x' } },
      context,
    )!
    expect(change.title).toBe('Edit details of 2 articles')
    const records = RecordMap.from([first, second].map((item) => [recordKey(item), item] as const))
    const after = valueOf(applyToRecords(records, change))
    expect(after.get('article:a')).toMatchObject({
      language: 'de',
      metadata: { outlet: 'Post', published: '2025-02-01', desk: 'x' },
    })
    const back = valueOf(applyToRecords(after, invertChange(change, 'change-2')))
    expect([...back.values()]).toEqual([...records.values()])
  })

  it('change nothing where nothing is different, and take a field away', () => {
    expect(editArticleDetails([second], { metadata: { outlet: 'Daily' } }, context)).toBeNull()
    const change = editArticleDetails([first, second], { metadata: { published: null } }, context)
    expect(change?.updated.map(([, after]) => after)).toMatchObject([{ id: 'a', metadata: { outlet: 'Ünion' } }])
  })
})

describe('a preview', () => {
  const found = (title: string, duplicateOf: string | null = null): PreviewedArticle => ({
    part: null,
    title,
    language: null,
    metadata: {},
    length: 5,
    encoding: 'utf-8',
    normalised: [],
    warnings: [],
    duplicateOf,
    beginning: title,
  })
  const file = (articles: readonly PreviewedArticle[], unread: PreviewedFile['unread'] = []): PreviewedFile => ({
    fileName: 'a.csv',
    importer: 'csv',
    format: 'Table',
    encodings: [],
    table: null,
    articles,
    unread,
  })
  const failure = { code: 'no-text' as const, message: 'No text.', action: 'Leave it.' }
  const preview = {
    id: 'p',
    files: [file([found('A'), found('B', 'x')], [{ part: 'row 3', failure }]), file([found('C')])],
  }

  it('counts what will be imported and tells the decision by places', () => {
    expect(previewRows(preview).map(({ key }) => key)).toEqual(['0 0', '0 1', '0 -1', '1 0'])
    expect(countChosen(preview, firstChoices)).toBe(2)
    const choices = {
      left: new Set([rowKey(1, 0)]),
      edits: new Map([[rowKey(0, 1), { title: 'B2', language: 'en', metadata: { desk: 'x' } }]]),
      allowDuplicates: true,
    }
    expect(countChosen(preview, choices)).toBe(2)
    expect(decisionOf(preview, choices)).toEqual({
      id: 'p',
      leaveOut: [[1, 0]],
      edits: [{ file: 0, article: 1, title: 'B2', language: 'en', metadata: { desk: 'x' } }],
      allowDuplicates: true,
    })
  })
})
