import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP_FOLDER, cleanUp, type LaunchedApp, launchApp } from './support.ts'
import { exportRequest } from '../support/export.ts'
import { namesArgument } from '../../preload/contract/request-names.ts'

// One start serves all: no test here leaves anything behind in the window.
let app: LaunchedApp
let server: Server
let visits = 0
let remote: string
const link = join(APP_FOLDER, 'out/renderer/link-out-of-the-folder.json')

beforeAll(async () => {
  server = createServer((_request, response) => {
    visits += 1
    response.setHeader('access-control-allow-origin', '*')
    response.end('remote')
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  rmSync(link, { force: true })
  symlinkSync(join(APP_FOLDER, 'package.json'), link)
  app = await launchApp()
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { openedOutside: opened })
    shell.openExternal = (url) => {
      opened.push(url)
      return Promise.resolve()
    }
  })
})

afterAll(async () => {
  rmSync(link, { force: true })
  server.close()
  await cleanUp()
})

const openedOutside = (): Promise<string[]> =>
  app.electron.evaluate(() => (globalThis as { openedOutside?: string[] }).openedOutside ?? [])

/** Runs a script as if a person had just clicked, which pickers and new windows ask for. */
const inPage = (script: string): Promise<unknown> =>
  app.electron.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`{ ${text} }; 0`, true).catch(String),
    script,
  )

/** Status of a request the page makes itself; a refused one is "blocked". */
const fetchStatus = (url: string): Promise<number | 'blocked'> =>
  app.page.evaluate(
    (address) =>
      fetch(address).then(
        ({ status }) => status,
        () => 'blocked' as const,
      ),
    url,
  )

describe('the page', () => {
  test('has no Node, no Electron, and a sandboxed renderer', async () => {
    const found = await app.page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
    )
    expect(found).toEqual([])
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, nodeIntegrationInSubFrames, webSecurity } =
        contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, nodeIntegrationInSubFrames, webSecurity }
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
    expect(preferences.nodeIntegrationInSubFrames ?? false).toBe(false)
  })

  test('is given the requests of the contract, importDropped and on, and nothing else', async () => {
    const names = await app.page.evaluate(() => Object.keys(window.workbench).toSorted())
    const listed =
      'annotationPage annotationsWithParts appState articleTexts backups cancelCheck cancelDataset cancelExport ' +
      'cancelImport cancelSalvage checkProject chooseArticles chooseDataset closeProject codebookUsage ' +
      'entityMentions entityPointers entityUses exportDataset exportFormats forgetRecentProject ' +
      'importDataset importDropped importPasted importStaged leaveLook lookAtBackup lookAtMoment ' +
      'makeBackup newProject on openArticle openCodebookFile openProject openRecentProject ' +
      'openSalvaged openSampleProject pastActs paste planDataset redoBatch relationsWithRoles ' +
      'repairProject reportUnsaved rereadImport restoreBackup restoreLook salvageProject save saveCodebookFile ' +
      'savePart saveProjectCopy setBackupFolder setBackups showBackups showInFolder showMenu ' +
      'showOriginal storedChange tagsAt tryExport undoBatch'
    expect(names).toEqual(listed.split(' '))
    const error = await app.page.evaluate(() => {
      try {
        return String(window.workbench.on('request:save' as 'failed', () => undefined))
      } catch (problem) {
        return String(problem)
      }
    })
    expect(error).toContain('There is no event')
  })

  test('cannot name a file: only File objects of the system have a path', async () => {
    const result = await app.page.evaluate(() =>
      window.workbench.importDropped([new File(['not from disk'], '/etc/passwd', { type: 'text/plain' })]),
    )
    expect(result).toMatchObject({ ok: false, failure: { code: 'not-a-file' } })
    const forged = await app.page.evaluate(async () => {
      try {
        return await window.workbench.importDropped(['/etc/passwd'] as unknown as File[])
      } catch (error) {
        return String(error)
      }
    })
    expect(forged).toContain('expected to receive a File object')
  })
})

