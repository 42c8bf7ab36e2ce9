/*
 * What is measured inside the page. These functions are sent to it as text: they may use nothing but their argument and
 * the page.
 *
 * "Painted" is the moment after the first frame that follows: a message posted in requestAnimationFrame is delivered
 * when that frame has been styled, laid out, painted and handed to the compositor. The Event Timing API would say when
 * the frame was presented, but only in steps of 8 ms, so it is read beside it and not instead of it.
 */

/** What the last key brought about. */
interface KeyTimes {
  /** When it was pressed, in milliseconds of the epoch. */
  readonly at: number
  /** Milliseconds later; 0 as long as it has not come about. */
  painted: number
  saved: number
}

/** What the clock keeps in the page. */
export interface PageClock {
  painted(): Promise<number>
  idle(): Promise<void>
  /** The next tagging, deleting or linking key, once it is painted and saved. */
  nextKey(): Promise<KeyTimes>
  /** Durations of tagging and deleting keys as the Event Timing API tells them, in steps of 8 ms. */
  presented: Map<string, number[]>
}

declare global {
  interface Window {
    benchClock: PageClock
  }
}

/** Installs the clock in the program's page. */
export function installClock(): void {
  const painted = (): Promise<number> =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => done(performance.now()), { once: true })
        port1.start()
        port2.postMessage(null)
      })
    })
  let answer: ((key: KeyTimes) => void) | null = null
  const clock: PageClock = {
    painted,
    idle: () => new Promise((done) => requestIdleCallback(() => done())),
    nextKey() {
      clock.presented.clear()
      return new Promise((done) => {
        answer = done
      })
    },
    presented: new Map(),
  }
  window.benchClock = clock
  const status = document.querySelector('.status-bar')
  if (!status) throw new Error('The window has no status bar')
  // Before the program's own listeners: the frame asked for here is the first one after their work.
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'e' && event.key !== 'Delete' && event.key !== 'Enter') return
      const key: KeyTimes = { at: performance.timeOrigin + event.timeStamp, painted: 0, saved: 0 }
      const tell = (): void => {
        if (key.painted > 0 && key.saved > 0) answer?.(key)
      }
      const observer = new MutationObserver(() => {
        if (!status.querySelector('.save.is-saved')) return
        key.saved = performance.now() - event.timeStamp
        observer.disconnect()
        tell()
      })
      observer.observe(status, { subtree: true, childList: true, attributes: true })
      void painted().then((now) => {
        key.painted = now - event.timeStamp
        tell()
      })
    },
    { capture: true },
  )
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name !== 'keydown') continue
      clock.presented.set(name, [...(clock.presented.get(name) ?? []), duration])
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}

export interface Opening {
  /** The text with its first annotations is painted. */
  readonly painted: number
  /** A key has moved the caret, and that is painted, too. */
  readonly interactive: number
  /** All annotations are there. */
  readonly complete: number
}

/** Chooses a row of the article list with Enter, and then presses a key until the caret moves. Milliseconds from Enter. */
export async function openRow(row: number): Promise<Opening> {
  const clock = window.benchClock
  const list = document.querySelector<HTMLElement>('[role=listbox][aria-label="Articles of this project"]')
  const option = list?.querySelector(`[data-row="${row}"] .row-title`)
  if (!list || !option) throw new Error('The article list has no such row')
  const title = `Text of “${option.textContent}”`
  const press = (target: Element, key: string, modifiers: KeyboardEventInit = {}): void => {
    const init = { key, code: key, bubbles: true, cancelable: true, ...modifiers }
    target.dispatchEvent(new KeyboardEvent('keydown', init))
  }
  list.focus()
  press(list, row === 0 ? 'Home' : 'End')
  await clock.painted()
  await clock.idle()
  const start = performance.now()
  press(list, 'Enter')
  const text = await new Promise<Element>((done) => {
    const look = (): void => {
      const found = document.querySelector('.article-text')
      if (found?.getAttribute('aria-label') === title && found.querySelector('.seg')) done(found)
      else requestAnimationFrame(look)
    }
    look()
  })
  const painted = (await clock.painted()) - start
  const untilFrame = (holds: () => boolean): Promise<void> =>
    new Promise((done) => {
      const look = (): void => {
        if (holds()) done()
        else requestAnimationFrame(look)
      }
      look()
    })
  const place = (): string | null | undefined => document.querySelector('.status-bar .selection')?.textContent
  await untilFrame(() => document.activeElement === text)
  const before = place()
  // To the end of the headline: a movement of the editor's own, because the engine ignores keys that a script presses.
  press(text, 'ArrowDown', { ctrlKey: true })
  await untilFrame(() => place() !== before)
  const interactive = (await clock.painted()) - start
  const count = document.querySelector('[data-pane="annotations"] .pane-count')
  await untilFrame(() => !count?.textContent?.startsWith('Reading'))
  const complete = performance.now() - start
  return { painted, interactive, complete }
}

/** Scrolls the text to a share of its height and gives a point on a word in the middle of the window. */
export async function scrollToShare(share: number): Promise<{ readonly x: number; readonly y: number }> {
  const clock = window.benchClock
  const scroller = document.querySelector<HTMLElement>('.article-scroller')
  if (!scroller) throw new Error('There is no text to scroll')
  scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight)
  const box = scroller.getBoundingClientRect()
  for (;;) {
    await clock.painted()
    await clock.idle()
    for (let y = box.top + box.height * 0.4; y < box.top + box.height * 0.7; y += 9) {
      const range = document.caretRangeFromPoint(box.left + box.width / 2, y)
      const node = range?.startContainer
      const inText = node instanceof Text && node.parentElement?.closest('.block')
      if (inText && range && /^\p{L}{2}/u.test(node.data.slice(range.startOffset))) {
        const { x, y: top, height } = range.getBoundingClientRect()
        return { x: x + 1, y: top + height / 2 }
      }
    }
  }
}

export interface Scrolling {
  readonly framesPerSecond: number
  /** Longest task of the page; 0 where none took 50 ms, because the browser reports only those. */
  readonly longestTask: number
  /** Longest time between two frames. */
  readonly longestGap: number
}

/** Scrolls what `selector` names from top to bottom in so many milliseconds, moved by every frame. */
export async function scrollThrough(target: {
  readonly selector: string
  readonly duration: number
}): Promise<Scrolling> {
  const { selector, duration } = target
  const scroller = document.querySelector(selector)
  if (!scroller) throw new Error(`There is no ${selector} to scroll`)
  scroller.scrollTop = 0
  await new Promise((done) => setTimeout(done, 1_000))
  let longestTask = 0
  const observer = new PerformanceObserver((list) => {
    for (const task of list.getEntries()) longestTask = Math.max(longestTask, task.duration)
  })
  observer.observe({ type: 'longtask' })
  let frames = 0
  let longestGap = 0
  const start = await new Promise<number>((done) => requestAnimationFrame(done))
  const end = await new Promise<number>((done) => {
    let last = start
    const frame = (now: number): void => {
      frames++
      longestGap = Math.max(longestGap, now - last)
      last = now
      const share = Math.min(1, (now - start) / duration)
      scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight)
      if (share < 1) requestAnimationFrame(frame)
      else done(now)
    }
    requestAnimationFrame(frame)
  })
  await new Promise((done) => setTimeout(done, 200))
  observer.disconnect()
  return { framesPerSecond: (frames * 1_000) / (end - start), longestTask, longestGap }
}
