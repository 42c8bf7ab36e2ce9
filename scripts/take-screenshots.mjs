// Takes the README's pictures from the built program and its sample project: `node scripts/take-screenshots.mjs`.
// Needs Electron's binary and a display (xvfb-run -a where there is none).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { _electron } from 'playwright-core'
import { findElectron } from './find-needs.mjs'

const root = dirname(import.meta.dirname)
const home = mkdtempSync(join(tmpdir(), 'standoff-pictures-'))
const executablePath = findElectron()
if (!executablePath) throw new Error('Electron is not there yet: run "npm start" once.')

const app = await _electron.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', root],
  env: { ...process.env, STANDOFF_USER_DATA: join(home, 'settings'), STANDOFF_DOCUMENTS: join(home, 'documents') },
})
const page = await app.firstWindow()

/** Waits until fonts and transitions are through, then takes the picture. */
async function shot(name) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(root, 'docs', `${name}.png`) })
}

try {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(1320, 820))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: /sample/i }).click()
  await page.locator('.article-text .seg').first().waitFor()
  await page.locator('.article-text').focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('n')
  await shot('window-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot('window-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('Control+e')
  await page.getByRole('dialog').waitFor()
  await shot('export')
} finally {
  await app.close()
  rmSync(home, { recursive: true, force: true })
}