describe('content security policy', () => {
  test('is sent with the page, and lets nothing remote and nothing inline in', async () => {
    const policy = await app.page.evaluate(async () =>
      (await fetch('/index.html')).headers.get('content-security-policy'),
    )
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })

  test('blocks inline scripts, eval, inline handlers and style sheets', async () => {
    const effects = await app.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.body.append(script)
      const style = document.createElement('style')
      style.textContent = 'body { outline: 7px solid red }'
      document.body.append(style)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.handlerRan = true')
      image.src = 'data:image/png;base64,AAAA'
      document.body.append(image)
      await new Promise((done) => image.addEventListener('error', done, { once: true }))
      let evaluated = 'ran'
      try {
        // oxlint-disable-next-line no-eval
        ;(0, eval)('1')
      } catch (error) {
        evaluated = error instanceof Error ? error.name : ''
      }
      const result = {
        inline: 'inlineRan' in window,
        handler: 'handlerRan' in window,
        outline: getComputedStyle(document.body).outlineWidth === '7px',
        evaluated,
      }
      for (const element of [script, style, image]) element.remove()
      return result
    })
    expect(effects).toEqual({ inline: false, handler: false, outline: false, evaluated: 'EvalError' })
    app.forgive(/Content Security Policy/)
  })

  test('blocks everything remote', async () => {
    expect(await fetchStatus(remote)).toBe('blocked')
    const image = await app.page.evaluate(
      (url) =>
        new Promise<string>((done) => {
          const element = new Image()
          element.addEventListener('load', () => done('loaded'))
          element.addEventListener('error', () => done('blocked'))
          element.src = url
        }),
      `${remote}picture.png`,
    )
    expect(image).toBe('blocked')
    expect(visits).toBe(0)
    app.forgive(/Content Security Policy|Refused to connect/)
  })
})

describe('the app:// scheme', () => {
  test('serves the page', async () => {
    expect(app.page.url()).toBe('app://standoff/index.html')
    expect(await fetchStatus('app://standoff/index.html')).toBe(200)
  })

  test.each([
    'app://standoff/../../package.json',
    'app://standoff/..%2f..%2fpackage.json',
    'app://standoff/%2e%2e/%2e%2e/package.json',
    'app://standoff/assets/..%2F..%2F..%2Fpackage.json',
    'app://standoff/..%5c..%5cpackage.json',
    'app://standoff/index.html%00.png',
    'app://standoff/link-out-of-the-folder.json',
    'app://standoff/',
    'app://standoff/assets',
    'app://standoff//etc/passwd',
  ])('does not serve %s', async (url) => {
    const status = await app.electron.evaluate(async ({ net }, address) => (await net.fetch(address)).status, url)
    expect(status).toBe(404)
  })

  test('answers nothing but GET', async () => {
    const status = await app.page.evaluate(async () => (await fetch('/index.html', { method: 'POST' })).status)
    expect(status).toBe(405)
    app.forgive(/405/)
  })

  test('the page cannot reach another host of the scheme, nor files', async () => {
    expect(await fetchStatus('app://other/index.html')).toBe('blocked')
    expect(await fetchStatus('file:///etc/passwd')).toBe('blocked')
    app.forgive(/Content Security Policy|Refused to connect|Not allowed to load/)
  })
})

test('dropped files come in with the path that only the system knows', async () => {
  const folder = join(app.home.folder, 'dropped')
  mkdirSync(folder)
  const story = join(folder, 'story.txt')
  writeFileSync(story, 'Headline\n\nA short story.\n')
  copyFileSync(story, join(folder, 'again.txt'))
  await app.page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.id = 'dropped-files'
    input.style.display = 'none'
    document.body.append(input)
  })
  await app.page.setInputFiles('#dropped-files', [story, join(folder, 'again.txt')])
  const report = await app.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped-files')
    const files = [...(input?.files ?? [])]
    input?.remove()
    return window.workbench.importDropped(files)
  })
  expect(report).toMatchObject({
    ok: true,
    value: { imported: [{ fileName: 'story.txt' }], skipped: [{ fileName: 'again.txt' }], failed: [] },
  })
  expect(existsSync(join(app.home.documents, 'My articles.standoff'))).toBe(true)
})

