import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { formatCount } from '../renderer/components/format.ts'
import { median, quantile, row, type Row, type Section, type Target } from './figures.ts'
import { type MeterReading, readMeter, startMeter } from './import-meter.ts'
import { appCommand, launch } from './launch.ts'
import { makeProject } from './make-project.ts'
import { installClock } from './page-clock.ts'
import { inventArticle } from './synthetic.ts'

const SEED = 17
/** Milliseconds from one key to the next while an import runs. */
const KEY_PAUSE = 100
/** Whoever waits this long for files to be read or saved has a mistake to look for. */
const LONGEST = 600_000

/** Files to import: how many, and what each is. */
interface Files {
  readonly column: string
  readonly count: number
  readonly extension: string
  readonly make: (seed: number) => string
}

/** A page as a newspaper sends it: the article among everything else. */
const inventPage = (seed: number): string => {
  const [headline = '', ...paragraphs] = inventArticle(seed, 8_000).split('\n\n')
  const links = Array.from({ length: 60 }, (_, i) => `<li><a href="/${i}">Section ${i}</a></li>`).join('')
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline}</title></head><body><nav><ul>${links}</ul></nav><article><h1>${headline}</h1>${body}</article><footer><ul>${links}</ul></footer></body></html>`
}

const RUNS: readonly Files[] = [
  { column: '10,000 texts', count: 10_000, extension: 'txt', make: (seed) => inventArticle(seed, 1_500) },
  { column: '300 pages', count: 300, extension: 'html', make: inventPage },
]

function makeFiles(folder: string, { column, count, extension, make }: Files): string {
  const files = join(folder, column)
  mkdirSync(files)
  for (let i = 0; i < count; i++) writeFileSync(join(files, `article ${i}.${extension}`), make(SEED + i))
  return files
}

/** Lets the dialog for files answer with a folder. */
const answerDialog = (electron: ElectronApplication, folder: string): Promise<void> =>
  electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)

/** Resolves once something is in the page, or not in it any more; asked rarely, for asking takes the page's time. */
const until = (page: Page, holds: (what: string) => boolean, what = ''): Promise<unknown> =>
  page.waitForFunction(holds, what, { polling: 500, timeout: LONGEST })

/** Presses keys as a person would until something is over, and measures meanwhile. */
async function measured(page: Page, over: Promise<unknown>): Promise<MeterReading & { readonly took: number }> {
  await page.evaluate(startMeter)
  const start = performance.now()
  const run = { over: false }
  const done = over.finally(() => {
    run.over = true
  })
  for (let i = 0; !run.over; i++) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await page.keyboard.press(i % 20 < 10 ? 'ArrowRight' : 'ArrowLeft')
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((next) => setTimeout(next, KEY_PAUSE))
  }
  await done
  const took = performance.now() - start
  return { ...(await page.evaluate(readMeter)), took }
}

/** The two halves of an import of a folder through the window: reading until the preview, saving until the report. */
async function importFolder(folder: string, files: Files) {
  const project = makeProject(folder, files.column, [{ seed: SEED, length: 50_000, annotations: 600 }])
  const source = makeFiles(folder, files)
  const { electron, page } = await launch(folder, appCommand(folder, project))
  try {
    await page.locator('.article-text .seg').first().waitFor()
    await page.evaluate(installClock)
    await answerDialog(electron, source)
    await page.evaluate(() => void window.workbench.chooseArticles('folder'))
    const button = page.getByRole('button', { name: `Import ${formatCount(files.count, 'article')}` })
    const previewed = (): boolean => document.querySelector('.preview-dialog') !== null
    const reading = await measured(page, until(page, previewed))
    await button.click()
    const listed = (count: string): boolean =>
      document.querySelector('[data-pane="articles"] .pane-count')?.textContent === count &&
      document.querySelector('[role="dialog"]') === null
    const saving = await measured(page, until(page, listed, formatCount(files.count + 1, 'article')))
    return { reading, saving }
  } finally {
    await electron.close()
  }
}

const under: Target = { words: '< 50', reaches: (value) => value < 50 }

function rowsOf(
  phase: 'reading' | 'saving',
  readings: Readonly<Record<string, MeterReading & { readonly took: number }>>,
): Row[] {
  const each = (of: (reading: MeterReading & { readonly took: number }) => number): Record<string, number> =>
    Object.fromEntries(Object.entries(readings).map(([column, reading]) => [column, of(reading)]))
  return [
    row(
      `${phase}: all`,
      's',
      each(({ took }) => took / 1_000),
    ),
    row(
      `${phase}: key → painted, p50`,
      'ms',
      each(({ keys }) => median(keys)),
    ),
    row(
      `${phase}: key → painted, p95`,
      'ms',
      each(({ keys }) => quantile(keys, 0.95)),
      under,
    ),
    row(
      `${phase}: key → painted, max`,
      'ms',
      each(({ keys }) => Math.max(...keys)),
      under,
    ),
    row(
      `${phase}: main process answers, p50`,
      'ms',
      each(({ answers }) => median(answers)),
    ),
    row(
      `${phase}: main process answers, p95`,
      'ms',
      each(({ answers }) => quantile(answers, 0.95)),
      under,
    ),
    row(
      `${phase}: main process answers, max`,
      'ms',
      each(({ answers }) => Math.max(...answers)),
      under,
    ),
    row(
      `${phase}: tasks of 50 ms or more`,
      '',
      each(({ tasks }) => tasks.length),
    ),
    row(
      `${phase}: longest task`,
      'ms',
      each(({ tasks }) => Math.max(0, ...tasks)),
      under,
    ),
  ]
}

/** How the window answers while thousands of files are imported. */
export async function importFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  const reading: Record<string, MeterReading & { readonly took: number }> = {}
  const saving: Record<string, MeterReading & { readonly took: number }> = {}
  for (const files of RUNS) {
    tell(`importing ${files.column}`)
    // oxlint-disable-next-line no-await-in-loop -- one program at a time
    const done = await importFolder(folder, files)
    reading[files.column] = done.reading
    saving[files.column] = done.saving
  }
  return {
    title: 'Importing a folder, with an article open',
    columns: RUNS.map(({ column }) => column),
    rows: [...rowsOf('reading', reading), ...rowsOf('saving', saving)],
  }
}
