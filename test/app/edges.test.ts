import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ARTICLE, listed, selectByKeys, untilListed, untilSaved } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterEach(cleanUp)

test('fragments, edges, types and overlaps by keyboard alone, still there after a restart', async () => {
  const home = makeHome()
  const file = join(home.folder, 'council.txt')
  writeFileSync(file, ARTICLE)
  const app = await launchApp({ home, args: [file] })
  const { page } = app
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await page.locator('.article-text').waitFor()

  // What the page itself says of its focus is emulated by the test's tools.
  const hasKeys = (): Promise<boolean> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isFocused() ?? false)
  const focused = await hasKeys()
  expect(focused).toBe(true)

  // Another annotation is passed over between the two fragments.
  await selectByKeys(page, 'the council')
  await press('e')
  await selectByKeys(page, 'Mayor Ada Lind')
  await press('q')
  await untilListed(page, 2)
  await selectByKeys(page, 'more time')
  // Alt goes up last or first: neither may open or focus the menu bar.
  await page.keyboard.down('Alt')
  await page.keyboard.down('q')
  await page.keyboard.up('Alt')
  await page.keyboard.up('q')
  await expect.poll(() => listed(page)).toContainEqual('QQuoteMayor Ada Lind … more timeDirect')
  expect(await hasKeys()).toBe(focused)

  // Alt+E and Alt+F are letters of the menu bar, too.
  await selectByKeys(page, 'said on Monday')
  await press('Alt+e')
  await expect.poll(() => listed(page)).toContainEqual('EEntitysaid on Monday … the councilName')
  expect(await hasKeys()).toBe(focused)

  // The quote's first fragment without “Mayor”, by word, with its other end.
  await selectByKeys(page, 'Ada')
  await press('ArrowLeft', 'm', 'Tab', 'Control+Shift+ArrowRight', 'Enter')
  await expect.poll(() => listed(page)).toContainEqual('QQuoteAda Lind … more timeDirect')

  await press('t', 'c')
  await expect.poll(() => listed(page)).toContainEqual('CClaimAda Lind … more time')
  await press('Control+Shift+C')
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('Ada Lind … more time')
  await press('d', 's')
  await untilListed(page, 3)
  await press('o')
  const picker = page.getByRole('listbox', { name: 'Annotations at this place' })
  await picker.waitFor()
  expect(await picker.getByRole('option').count()).toBe(2)
  await press('1')
  await picker.waitFor({ state: 'detached' })
  await press('Control+z', 'Control+z', 'Control+Shift+z')
  await expect.poll(() => listed(page)).toContainEqual('CClaimAda Lind … more time')
  await untilSaved(page)
  const before = await listed(page)
  await app.quit()

  const again = await launchApp({ home, args: [file] })
  // The article is there already: the window says so, over the list.
  await again.page.getByRole('dialog', { name: 'Import' }).waitFor()
  await again.page.keyboard.press('Escape')
  await expect.poll(() => listed(again.page)).toEqual(before)
  await again.quit()
})
