import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CDPSession, ElectronApplication, Page } from 'playwright-core'
import { quantile, median, row, type Row, type Section, type Target } from './figures.ts'
import { writeFloorPage } from './floor-page.ts'
import { appCommand, floorCommand, launch, type Launched } from './launch.ts'
import { makeProject } from './make-project.ts'
import { installClock, openRow, type Opening, scrollThrough, type Scrolling, scrollToShare } from './page-clock.ts'
import { SIZES, type SizeName } from './synthetic.ts'

/** Openings of the article in turn with a small one; the median counts. */
const OPENINGS = 7
/** Tags, spread evenly over the article. */
const TAGS = 50
/** Milliseconds from top to bottom: about 40 pixels each for both. S and M fit on so few screens that scrolling them says nothing. */
const SCROLL_TIMES: Partial<Record<SizeName, number>> = { L: 6_000, XL: 60_000 }

const SEED = 7
const OTHER_SEED = 8

interface Memory {
  readonly heap: number
  readonly elements: number
}

interface WindowMeasures {
  readonly openings: readonly Opening[]
  readonly afterOpening: Memory
  readonly afterScrolling: Memory | null
  readonly scrolling: Scrolling | null
  readonly tags: KeySamples
  readonly deletions: KeySamples
}

/**
 * Milliseconds from a key's timestamp: to the frame; to the store's receipt in the main process, which it gives after the
 * commit; to the status bar that says so. `presented` comes from the Event Timing API, in steps of 8 ms.
 */
interface KeySamples {
  readonly painted: number[]
  readonly durable: number[]
  readonly saved: number[]
  readonly presented: number[]
}

interface FloorMeasures {
  readonly loads: readonly number[]
  readonly memory: Memory
  readonly scrolling: Scrolling | null
}

/** Megabytes of JavaScript that is alive, and elements in the DOM. */
async function memoryOf(page: Page, session: CDPSession): Promise<Memory> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  return { heap: usedSize / 1e6, elements }
}

/**
 * Notes in Electron's main process when the store's thread says that a change is on disk. The window is not asked: it
 * hears of it in a queue behind its own painting.
 */
const watchReceipts = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const emit = Worker.prototype.emit
    Worker.prototype.emit = function (this: Worker, ...args: unknown[]) {
      const [event, message] = args as [string, { result?: { value?: { sequence?: number } } }?]
      if (event === 'message' && message?.result?.value?.sequence !== undefined) {
        ;(globalThis as Receipts).benchReceipt = performance.timeOrigin + performance.now()
      }
      return Reflect.apply(emit, this, args)
    } as typeof emit
  })

interface Receipts {
  /** When the last receipt came, in milliseconds of the epoch. */
  benchReceipt?: number
}

async function pressKey({ electron, page }: Launched, key: string, into: KeySamples): Promise<void> {
  const count = (): Promise<string | null> => page.locator('[data-pane="annotations"] .pane-count').textContent()
  const before = await count()
  // Asked before the key is pressed, and answered once: asking again and again would take time from what is measured.
  const answered = page.evaluate(() => window.benchClock.nextKey())
  await page.keyboard.press(key)
  const pressed = await answered
  const receipt = await electron.evaluate(() => (globalThis as Receipts).benchReceipt)
  if ((await count()) === before) throw new Error(`The key ${key} changed nothing`)
  if (receipt === undefined) throw new Error(`The key ${key} was not saved`)
  into.painted.push(pressed.painted)
  into.saved.push(pressed.saved)
  into.durable.push(receipt - pressed.at)
  // The API reports nothing under 16 ms.
  const told = await page.evaluate(() => window.benchClock.presented.get('keydown')?.[0] ?? 16)
  into.presented.push(told)
}

const samples = (): KeySamples => ({ painted: [], durable: [], saved: [], presented: [] })

