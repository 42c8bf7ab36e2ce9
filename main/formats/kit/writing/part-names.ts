import type { Article } from '../../../../model/record/article.ts'

const SLUG_LENGTH = 40

/**
 * What the files of an article are called in a folder of many, without an ending: its place in the dataset, from 1, and
 * its title as far as every file system takes it ("0012-minister-resigns"). Unique by the number.
 */
export function articleFileName(article: Article, position: number): string {
  const number = String(position + 1).padStart(4, '0')
  const words = article.title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
  // oxlint-disable-next-line typescript/no-misused-spread -- code points are what is to be counted
  const slug = [...words].slice(0, SLUG_LENGTH).join('').replace(/-$/, '')
  return slug === '' ? number : `${number}-${slug}`
}
