import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { findElectron } from './find-needs.mjs'

// Electron's package comes without its binary; it is downloaded here, once, before the first start.

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Says what to do: "exit code 1" does not help behind a company's proxy. */
function giveUp(reason) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  console.error(`
Electron ${version} could not be downloaded (${reason}), so the window cannot be opened.
It comes from https://github.com/electron/electron/releases. Where that address cannot be reached, do one of these and try again:
  - behind a proxy, set HTTPS_PROXY to its address and ELECTRON_GET_USE_PROXY=1;
  - set ELECTRON_MIRROR to a mirror, for example https://npmmirror.com/mirrors/electron/;
  - set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron.
The command line (npm run standoff -- --help) works without it.`)
  process.exit(1)
}

/** Electron's executable, downloaded where it is not there yet. Ends the program with advice where it cannot be had. */
export function ensureElectron() {
  const found = findElectron()
  if (found) return found
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    console.error(
      `ELECTRON_OVERRIDE_DIST_PATH is ${process.env.ELECTRON_OVERRIDE_DIST_PATH}, where there is no Electron.`,
    )
    process.exit(1)
  }
  console.log('Downloading Electron (about 120 MB, once)…')
  const { status, error, signal } = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'inherit' })
  if (status !== 0) giveUp(error?.message ?? signal ?? `exit code ${status}`)
  return findElectron() ?? giveUp('the download left no executable')
}
