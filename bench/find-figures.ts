import type { Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { startStore } from '../main/project/store-client.ts'
import { makeAnnotation } from '../model/annotation/annotate.ts'
import { compileFind, type FindQuery, PLAIN_QUERY, searchedText } from '../model/text/find.ts'
import { hitCount } from '../model/text/hits.ts'
import { createFindAnswers } from '../renderer/session/find/find-answers.ts'
import { findElectron, hasDisplay } from '../scripts/find-needs.mjs'
import { median, row, type Row, type Section, type Target } from './figures.ts'
import { appCommand, launch } from './launch.ts'
import { ANNOTATOR, makeProject, must, tagRequest } from './make-project.ts'
import { inventArticle, SIZES } from './synthetic.ts'

/** UTF-16 units of the text that is searched. */
const LENGTH = 1_000_000
/** Searches of each kind in a text that was never searched before; the median counts. */
const RUNS = 9
const ARTICLES = { count: 200, length: 42_000 }
const HITS = 1_000

const under = (limit: number): Target => ({ words: `< ${limit}`, reaches: (value) => value < limit })

/** A part of a word that a text holds about so many times. */
function patternWith(text: string, hits: number): string {
  const searched = searchedText(text)
  const parts = new Set([...text.matchAll(/[a-z]{3}/g)].map(([part]) => part))
  let best = ''
  let distance = Number.POSITIVE_INFINITY
  for (const pattern of parts) {
    const off = Math.abs(hitCount(must(compileFind({ ...PLAIN_QUERY, pattern }))(searched)) - hits)
    if (off >= distance) continue
    best = pattern
    distance = off
    if (distance < hits / 50) break
  }
  return best
}

/** Times a query in texts of its own, folding included, and once more in the last of them. */
function textRows(name: string, edit: Partial<FindQuery>, target?: Target): Row[] {
  const fresh: number[] = []
  const again: number[] = []
  let hits = 0
  for (let run = 0; run < RUNS; run++) {
    const text = searchedText(inventArticle(run + 1, LENGTH))
    const word = /\s(\p{L}{6,})\s/u.exec(text.text)?.[1] ?? 'word'
    const find = must(compileFind({ ...PLAIN_QUERY, pattern: word, ...edit }))
    for (const times of [fresh, again]) {
      const start = performance.now()
      hits = hitCount(find(text))
      times.push(performance.now() - start)
    }
  }
  return [
    row(`${name} in 1 MB, the first time`, 'ms', { '': median(fresh) }, target),
    row(`${name} in 1 MB, once more (${hits} hits)`, 'ms', { '': median(again) }),
  ]
}

/** A search over all articles: their texts through the store's thread, batch by batch, as the window asks for them. */
async function projectRows(folder: string): Promise<Row[]> {
  const plans = Array.from({ length: ARTICLES.count }, (_, i) => ({
    seed: 300 + i,
    length: ARTICLES.length,
    annotations: 5,
  }))
  const path = makeProject(folder, 'find', plans)
  const store = startStore()
  const { articles } = must(await store.open(path, { annotator: ANNOTATOR }))
  const answer = createFindAnswers()
  const longest: number[] = []
  let hits = 0
  const start = performance.now()
  for (let from = 0; from < articles.length; from += 10) {
    const asked = performance.now()
    const texts = must(await store.articleTexts(articles.slice(from, from + 10).map(({ id }) => id)))
    longest.push(performance.now() - asked)
    const found = answer({ kind: 'articles', texts, query: { ...PLAIN_QUERY, pattern: 'the br' }, limit: 20_000 })
    if (found.kind === 'articles') for (const group of must(found.result)) hits += hitCount(group.hits)
  }
  const seconds = (performance.now() - start) / 1_000
  must(await store.terminate())
  return [
    row(`all of 200 articles of 42 kB (${hits} hits)`, 's', { '': seconds }),
    row('of which the store is kept busy at once, at most', 'ms', { '': Math.max(...longest) }),
  ]
}

/** A thousand tags as one change, through the store's thread. */
async function tagRows(folder: string): Promise<Row[]> {
  const path = makeProject(folder, 'tags', [{ seed: 11, ...SIZES.L }])
  const store = startStore()
  const { articles, codebook } = must(await store.open(path, { annotator: ANNOTATOR }))
  const opened = must(await store.openArticle(articles[0]?.id ?? ''))
  const [type] = codebook.types
  if (!type) throw new Error('The codebook has no types')
  const now = new Date().toISOString()
  const added = Array.from({ length: HITS }, (_, i) => {
    const start = opened.body.text.indexOf(' ', i * 400) + 1
    const context = { id: uuidv7(), now, article: opened.article.id, text: opened.body.text, annotator: ANNOTATOR.id }
    return must(makeAnnotation(type, [{ start, end: start + 3 }], { ...context, codebookVersion: codebook.version }))
  })
  const request = tagRequest(added)
  const start = performance.now()
  must(await store.save(request))
  const milliseconds = performance.now() - start
  must(await store.terminate())
  return [row('1,000 tags in one change, through the thread', 'ms', { '': milliseconds }, under(500))]
}

/** What the page's own clock says of the Enter that tags. */
interface TagTimes {
  painted: number
  saved: number
}

declare global {
  interface Window {
    benchTagAll: TagTimes | null
  }
}

/** Installed in the page: times from the key to the frame that follows, and to the status bar that says "Saved". */
function watchEnter(): void {
  window.benchTagAll = null
  const status = document.querySelector('.status-bar')
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || event.altKey || !document.querySelector('[role="dialog"]')) return
      const times = { painted: 0, saved: 0 }
      window.benchTagAll = times
      const observer = new MutationObserver(() => {
        if (!status?.querySelector('.save.is-saved') || times.painted === 0) return
        times.saved = performance.now() - event.timeStamp
        observer.disconnect()
      })
      if (status) observer.observe(status, { subtree: true, childList: true, attributes: true })
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => (times.painted = performance.now() - event.timeStamp), { once: true })
        port1.start()
        port2.postMessage(null)
      })
    },
    { capture: true },
  )
}

