import '../../../renderer/styles/tokens.css'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { onTestFinished } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Annotation } from '../../../model/record/annotation.ts'
import { ArticleView } from '../../../renderer/editor/article-view.tsx'
import { listenForKeys } from '../../../renderer/input/keys.ts'
import type { Session } from '../../../renderer/session/project/session.ts'
import type { FindModel } from '../../../renderer/session/find/find-model.ts'
import type { SuggestionsModel } from '../../../renderer/session/suggest/suggestions-model.ts'
import { createWindowModel, type WindowModel } from '../../../renderer/session/window/window-model.ts'
import { countingIds, fakeWorkbench, makeArticle, NOW } from '../../support/fake-workbench.ts'

export interface Mounted {
  readonly session: Session
  readonly window: WindowModel
  readonly find: FindModel
  readonly suggestions: SuggestionsModel
  readonly scroller: HTMLElement
  readonly text: HTMLElement
  /** What is selected, as text of the article. */
  selected(): string
  /** Selects some words of the article as a person would: the caret there, then the selection. */
  select(words: string): void
  press(keys: string): Promise<void>
}

/** Resolves once `check` holds; fails the test when it does not within two seconds. */
export async function until(check: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 2_000
  while (!check()) {
    if (performance.now() > end) throw new Error(`This did not happen: ${what}`)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

/** Shows an article with its annotations in a window of 800 × 600, with the keys of the program. */
export async function mount(text: string, annotations: readonly Annotation[] = []): Promise<Mounted> {
  localStorage.removeItem('suggestions:shown')
  localStorage.removeItem('invisibles:shown')
  const frame = document.createElement('div')
  frame.style.cssText = 'width:800px;height:600px'
  document.body.append(frame)
  const article = makeArticle('a', { title: 'Harbour vote', textLength: text.length })
  const fake = fakeWorkbench({ articles: [article], texts: { a: text }, annotations })
  const model = createWindowModel(fake.workbench, { newId: countingIds('made'), now: () => NOW })
  const stopKeys = listenForKeys(model)
  await model.start()
  const { session } = model.getState()
  if (!session) throw new Error('No session was opened')
  await until(() => session.getState().open?.complete === true, 'the article is read')
  const root = createRoot(frame)
  flushSync(() => root.render(<ArticleView window={model} session={session} />))
  onTestFinished(() => {
    stopKeys()
    root.unmount()
    frame.remove()
  })
  const textElement = frame.querySelector<HTMLElement>('.article-text')
  const scroller = frame.querySelector<HTMLElement>('.article-scroller')
  if (!textElement || !scroller) throw new Error('The editor is not there')
  await until(() => document.activeElement === textElement, 'the text has the focus')
  return {
    session,
    window: model,
    find: model.find,
    suggestions: model.suggestions,
    scroller,
    text: textElement,
    selected: () => {
      const { start, end } = session.getState().selection
      return text.slice(start, end)
    },
    select(words) {
      const range = rangeOf(textElement, words)
      const selection = getSelection()
      selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
      document.dispatchEvent(new Event('selectionchange'))
    },
    press: (keys) => userEvent.keyboard(keys),
  }
}

/** The DOM range of some words that lie within one block. */
export function rangeOf(root: HTMLElement, words: string): Range {
  for (const block of root.querySelectorAll('.block')) {
    const at = block.textContent.indexOf(words)
    if (at < 0) continue
    const range = document.createRange()
    let offset = 0
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0
      if (at >= offset && at < offset + length) range.setStart(node, at - offset)
      if (at + words.length <= offset + length) {
        range.setEnd(node, at + words.length - offset)
        return range
      }
      offset += length
    }
  }
  throw new Error(`The text on screen does not hold “${words}”`)
}
