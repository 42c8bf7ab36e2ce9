import { contextBridge, ipcRenderer, type IpcRendererEvent, webFrame, webUtils } from 'electron'
import type { Workbench } from './contract/contract.ts'
import { EVENTS, type EventName, type Events } from './contract/events.ts'
import { namesIn } from './contract/request-names.ts'
import type { PageRequests } from './contract/requests.ts'
import { guardPage } from './guard-page.ts'

const ask = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
  ipcRenderer.invoke(`request:${name}`, ...args)

// One function for each known name: the page cannot send anything else.
const requests = Object.fromEntries(
  namesIn(process.argv).map((name) => [name, (...args: readonly unknown[]) => ask(name, ...args)]),
) as { readonly [Name in keyof PageRequests]: Workbench[Name] }

const workbench: Workbench = {
  ...requests,
  importDropped: (files) =>
    // A File that did not come from the file system has no path; the main process says so.
    ask(
      'importDropped',
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ) as ReturnType<Workbench['importDropped']>,
  on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => {
    if (!Object.hasOwn(EVENTS, name)) throw new TypeError(`There is no event "${name}"`)
    // The event object stays here: it carries the sender, which is not for the page.
    const pass = (_event: IpcRendererEvent, payload: Events[Name]): void => listener(payload)
    ipcRenderer.on(`event:${name}`, pass)
    return () => void ipcRenderer.off(`event:${name}`, pass)
  },
}

guardPage((script) => void webFrame.executeJavaScript(script))
contextBridge.exposeInMainWorld('workbench', workbench)
