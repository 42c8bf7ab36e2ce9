import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron, findXvfb, hasDisplay } from '../scripts/find-needs.mjs'
import { printSection, type Section } from './figures.ts'
import { importFigures } from './import-figures.ts'
import { linkFigures } from './link-figures.ts'
import { millionFigures } from './million-figures.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { startFigures } from './start-figures.ts'
import { findFigures } from './find-figures.ts'
import { storeFigures } from './store-figures.ts'
import { suggestFigures } from './suggest-figures.ts'
import { windowFigures } from './window-figures.ts'

// `npm run bench`: measures and prints. It judges, but never fails: what a figure says depends on the machine.

const tell = (what: string): void => console.error(`… ${what}`)

function needOfWindow(): string | null {
  if (!findElectron())
    return "Electron's binary is not there: run `npm start` once, or set ELECTRON_OVERRIDE_DIST_PATH."
  if (!hasDisplay() && !findXvfb()) return 'There is no display and no xvfb-run.'
  return null
}

async function measure({ sizes, parts, json }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-bench-'))
  const sections: Section[] = []
  const add = (section: Section): void => {
    sections.push(section)
    console.log(`\n${printSection(section)}`)
  }
  try {
    const need = needOfWindow()
    if (parts.includes('window') && need) console.warn(`The window is not measured. ${need}`)
    if (parts.includes('window') && !need) {
      add(await windowFigures(folder, sizes, tell))
      add(await linkFigures(folder, tell))
      add(await startFigures(folder, tell))
    }
    if (parts.includes('import') && need) console.warn(`Importing is not measured. ${need}`)
    if (parts.includes('import') && !need) add(await importFigures(folder, tell))
    if (parts.includes('store')) add(await storeFigures(folder, tell))
    if (parts.includes('find')) add(await findFigures(folder, tell))
    if (parts.includes('suggest')) add(await suggestFigures(folder, tell))
    if (parts.includes('million')) add(await millionFigures(folder, tell))
    const [cpu] = cpus()
    console.log(
      `\n${cpus().length} × ${cpu?.model ?? 'unknown processor'}, Node ${process.versions.node}, ${process.platform}`,
    )
    if (json) writeFileSync(json, `${JSON.stringify(sections, null, 2)}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const options = readOptions(process.argv.slice(2))
const xvfb = findXvfb()
if (!options) {
  console.error(USAGE)
  process.exitCode = 2
} else if (options.parts.some((part) => part !== 'store' && part !== 'million') && !hasDisplay() && xvfb) {
  // The whole run again with a borrowed display, large enough for the program's window.
  const screen = ['-a', '-s', '-screen 0 1600x1000x24']
  const { status } = spawnSync(xvfb, [...screen, process.execPath, ...process.argv.slice(1)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
} else {
  await measure(options)
}
