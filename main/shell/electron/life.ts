import { app } from 'electron'
import { z } from 'zod'
import type { LifeListener } from '../shell.ts'

const sentFiles = z.object({ files: z.array(z.string()) })

/**
 * Takes the one place of the program that runs. False where another instance has it, which is then told the files. An end
 * without `app.quit` is left to the caller.
 */
export const takeOnlyPlace = (files: readonly string[]): boolean => app.requestSingleInstanceLock({ files })

/** Has a listener hear what happens to the program. */
export function hearLife(listener: LifeListener): void {
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const sent = sentFiles.safeParse(data)
    listener.startedAgain(sent.success ? sent.data.files : [])
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    listener.openFile(path)
  })
  app.on('activate', () => listener.activate())
  app.on('window-all-closed', () => listener.allWindowsClosed())
  app.on('before-quit', () => listener.quitting())
  let end: 'not yet' | 'under way' | 'over' = 'not yet'
  app.on('will-quit', (event) => {
    if (end === 'over') return
    // Quitting may be asked for more than once; every time it waits for the store and the settings.
    event.preventDefault()
    if (end === 'under way') return
    end = 'under way'
    void listener.ending().then(
      (hung) => {
        end = 'over'
        // Every ordinary end joins the threads, and one that hangs in native code never comes. All that was acknowledged is
        // on the disk, and so are the settings.
        if (hung) process.kill(process.pid, 'SIGKILL')
        else app.quit()
      },
      () => {
        end = 'over'
        app.quit()
      },
    )
  })
}
