import iconv from 'iconv-lite'
import { beforeAll, describe, expect, it } from 'vitest'
import { htmlImporter } from '../../../main/articles-in/html/html.ts'
import { importers } from '../../../main/articles-in/index.ts'
import { type ReadArticle, USUAL_OPTIONS } from '../../../main/articles-in/importer.ts'
import type { Result } from '../../../model/value/result.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const PARAGRAPH =
  'The council voted on the lighthouse on Monday, after a debate of three hours in which the keeper, two shipowners and a teacher spoke. '

/** A page as news sites make them, with everything around the article. */
const page = (head = '', body = ''): string => `<!doctype html>
<html lang="en-GB"><head><title>Lighthouse stays | Coast Daily</title>${head}
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":"NewsArticle","headline":"Lighthouse stays","author":[{"@type":"Person","name":"Ida Holm"},{"name":"Noor Haddad"}],
"publisher":{"name":"Coast Daily"},"datePublished":"2025-03-01T12:00:00Z","articleSection":"Town"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>Sport</li></ul></nav>
<article><h1>Lighthouse stays</h1><p>${PARAGRAPH.repeat(3)}</p><p>“We  keep
 it,”<br>said&nbsp;Holm 👁️.</p><blockquote><p>${PARAGRAPH}</p></blockquote>
<ul><li>First</li><li>Second</li></ul><figure><img src="x.png" alt=""><figcaption>The tower at dusk, seen from the harbour wall</figcaption></figure>
<table><tr><th>Year</th><th>Visitors</th></tr><tr><td>2024</td><td><p>340</p></td></tr></table>
<p hidden>Secret</p><script>document.write('no')</script><p>${PARAGRAPH.repeat(2)}</p>${body}</article>
<footer>Imprint</footer></body></html>`

async function read(content: string | Uint8Array, options = {}): Promise<Result<ReadArticle>> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const result = await htmlImporter.read(bytes, 'page.html', { ...USUAL_OPTIONS, ...options })
  return result.ok ? { ok: true, value: result.value.articles[0]! } : result
}

const blocksOf = ({ body: { text, blocks } }: ReadArticle) =>
  blocks.map(({ start, end, kind }) => [kind, text.slice(start, end)])

describe('a page of news', () => {
  let article: ReadArticle
  beforeAll(async () => {
    article = valueOf(await read(page()))
  })

  it('gives its main text in blocks, and nothing of what is around it', () => {
    const blocks = blocksOf(article)
    expect(blocks).toContainEqual(['paragraph', '“We keep it,”\nsaid\u00a0Holm 👁️.'])
    expect(blocks).toContainEqual(['quotation', PARAGRAPH.trim()])
    expect(blocks).toContainEqual(['list-item', 'Second'])
    expect(blocks).toContainEqual(['caption', 'The tower at dusk, seen from the harbour wall'])
    expect(blocks).toContainEqual(['table-row', '2024\t340'])
    for (const gone of ['Home', 'Imprint', 'Secret', 'document.write']) expect(article.body.text).not.toContain(gone)
  })

  it('tells what the page says about it', () => {
    expect(article).toMatchObject({
      title: 'Lighthouse stays',
      language: 'en-GB',
      metadata: { outlet: 'Coast Daily', published: '2025-03-01T12:00:00Z', section: 'Town' },
    })
    expect(article.metadata.author).toContain('Ida Holm')
  })

  it('records what was left out', () => {
    const what = article.normalised.map((entry) => entry.what).join(';')
    expect(what).toMatch(/white space.*images.*outside the main text/)
  })

  it('as a whole, shows everything that a browser would', async () => {
    const { body } = valueOf(await read(page(), { wholePage: true }))
    expect(body.text).toMatch(/^Home\nSport\n\nLighthouse stays\n\n/)
    expect(body.text).toContain('Imprint')
    expect(body.text).not.toContain('Secret')
  })
})

describe('the encoding of a page', () => {
  const umlauts = page('<meta charset="iso-8859-1">', '<p>Über München – „schön“</p>')

  it('is the one it declares, as browsers read that name', async () => {
    const { encoding, body, warnings } = valueOf(await read(iconv.encode(umlauts, 'windows-1252')))
    expect(encoding).toBe('windows-1252')
    expect(body.text).toContain('Über München – „schön“')
    expect(warnings).toEqual([])
  })

  it('is noticed where the declaration is not true', async () => {
    const utf8 = valueOf(await read(umlauts))
    expect(utf8.body.text).toContain('München')
    expect(utf8.warnings.join()).toContain('it is UTF-8')
    const russian = page(
      '<meta charset="utf-8">',
      `<p>${'Мэр города сообщила, что школа откроется осенью. '.repeat(3)}</p>`,
    )
    const found = valueOf(await read(iconv.encode(russian.replaceAll('👁️', ''), 'windows-1251')))
    expect(found.encoding).toBe('windows-1251')
    expect(found.body.text).toContain('школа откроется')
    expect(found.warnings.join()).toContain('says that it is utf-8')
  })
})

describe('what is no article', () => {
  it('fails with a sentence', async () => {
    failureOf(await read('<html><body><script>render()</script><img src="a.png"></body></html>'), 'no-text')
    failureOf(await read(`<html><body>${'<i></i>'.repeat(200_001)}x</body></html>`), 'too-large')
  })

  it('is taken whole where it is short, and says so', async () => {
    const short = valueOf(await read('<p>Just <b>one</b> line.'))
    expect(short.body.text).toBe('Just one line.')
  })

  it('does not overflow on a tree of a hundred thousand elements', async () => {
    expect((await read(`<html><body>${'<div>'.repeat(100_000)}deep`)).ok).toBeTypeOf('boolean')
  })

  it('is told from plain text by its beginning, whatever its name', () => {
    const find = (content: string, name: string) => valueOf(importers.find(Buffer.from(content), name)).id
    expect(find('<!DOCTYPE html><html>', 'page.txt')).toBe('text')
    expect(find('\n<!-- saved -->\n<html lang="en">', 'page')).toBe('html')
    expect(find('Plain words', 'page.html')).toBe('text')
  })
})