/** Selects the rest of a word, or of the paragraph's first one, at a share of the article. */
async function selectWord(page: Page, share: number): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const { x, y } = await page.evaluate(scrollToShare, share)
    await page.mouse.click(x, y)
    await page.keyboard.press('Control+Shift+ArrowRight')
    await page.evaluate(() => window.benchClock.idle())
    // A section that was drawn under the mouse may have moved the text.
    if (await page.evaluate(() => document.getSelection()?.isCollapsed === false)) return
  }
  throw new Error('No word could be selected')
}

/** Tags a word and deletes the tag, at places spread over the article. */
async function measureKeys(app: Launched): Promise<{ readonly tags: KeySamples; readonly deletions: KeySamples }> {
  const { electron, page } = app
  await watchReceipts(electron)
  const tags = samples()
  const deletions = samples()
  for (let i = 0; i < TAGS; i++) {
    await selectWord(page, (i + 0.5) / TAGS)
    await pressKey(app, 'e', tags)
    await page.evaluate(() => window.benchClock.idle())
    await pressKey(app, 'Delete', deletions)
  }
  return { tags, deletions }
}

async function measureWindow(folder: string, size: SizeName): Promise<WindowMeasures> {
  const plan = SIZES[size]
  const project = makeProject(folder, size, [
    { seed: OTHER_SEED, length: 2_000, annotations: 10 },
    { seed: SEED, ...plan },
  ])
  const { electron, page } = await launch(folder, appCommand(folder, project))
  try {
    await page.locator('.article-text .seg').first().waitFor()
    await page.evaluate(installClock)
    const session = await page.context().newCDPSession(page)
    const openings: Opening[] = []
    for (let i = 0; i < OPENINGS; i++) {
      if (i > 0) await page.evaluate(openRow, 0)
      openings.push(await page.evaluate(openRow, 1))
    }
    const afterOpening = await memoryOf(page, session)
    const duration = SCROLL_TIMES[size]
    const scrolling = duration ? await page.evaluate(scrollThrough, { selector: '.article-scroller', duration }) : null
    const afterScrolling = scrolling && (await memoryOf(page, session))
    return { openings, afterOpening, scrolling, afterScrolling, ...(await measureKeys({ electron, page })) }
  } finally {
    await electron.close()
  }
}

async function measureFloor(folder: string, size: SizeName): Promise<FloorMeasures> {
  const file = writeFloorPage(folder, size, SEED, SIZES[size].length)
  const other = writeFloorPage(folder, 'other', OTHER_SEED, 2_000)
  const { electron, page } = await launch(folder, floorCommand(folder, other))
  try {
    const session = await page.context().newCDPSession(page)
    const loads: number[] = []
    for (let i = 0; i < OPENINGS; i++) {
      await page.goto(pathToFileURL(other).href)
      await page.goto(pathToFileURL(file).href)
      const painted = await page.waitForFunction(() => (window as { floorPainted?: number }).floorPainted)
      loads.push((await painted.jsonValue()) ?? Number.NaN)
    }
    const memory = await memoryOf(page, session)
    const duration = SCROLL_TIMES[size]
    const scrolling = duration ? await page.evaluate(scrollThrough, { selector: 'html', duration }) : null
    return { loads, memory, scrolling }
  } finally {
    await electron.close()
  }
}

const OPEN_LIMITS: Readonly<Record<string, number>> = { L: 1.5, XL: 0.5 }
const TARGETS = {
  open: {
    words: 'L ≤ 1.5, XL ≤ 0.5',
    columns: Object.keys(OPEN_LIMITS),
    reaches: (value, column) => value <= (OPEN_LIMITS[column] ?? 0),
  },
  painted: { words: '≤ 33', reaches: (value) => value <= 33 },
  durable: { words: '< 5', reaches: (value) => value < 5 },
  frames: { words: '≥ 55', reaches: (value) => value >= 55 },
  task: { words: '≤ 50', reaches: (value) => value <= 50 },
} satisfies Record<string, Target>

type Measured = ReadonlyMap<SizeName, { readonly app: WindowMeasures; readonly floor: FloorMeasures }>

