import { basename } from 'node:path'
import type { Dialogs } from '../shell/dialogs.ts'

/* What the program asks with buttons, natively. The first button is the one that loses nothing. */

/** Asks whether to go on although changes could not be saved. */
export async function askUnsaved(dialogs: Dialogs, count: number): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: count === 1 ? 'One change is not saved yet.' : `${count} changes are not saved yet.`,
    detail:
      'Keep the project open to see why and to save again. If you close it now, what is not saved is lost; everything saved before stays.',
    buttons: ['Keep open', 'Close without saving'],
  })
  return answer === 1
}

/** Offers to forget a project whose file is gone. */
export async function askForget(dialogs: Dialogs, path: string): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: `The project "${basename(path)}" is not where it was.`,
    detail: `${path}\n\nIf it was moved or renamed, open it with "Open project…". It can also be taken off the list of recent projects.`,
    buttons: ['Keep in list', 'Remove from list'],
  })
  return answer === 1
}

/** Says that the page or the store has stopped and asks whether to load the page again; the other choice is to quit. */
export async function askReload(dialogs: Dialogs, what: string): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'error',
    message: what,
    detail: 'Everything that was shown as saved is in the project. Reload to go on where you were.',
    buttons: ['Reload', 'Quit'],
  })
  return answer === 0
}

/** Asks what to do with a window that does not answer; true means reload, false means wait. */
export async function askWait(dialogs: Dialogs): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: 'The window is not responding.',
    detail: 'Wait for it, or reload it. Reloading loses only what is not shown as saved.',
    buttons: ['Wait', 'Reload'],
  })
  return answer === 1
}

/** Asks how to show a web page that an article was read from. */
export async function askShowPage(dialogs: Dialogs, fileName: string): Promise<'no' | 'source' | 'outside'> {
  const answer = await dialogs.ask({
    type: 'info',
    message: `"${basename(fileName)}" is a web page as it was saved.`,
    detail:
      'Its source can be read as plain text. The program for web pages shows it as a page, but runs its scripts and may load pictures from the internet.',
    buttons: ['Cancel', 'Show source as text', 'Open as web page'],
  })
  return (['no', 'source', 'outside'] as const)[answer] ?? 'no'
}

/** Asks what to do with a project that does not answer; true means to go on without it, false to wait. */
export async function askSilent(dialogs: Dialogs, milliseconds: number): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: `The project has not answered for ${Math.round(milliseconds / 1000)} seconds.`,
    detail:
      'Wait if the disk is slow or much is to be done. If you close it, the program goes on without it; everything that was shown as saved is in the file.',
    buttons: ['Wait', 'Close without it'],
  })
  return answer === 1
}

/** Asks whether an older file may be replaced. */
export async function askReplace(dialogs: Dialogs, path: string): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: `"${basename(path)}" exists already. Replace it?`,
    detail: path,
    buttons: ['Keep the old file', 'Replace'],
  })
  return answer === 1
}

/** Says what a repair that loses something does, and asks whether to run it. */
export async function askRepair(
  dialogs: Dialogs,
  path: string,
  { title, does }: { readonly title: string; readonly does: string },
): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: `${title} in "${basename(path)}"?`,
    detail: `${does}\n\nThe project as it is now is kept beside it as a copy.`,
    buttons: ['Leave it as it is', 'Repair'],
  })
  return answer === 1
}

/** Says what restoring an earlier state takes back, and asks whether to do it. `moment`: "as it was on …". */
export async function askRestore(
  dialogs: Dialogs,
  what: string,
  moment: string,
  steps: readonly string[],
): Promise<boolean> {
  const answer = await dialogs.ask({
    type: 'warning',
    message: `Restore ${what} ${moment}?`,
    detail: `${steps.join('\n')}\n\nThis includes what others have done since then. It is one step that you can undo.`,
    buttons: ['Keep the present state', 'Restore'],
  })
  return answer === 1
}
