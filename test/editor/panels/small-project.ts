import { page } from 'vitest/browser'
import { annotate, makeArticle } from '../../support/fake-workbench.ts'

export const ARTICLES = [
  makeArticle('a', { title: 'Harbour vote delayed', metadata: { outlet: 'The Herald', published: '2026-02-10' } }),
  makeArticle('b', { title: 'Minister resigns', status: 'done' }),
  makeArticle('c', { title: 'Bridge opens' }),
]
export const ENTITY = annotate('a', 'entity', 'minister')
export const QUOTE = annotate('a', 'quote', '“We will not be rushed,”', { note: 'Check.', status: 'disputed' })
export const CLAIM = annotate('a', 'claim', '40 percent of voters agree', { attributes: { kind: 'quantity' } })
export const PROJECT = { articles: ARTICLES, annotations: [ENTITY, QUOTE, CLAIM] }

/** The word of this number in paragraphs of a hundred words of four letters. */
export const placeOf = (i: number) => {
  const start = Math.floor(i / 100) * 501 + (i % 100) * 5
  return { start, end: start + 4 }
}

export const option = (name: RegExp) => page.getByRole('option', { name })
export const annotationList = () => page.getByRole('listbox', { name: 'Annotations of this article' })
export const articleList = () => page.getByRole('listbox', { name: 'Articles of this project' })
export const announced = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text })
