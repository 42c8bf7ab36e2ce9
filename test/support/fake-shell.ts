import { basename } from 'node:path'
import type { ButtonQuestion, OpenQuestion, SaveQuestion } from '../../main/shell/dialogs.ts'
import type { MenuState } from '../../main/shell/menu-template.ts'
import type {
  LifeListener,
  MenuListener,
  RequestListener,
  Shell,
  ShellPaths,
  WindowListener,
} from '../../main/shell/shell.ts'
import { type Failure, ok } from '../../model/value/result.ts'
import type { EventName, Events } from '../../preload/contract/contract.ts'

/** What tests answer dialogs with. */
export interface Answers {
  button: number
  open: readonly string[]
  save: string | null
}

/** A shell without a system: windows, dialogs and menus are noted, and events are made by the test. */
export function fakeShell(paths: ShellPaths, problem: Failure | null = null) {
  let life: LifeListener | null = null
  let window: WindowListener | null = null
  let menu: MenuState | null = null
  let menuListener: MenuListener | null = null
  let ended: Promise<boolean> | null = null
  const requests = new Map<string, RequestListener>()
  const events: (readonly [EventName, unknown])[] = []
  const log: string[] = []
  const asked: (ButtonQuestion | OpenQuestion | SaveQuestion)[] = []
  const answers: Answers = { button: 0, open: [], save: null }
  const must = <T>(value: T | null, what: string): T => {
    if (value === null) throw new Error(`There is no ${what}`)
    return value
  }

  const note = <T>(question: (typeof asked)[number], answer: T): Promise<T> => {
    asked.push(question)
    return Promise.resolve(answer)
  }

  const shell: Shell = {
    version: '1.2.3',
    platform: 'linux',
    paths,
    problem,
    dialogs: {
      open: (question) => note(question, answers.open),
      save: (question) => note(question, answers.save),
      ask: (question) => note(question, answers.button),
      showError: (message) => void log.push(`error: ${message}`),
    },
    ready: () => Promise.resolve(),
    isReady: () => true,
    live(listener) {
      life = listener
    },
    listen: (name, listener) => void requests.set(name, listener),
    openWindow(_settings, listener) {
      window = listener
      log.push('window opened')
      return {
        send: <Name extends EventName>(name: Name, payload: Events[Name]) => void events.push([name, payload]),
        reload: () => void log.push('page reloaded'),
        focus: () => void log.push('window focused'),
        setTitle: (project) => void log.push(`title: ${project?.name ?? '-'}`),
        zoom: (direction) => void log.push(`zoom ${direction}`),
        paste: () => void log.push('pasted'),
        endPage: () => void log.push('page ended'),
        destroy() {
          window = null
          log.push('window closed')
          listener.closed()
          life?.allWindowsClosed()
        },
      }
    },
    createMenu(listener) {
      menuListener = listener
      return (state) => {
        menu = state
      }
    },
    setTheme: (theme) => void log.push(`theme ${theme}`),
    rememberDocument: () => undefined,
    openWithSystem(path) {
      log.push(`opened ${basename(path)}`)
      return Promise.resolve('')
    },
    showInFolder: () => undefined,
    quit() {
      if (ended) return
      log.push('quit')
      must(life, 'listener').quitting()
      if (window) window.closing()
      else ended = must(life, 'listener').ending()
    },
  }
  return {
    shell,
    events,
    log,
    asked,
    answers,
    life: () => must(life, 'listener'),
    window: () => must(window, 'window'),
    menu: () => must(menu, 'menu'),
    choose: () => must(menuListener, 'menu'),
    /** Resolves when the program has ended. */
    ended: async () => must(ended, 'end'),
    request: (name: string, ...args: readonly unknown[]) => {
      const listener = requests.get(name)
      return listener ? listener(true, args) : Promise.resolve(ok(`nobody answers ${name}`))
    },
    names: () => events.map(([name]) => name),
  }
}