function windowRows(measured: Measured): Row[] {
  type Pair = { readonly app: WindowMeasures; readonly floor: FloorMeasures }
  const line = (name: string, unit: string, read: (pair: Pair) => number | undefined, target?: Target): Row => {
    const values = [...measured].flatMap(([size, pair]): [string, number][] => {
      const value = read(pair)
      return value === undefined ? [] : [[size, value]]
    })
    return row(name, unit, Object.fromEntries(values), target)
  }
  const opened = ({ app }: Pair, what: keyof Opening): number => median(app.openings.map((opening) => opening[what]))
  const keys = (name: string, kind: 'tags' | 'deletions'): Row[] => [
    line(`${name} → painted, p50`, 'ms', ({ app }) => median(app[kind].painted)),
    line(`${name} → painted, p95`, 'ms', ({ app }) => quantile(app[kind].painted, 0.95), TARGETS.painted),
    line(`${name} → presented, p95 (in steps of 8)`, 'ms', ({ app }) => quantile(app[kind].presented, 0.95)),
    line(`${name} → durable, p50`, 'ms', ({ app }) => median(app[kind].durable)),
    line(`${name} → durable, p95`, 'ms', ({ app }) => quantile(app[kind].durable, 0.95), TARGETS.durable),
    line(`${name} → shown as saved, p50`, 'ms', ({ app }) => median(app[kind].saved)),
    line(`${name} → shown as saved, p95`, 'ms', ({ app }) => quantile(app[kind].saved, 0.95)),
  ]
  return [
    line('open → text and first annotations painted', 'ms', (pair) => opened(pair, 'painted')),
    line('open → interactive', 'ms', (pair) => opened(pair, 'interactive')),
    line('open → all annotations there', 'ms', (pair) => opened(pair, 'complete')),
    line('floor: static page painted', 'ms', ({ floor }) => median(floor.loads)),
    line(
      'open → interactive / floor',
      '×',
      (pair) => opened(pair, 'interactive') / median(pair.floor.loads),
      TARGETS.open,
    ),
    ...keys('tag', 'tags'),
    ...keys('delete', 'deletions'),
    line('scrolling', 'frames/s', ({ app }) => app.scrolling?.framesPerSecond, TARGETS.frames),
    line('scrolling: longest task (0: none over 50)', 'ms', ({ app }) => app.scrolling?.longestTask, TARGETS.task),
    line('scrolling: longest time between frames', 'ms', ({ app }) => app.scrolling?.longestGap),
    line('floor: scrolling', 'frames/s', ({ floor }) => floor.scrolling?.framesPerSecond),
    line('floor: longest task (0: none over 50)', 'ms', ({ floor }) => floor.scrolling?.longestTask),
    line('floor: longest time between frames', 'ms', ({ floor }) => floor.scrolling?.longestGap),
    line('JavaScript heap after opening', 'MB', ({ app }) => app.afterOpening.heap),
    line('JavaScript heap after scrolling', 'MB', ({ app }) => app.afterScrolling?.heap),
    line('elements after opening', '', ({ app }) => app.afterOpening.elements),
    line('elements after scrolling', '', ({ app }) => app.afterScrolling?.elements),
    line('floor: elements', '', ({ floor }) => floor.memory.elements),
  ]
}

/** Measures the window at each size beside the floor. `tell` gets a line for each step. */
export async function windowFigures(
  folder: string,
  sizes: readonly SizeName[],
  tell: (what: string) => void,
): Promise<Section> {
  const measured = new Map<SizeName, { readonly app: WindowMeasures; readonly floor: FloorMeasures }>()
  for (const size of sizes) {
    tell(`window, ${size}`)
    const app = await measureWindow(join(folder), size)
    tell(`floor, ${size}`)
    measured.set(size, { app, floor: await measureFloor(folder, size) })
  }
  return { title: 'Window', columns: sizes, rows: windowRows(measured) }
}