describe('leaving the page', () => {
  test('https links open outside; nothing else opens anywhere', async () => {
    const opened = await app.page.evaluate(
      (url) =>
        [
          'https://example.org/story',
          url,
          'file:///etc/passwd',
          'javascript:void 0',
          'smb://host/share',
          'https://user:secret@example.org/',
          'app://standoff/index.html',
          'about:blank',
        ].map((address) => window.open(address) === null),
      remote,
    )
    expect(opened).not.toContain(false)
    await expect.poll(openedOutside).toEqual(['https://example.org/story'])
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('the page stays where it is', async () => {
    const places = [remote, 'file:///etc/passwd', 'data:text/html,hello', 'app://standoff/assets/', 'about:blank']
    for (const url of places) {
      await app.page.evaluate((address) => {
        const anchor = document.createElement('a')
        anchor.href = address
        document.body.append(anchor)
        anchor.click()
        anchor.remove()
        location.assign(address)
      }, url)
    }
    // Ways to a page without an address, of which the main process is not told before.
    for (const way of [
      "location.replace('about:blank')",
      "window.open('about:blank', '_self')",
      "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.open('about:blank', '_top'); f.remove()",
      "const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.parent.location.href = 'about:blank'; f.remove()",
    ]) {
      await inPage(way)
    }
    await app.page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    expect(app.page.url()).toBe('app://standoff/index.html')
    expect(await app.page.evaluate(() => document.title)).not.toBe('')
    expect(visits).toBe(0)
    app.forgive(/Not allowed to|navigate/)
  })

  test('frames are given nothing and go nowhere', async () => {
    const given = await app.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const has = frame.contentWindow !== null && 'workbench' in frame.contentWindow
      frame.src = '/index.html'
      return has
    })
    expect(given).toBe(false)
    const urls = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().flatMap(({ webContents }) =>
        webContents.mainFrame.framesInSubtree.map(({ url }) => url),
      ),
    )
    expect(urls.filter((url) => url.startsWith('app:'))).toEqual(['app://standoff/index.html'])
    await app.page.evaluate(() => document.querySelector('iframe')?.remove())
    app.forgive(/Content Security Policy|Refused to frame/)
  })

  test('nothing is downloaded', async () => {
    const started = app.electron.evaluate(
      ({ session }, url) =>
        new Promise<boolean>((done) => {
          session.defaultSession.once('will-download', (event) => done(event.defaultPrevented))
          session.defaultSession.downloadURL(url)
        }),
      'data:text/plain,hello',
    )
    expect(await started).toBe(true)
  })
})

describe('the page’s own pickers of files', () => {
  test('are not there, and an input of files opens none, wherever it is', async () => {
    const names = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']
    expect(await app.page.evaluate((all) => all.filter((name) => name in window), names)).toEqual([])
    const choosers: unknown[] = []
    const note = (chooser: unknown): void => void choosers.push(chooser)
    app.page.on('filechooser', note)
    const input = "const i = document.createElement('input'); i.type = 'file';"
    for (const way of [
      `${input} i.click()`,
      `${input} document.body.append(i); i.click(); i.remove()`,
      `${input} i.dispatchEvent(new MouseEvent('click'))`,
      `${input} try { i.showPicker() } catch {}`,
      `${input} const l = document.createElement('label'); l.append(i); document.body.append(l); l.click(); l.remove()`,
    ]) {
      await inPage(way)
    }
    await app.page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    app.page.off('filechooser', note)
    expect(choosers).toEqual([])
  })
})