async function tagAllOnce(page: Page, pattern: string): Promise<TagTimes & { readonly hits: number }> {
  await page.keyboard.press('Control+f')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(pattern)
  await page.locator('.find-count').filter({ hasText: /of \d/ }).waitFor()
  const label = (await page.locator('.find-count').textContent()) ?? ''
  await page.keyboard.press('Alt+Enter')
  await page
    .locator('.ticking-counts')
    .filter({ hasText: /will be tagged/ })
    .waitFor()
  await page.evaluate(watchEnter)
  await page.keyboard.press('Enter')
  const done = await page.waitForFunction(() => (window.benchTagAll?.saved ? window.benchTagAll : null))
  const times = await done.jsonValue()
  if (!times) throw new Error('Nothing was tagged')
  return { ...times, hits: Number(label.split(' of ')[1]?.replaceAll(',', '')) }
}

/** The whole way in the built program: Enter in the dialog, a thousand tags, painted and saved. */
async function windowRows(folder: string): Promise<Row[]> {
  const project = makeProject(folder, 'tag-all', [{ seed: 7, ...SIZES.L }])
  const pattern = patternWith(inventArticle(7, SIZES.L.length), HITS)
  const { electron, page } = await launch(folder, appCommand(folder, project))
  try {
    await page.locator('.article-text .seg').first().waitFor()
    const { hits, painted, saved } = await tagAllOnce(page, pattern)
    return [
      row(`window, size L: tag ${hits} hits → painted`, 'ms', { '': painted }),
      row(`window, size L: tag ${hits} hits → shown as saved`, 'ms', { '': saved }, under(500)),
    ]
  } finally {
    await electron.close()
  }
}

/** Measures finding and tagging what was found. `tell` is told what is under way. */
export async function findFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  tell('finding in 1 MB')
  const rows = [
    ...textRows('plain', {}, under(50)),
    ...textRows('match case', { matchCase: true }, under(50)),
    ...textRows('whole words', { wholeWord: true }, under(50)),
    ...textRows('ignoring accents', { ignoreDiacritics: true }, under(50)),
    ...textRows('one letter', { pattern: 'e' }),
    ...textRows('regular expression', { regex: true, pattern: '\\b\\p{Lu}\\p{L}+ \\p{Lu}\\p{L}+' }),
  ]
  tell('finding in 200 articles')
  rows.push(...(await projectRows(folder)))
  tell('tagging 1,000 hits')
  rows.push(...(await tagRows(folder)))
  if (findElectron() && hasDisplay()) rows.push(...(await windowRows(folder)))
  else tell('the window is not measured: it needs Electron and a display')
  return { title: 'Find and tag', columns: [''], rows }
}
