import { ipcMain } from 'electron'

/** Listens to one request of the preload. The listener is told whether the frame that sent it is the page itself. */
export function listenTo(
  name: string,
  isTrusted: (frame: Electron.WebFrameMain | null) => boolean,
  listener: (trusted: boolean, values: readonly unknown[]) => Promise<unknown>,
): void {
  ipcMain.handle(`request:${name}`, ({ senderFrame }, ...values: unknown[]) => listener(isTrusted(senderFrame), values))
}