test('WebRTC finds no way out', async () => {
  const found = await app.page.evaluate(async () => {
    const candidates: string[] = []
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] })
    peer.createDataChannel('x')
    peer.addEventListener('icecandidate', ({ candidate }) => candidate && candidates.push(candidate.candidate))
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise((done) => setTimeout(done, 1_000))
    peer.close()
    return candidates.filter((candidate) => candidate !== '')
  })
  expect(found).toEqual([])
  app.forgive(/WebRTC|webrtc/)
})

test('nothing experimental is on, no inspector opens, and no spelling is looked up elsewhere', async () => {
  const state = await app.electron.evaluate(({ BrowserWindow, session }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
      openDevTools(): void
      isDevToolsOpened(): boolean
    }
    contents.openDevTools()
    const { allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, nodeIntegrationInWorker } =
      contents.getLastWebPreferences()
    return {
      given: [allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures, nodeIntegrationInWorker].filter(
        Boolean,
      ),
      inspected: contents.isDevToolsOpened(),
      spelling: session.defaultSession.isSpellCheckerEnabled(),
    }
  })
  expect(state).toEqual({ given: [], inspected: false, spelling: false })
})

test('a <webview> is nothing, and no service worker can stay behind', async () => {
  const found = await app.page.evaluate(async () => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'https://example.org/')
    document.body.append(view)
    const works = Object.getPrototypeOf(view) !== HTMLElement.prototype
    view.remove()
    const worker = await navigator.serviceWorker?.register('/index.html').then(
      () => 'registered',
      () => 'refused',
    )
    return [works, worker ?? 'refused']
  })
  expect(found).toEqual([false, 'refused'])
  app.forgive(/ServiceWorker|service worker|MIME/i)
})

test('every permission is denied', async () => {
  const answers = await app.page.evaluate(async () => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    )
    const place = await new Promise((done) =>
      navigator.geolocation.getCurrentPosition(
        () => done('granted'),
        () => done('denied'),
      ),
    )
    const states = await Promise.all(
      (['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    )
    return [media, place, await Notification.requestPermission(), ...states]
  })
  expect(new Set(answers)).toEqual(new Set(['denied']))
})

describe('messages', () => {
  test.each([
    ['a change that is not one', 'save', [{ change: { id: 'x' }, origin: 'user', of: null }]],
    ['an origin that is not the window’s', 'save', [{ change: null, origin: 'import', of: null }]],
    ['too many arguments', 'openArticle', ['a', 'b']],
    ['no arguments', 'openArticle', []],
    ['a number for an id', 'openArticle', [7]],
    ['a page of everything', 'annotationPage', ['a', 0, 1e9]],
    ['a negative place', 'annotationPage', ['a', -1, 10]],
    ['a path for an export', 'exportDataset', [{ ...exportRequest('csv'), out: '/tmp/x' }]],
    ['an argument for none', 'openProject', ['/tmp/x.standoff']],
  ])('%s is refused', async (_what, name, args) => {
    const answer = await app.page.evaluate(
      ([request, values]) => {
        const requests = window.workbench as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
        return requests[request]?.(...values)
      },
      [name, args as unknown[]] as const,
    )
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-message' } })
    expect(JSON.stringify(answer)).not.toMatch(/at .*\.js:\d+/)
  })

  test('from another window are refused, though it shows the same page with the same preload', async () => {
    const answer = await app.electron.evaluate(
      async ({ app: electronApp, BrowserWindow }, names) => {
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${electronApp.getAppPath()}/out/preload/index.cjs`,
            sandbox: true,
            additionalArguments: [names],
          },
        })
        await stranger.loadURL('app://standoff/index.html')
        const said: unknown = await stranger.webContents.executeJavaScript('window.workbench.appState()')
        stranger.destroy()
        return said
      },
      namesArgument(['appState']),
    )
    expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid-message' } })
  })
})

test('nothing of all this upset the page', async () => {
  expect(app.problems).toEqual([])
  await app.quit()
})
