import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import {
  findChromium,
  findElectron,
  findPython,
  findSchemas,
  findXmllint,
  findXvfb,
  hasDisplay,
} from './find-needs.mjs'

// `npm test`: builds, then runs the layers of tests, one after the other. A layer whose need is missing is skipped by name on a
// person's machine and is a failure where CI=true. The last line is always "N passed, N failed, N skipped".

const strict = process.env.CI === 'true'
const require = createRequire(import.meta.url)
const root = dirname(import.meta.dirname)
const total = { passed: 0, skipped: 0 }
/** What failed, repeated at the end, where people look first in a long output. */
const failures = []

/** The script behind a package's command, so that it runs in this very Node. */
function scriptOf(name) {
  const manifest = join(root, 'node_modules', name, 'package.json')
  const { bin } = require(manifest)
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[name])
}

/** Runs a program, its output shown; resolves to its exit code (127 where it cannot be started). */
function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
    child.once('error', () => done(127))
    child.once('exit', (code) => done(code ?? 1))
  })
}

function remember(layer, what, message = '') {
  failures.push(`${layer}: ${what}\n${message.split('\n').slice(0, 12).join('\n')}`.trimEnd())
}

/** Counts what vitest wrote down. A run that ended badly without a failed test (a file that did not load) counts as one. */
function count(name, file, code) {
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    remember(name, `ended without a report, exit code ${code}`)
    return
  }
  total.passed += report.numPassedTests
  total.skipped += report.numPendingTests + (report.numTodoTests ?? 0)
  const unloaded = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  })
  const before = failures.length
  for (const { name: path, message } of unloaded) remember(name, `${path} did not load or end`, message)
  for (const { assertionResults } of report.testResults) {
    for (const test of assertionResults) {
      if (test.status === 'failed') remember(name, test.fullName, test.failureMessages?.join('\n'))
    }
  }
  if (failures.length === before && code !== 0) remember(name, `ended with exit code ${code}, though no test failed`)
}

async function runLayer({ name, missing, display }) {
  if (missing) {
    if (strict) remember(name, missing)
    else total.skipped += 1
    console.warn(`\n${strict ? 'FAILED' : 'WARNING'}: the layer "${name}" was not run: ${missing}\n`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'standoff-test-'))
  const file = join(folder, 'report.json')
  const args = [
    scriptOf('vitest'),
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const borrowed = display && !hasDisplay()
  console.log(`\n--- ${name}`)
  const code = borrowed ? await run(findXvfb(), ['-a', process.execPath, ...args]) : await run(process.execPath, args)
  count(name, file, code)
  rmSync(folder, { recursive: true, force: true })
}

function needOfApp(built) {
  if (!built) return 'the build failed.'
  if (!findElectron()) {
    return "Electron's binary is not there. Run `npm start` once, or set ELECTRON_OVERRIDE_DIST_PATH (see README)."
  }
  if (!hasDisplay() && !findXvfb())
    return 'there is no display and no xvfb-run. Install xvfb, or run it in a desktop session.'
  return null
}

/** What is missing of some programs, as a sentence; null where nothing is. */
function needOf(programs) {
  const missing = programs.filter(([, path]) => !path).map(([name]) => name)
  return missing.length === 0 ? null : `${missing.join(' and ')} cannot be found.`
}

const xmllint = ['xmllint (install libxml2-utils)', findXmllint()]
const python = ['python3 (install Python 3)', findPython()]
const schemas = ['the folder of outside schemas (set STANDOFF_SCHEMAS, see CONTRIBUTING)', findSchemas()]

console.log('--- build')
const built = (await run(process.execPath, [scriptOf('electron-vite'), 'build'])) === 0
if (built) total.passed += 1
else remember('build', 'failed')

await runLayer({ name: 'unit', missing: null, display: false })
await runLayer({ name: 'validators', missing: needOf([xmllint, python]), display: false })
await runLayer({ name: 'schemas', missing: needOf([xmllint, schemas]), display: false })
await runLayer({
  name: 'editor',
  missing: findChromium()
    ? null
    : 'no Chromium was found. Install chromium or Chrome, or set CHROMIUM_PATH to its executable.',
  display: false,
})
await runLayer({ name: 'app', missing: needOfApp(built), display: true })

if (failures.length > 0) console.log(`\n--- failed\n${failures.join('\n\n')}`)
console.log(`\n${total.passed} passed, ${failures.length} failed, ${total.skipped} skipped`)
process.exitCode = failures.length === 0 ? 0 : 1
