import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { v7 as uuidv7 } from 'uuid'
import { textBlocks } from '../model/text/text-blocks.ts'
import { createProjectService } from '../main/project/create-project-service.ts'
import { makeAnnotation } from '../model/annotation/annotate.ts'
import { makeChange } from '../model/change/change.ts'
import { findType } from '../model/record/codebook.ts'
import type { Entity } from '../model/record/entity.ts'
import { newsAttribution } from '../model/presets/news-attribution.ts'
import { suggester } from '../model/suggest/index.ts'
import { findElectron, hasDisplay } from '../scripts/find-needs.mjs'
import { median, quantile, row, type Row, type Section, type Target } from './figures.ts'
import { appCommand, launch } from './launch.ts'
import { ANNOTATOR, must, tagRequest } from './make-project.ts'
import { installClock } from './page-clock.ts'
import { inventArticle, inventSpans, SIZES } from './synthetic.ts'
import { importText } from '../test/support/import.ts'

const SEED = 13
const RUNS = 5
/** Suggestions accepted one by one. */
const ACCEPTED = 30
const NAMES = 500

const under = (limit: number): Target => ({ words: `< ${limit}`, reaches: (value) => value < limit })

/** An invented article whose quotes have speakers. */
const quotedArticle = (length: number): string =>
  inventArticle(SEED, length).replaceAll(/,” \p{L}+ (\p{L}+)\./gu, ',” said $1.')

/** A register of the names that say something in it. */
function register(text: string): Entity[] {
  const names = new Set([...text.matchAll(/said (\p{L}+)\./gu)].map(([, name]) => name ?? ''))
  return [...names].slice(0, NAMES).map((name) => ({
    kind: 'entity',
    id: uuidv7(),
    name,
    type: 'person',
    aliases: [`Mayor ${name}`],
    wikidata: null,
    attributes: {},
  }))
}

/** The rules alone: over an article, and over texts of nothing but marks. */
function ruleRows(): Row[] {
  const timed = (name: string, text: string, entities: readonly Entity[]): Row => {
    const blocks = textBlocks(text)
    const times: number[] = []
    let found = 0
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now()
      const input = { text, blocks, language: 'en', entities, known: [], codebook: newsAttribution }
      found = suggester.suggest(input).length
      times.push(performance.now() - start)
    }
    return row(`${name} (${found.toLocaleString('en')} suggestions)`, 'ms', { '': median(times) })
  }
  const quoted = quotedArticle(SIZES.L.length)
  return [
    timed('rules over 500 kB', quoted, register(quoted)),
    ...[250_000, 1_000_000].flatMap((length) => [
      timed(`rules over ${length / 1_000} kB of quotation marks`, '“"”‘'.repeat(length / 4), []),
      timed(`rules over ${length / 1_000} kB of "a"`, '"a" '.repeat(length / 4), []),
    ]),
  ]
}

/** A project with an article of size L, its claims tagged, and a register. */
function makeQuotedProject(folder: string): string {
  const path = join(folder, 'quoted.standoff')
  const text = quotedArticle(SIZES.L.length)
  const file = join(folder, 'quoted.txt')
  writeFileSync(file, text)
  const service = createProjectService()
  const { codebook } = must(service.create(path, { name: 'Quoted', annotator: ANNOTATOR }))
  const imported = must(importText(service, file))
  rmSync(file)
  if (imported.kind === 'skipped') throw new Error(imported.reason)
  const { article, body } = must(service.openArticle(imported.article.id))
  const claim = findType(codebook, 'claim')
  if (!claim) throw new Error('The codebook has no claims')
  const now = new Date().toISOString()
  const context = { now, article: article.id, text: body.text, annotator: ANNOTATOR.id }
  const claims = inventSpans(SEED, body.text, SIZES.L.annotations).map((span) =>
    must(makeAnnotation(claim, [span], { ...context, id: uuidv7(), codebookVersion: codebook.version })),
  )
  must(service.save(tagRequest(claims)))
  const change = makeChange(uuidv7(), 'Fill the register', { added: register(text) })
  must(service.save({ change, origin: 'user', of: null }))
  must(service.close())
  return path
}

declare global {
  interface Window {
    benchTasks: { longest: number; gap: number }
  }
}

/** Installed in the page: the longest task, which the browser tells over 50 ms, and the longest time between frames. */
function watchTasks(): void {
  const seen = { longest: 0, gap: 0 }
  window.benchTasks = seen
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration)
  }).observe({ type: 'longtask' })
  let before = performance.now()
  const frame = (now: number): void => {
    seen.gap = Math.max(seen.gap, now - before)
    before = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

const listed = async (page: Page): Promise<number> => {
  const label = await page.locator('.suggestions .pane-count', { hasText: /^\d/ }).textContent()
  return Number((label ?? '').replaceAll(/\D/g, ''))
}

/** The built program: showing suggestions, accepting some one by one, and the others at once. */
async function windowRows(folder: string): Promise<Row[]> {
  const { electron, page } = await launch(folder, appCommand(folder, makeQuotedProject(folder)))
  try {
    await page.locator('.article-text .seg').first().waitFor()
    await page.locator('[data-pane="annotations"] .pane-count', { hasText: /^6,000/ }).waitFor()
    await page.evaluate(installClock)
    await page.evaluate(() => window.benchClock.idle())
    await page.evaluate(watchTasks)
    const start = performance.now()
    await page.keyboard.press('Control+j')
    await page.locator('.suggestions [role=option]').first().waitFor()
    const shown = performance.now() - start
    const count = await listed(page)
    await page.evaluate(() => window.benchClock.idle())
    const { longest, gap } = await page.evaluate(() => window.benchTasks)

    await page.keyboard.press('F8')
    const painted: number[] = []
    while (painted.length < ACCEPTED) {
      await page.evaluate(() => window.benchClock.idle())
      const answered = page.evaluate(() => window.benchClock.nextKey())
      await page.keyboard.press('Enter')
      painted.push((await answered).painted)
    }
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+Enter')
    await page.getByRole('dialog').getByText('Tick all', { exact: true }).click()
    await page.getByRole('listbox', { name: 'Suggestions', exact: true }).focus()
    await page.evaluate(() => window.benchClock.idle())
    const left = await listed(page)
    const answered = page.evaluate(() => window.benchClock.nextKey())
    await page.keyboard.press('Enter')
    const all = await answered
    return [
      row(`window, size L: show ${count} suggestions → listed`, 'ms', { '': shown }),
      row('… the longest task meanwhile (0: none over 50 ms)', 'ms', { '': longest }, under(50)),
      row('… the longest time between two frames', 'ms', { '': gap }),
      row('accept one → painted, p50', 'ms', { '': median(painted) }),
      row('accept one → painted, p95', 'ms', { '': quantile(painted, 0.95) }),
      row(`accept the other ${left} → painted`, 'ms', { '': all.painted }),
      row(`accept the other ${left} → shown as saved`, 'ms', { '': all.saved }),
    ]
  } finally {
    await electron.close()
  }
}

/** Measures the rules, and showing and accepting what they propose. `tell` gets a line for each step. */
export async function suggestFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  tell('running the rules')
  const rows = ruleRows()
  if (findElectron() && hasDisplay()) {
    tell('showing and accepting suggestions')
    rows.push(...(await windowRows(folder)))
  } else tell('the window is not measured: it needs Electron and a display')
  return { title: 'Suggestions', columns: [''], rows }
}
