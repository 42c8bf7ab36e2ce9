import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { ensureElectron } from './ensure-electron.mjs'

// `npm start` and `npm run dev`: sees to Electron's binary first, then hands over to electron-vite, which would only say
// that there is none.

const electronVite = dirname(createRequire(import.meta.url).resolve('electron-vite/package.json'))
const { status } = spawnSync(process.execPath, [join(electronVite, 'bin/electron-vite.js'), ...process.argv.slice(2)], {
  cwd: dirname(import.meta.dirname),
  stdio: 'inherit',
  env: { ...process.env, ELECTRON_EXEC_PATH: process.env.ELECTRON_EXEC_PATH ?? ensureElectron() },
})
process.exitCode = status ?? 1
