import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'

/** How far a thread steps back, on the scale from 0 to 19 on which programs are 0. */
const NICENESS = 10

/**
 * Lets everything else go before the calling thread, so that the window answers while thousands of files are read. Linux
 * alone can say this of one thread; elsewhere a machine's other processors have to do.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    // "1234/task/1240": the thread's own number is the last.
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS)
  } catch {
    // A sandbox without /proc, or one that forbids it: reading goes on as before.
  }
}
