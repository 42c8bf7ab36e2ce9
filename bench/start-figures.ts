import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { median, row, type Section } from './figures.ts'
import { writeFloorPage } from './floor-page.ts'
import { appCommand, type CommandLine, electronPath, floorCommand } from './launch.ts'
import { makeProject } from './make-project.ts'
import { SIZES } from './synthetic.ts'

const STARTS = 5

/*
 * Started as a user starts it, and watched through Electron's debugging port: playwright would hold the program back
 * until it is connected.
 */

/** A connection to the DevTools protocol, as far as it is needed here. */
interface Devtools {
  send<T>(method: string, params: object, session?: string): Promise<T>
  /** The first page that shows a URL of this kind. */
  page(url: RegExp): Promise<string>
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly targetInfo?: { readonly targetId: string; readonly type: string; readonly url: string } }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

async function connect(address: string): Promise<Devtools> {
  const socket = new WebSocket(address)
  await new Promise((done) => socket.addEventListener('open', done, { once: true }))
  const pending = new Map<number, (message: Message) => void>()
  const targets = new Map<string, string>()
  let onTarget = (): void => undefined
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== undefined) pending.get(message.id)?.(message)
    const info = message.params?.targetInfo
    if (info?.type === 'page') {
      targets.set(info.targetId, info.url)
      onTarget()
    }
  })
  return {
    send: <T>(method: string, params: object, sessionId?: string) =>
      new Promise<T>((done, refuse) => {
        const id = ++last
        pending.set(id, ({ result, error }) => (error ? refuse(new Error(error.message)) : done(result as T)))
        socket.send(JSON.stringify({ id, method, params, sessionId }))
      }),
    page: (url) =>
      new Promise((done) => {
        onTarget = () => {
          for (const [id, shown] of targets) if (url.test(shown)) done(id)
        }
        onTarget()
      }),
  }
}

/** Resolves in the page to the moment at which what the selector names has been painted, in milliseconds of the epoch. */
const paintedExpression = (selector: string): string => `new Promise((done) => {
  const look = () => {
    if (!document.querySelector(${JSON.stringify(selector)})) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done(performance.timeOrigin + performance.now())
      port2.postMessage(null)
    })
  }
  look()
})`

async function untilPainted(devtools: Devtools, url: RegExp, selector: string): Promise<number> {
  await devtools.send('Target.setDiscoverTargets', { discover: true })
  const targetId = await devtools.page(url)
  const { sessionId } = await devtools.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  for (;;) {
    try {
      const params = { expression: paintedExpression(selector), awaitPromise: true, returnByValue: true }
      const { result } = await devtools.send<{ result: { value: number } }>('Runtime.evaluate', params, sessionId)
      return result.value
    } catch {
      // The page was exchanged under the question: the empty one by the program's.
    }
  }
}

/** Milliseconds from starting the process until what the selector names is painted. Ends the process as a user does. */
async function timeStart({ args, env }: CommandLine, url: RegExp, selector: string): Promise<number> {
  const start = performance.timeOrigin + performance.now()
  const child = spawn(electronPath(), ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((done) => child.once('exit', done))
  const address = await new Promise<string>((done, refuse) => {
    createInterface(child.stderr).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (found) done(found)
    })
    child.once('exit', (code) => refuse(new Error(`Electron ended with ${code} before its window was there`)))
  })
  const devtools = await connect(address)
  const painted = await untilPainted(devtools, url, selector)
  // This one gets no answer: the connection ends with the process.
  void devtools.send('Browser.close', {})
  await ended
  return painted - start
}

/** Process start to usable window, beside a window with a small static page. */
export async function startFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  tell('start')
  const project = makeProject(folder, 'start', [{ seed: 1, ...SIZES.M }])
  const page = writeFloorPage(folder, 'start', 1, 2_000)
  const kinds = {
    'welcome screen': () => timeStart(appCommand(folder), /^app:/, 'button'),
    'project (M) and its text': () => timeStart(appCommand(folder, project), /^app:/, '.article-text .seg'),
    'floor: static page': () => timeStart(floorCommand(folder, page), /^file:/, 'p'),
  }
  const times = new Map<string, number[]>(Object.keys(kinds).map((kind) => [kind, []]))
  for (let i = 0; i < STARTS; i++) {
    for (const [kind, start] of Object.entries(kinds)) times.get(kind)?.push(await start())
  }
  const target = { words: '< 1500', reaches: (value: number) => value < 1_500 }
  const rows = [...times].map(([kind, all]) =>
    row(`process start → ${kind}`, 'ms', { median: median(all) }, kind.startsWith('floor') ? undefined : target),
  )
  return { title: 'Start', columns: ['median'], rows }
}
