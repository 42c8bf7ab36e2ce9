import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { cleanUp, launchApp } from './support.ts'

afterEach(cleanUp)

/** What axe has against the page, as "rule: element". */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations: found } = await run(document)
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    )
  })
}

describe.each(['light', 'dark'] as const)('in the real window, %s theme', (theme) => {
  test('axe finds nothing on any screen, and every screen can be reached by keys', async () => {
    const app = await launchApp()
    const { page } = app
    await page.emulateMedia({ colorScheme: theme })
    await page.getByRole('heading', { name: 'Standoff' }).waitFor()
    expect(await violations(page), 'welcome').toEqual([])

    await page.getByRole('button', { name: /sample/i }).click()
    await page.locator('.article-text').waitFor()
    expect(await violations(page), 'article').toEqual([])

    await page.keyboard.press('n')
    await page.keyboard.press('Enter')
    await page.getByRole('form', { name: /Inspector/ }).waitFor()
    expect(await violations(page), 'inspector').toEqual([])

    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    expect(await violations(page), 'keys').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.keyboard.press('Control+Shift+f')
    await page.keyboard.type('harbour')
    await page.getByText(/^\d+ hits in 1 article\.$/).waitFor()
    expect(await violations(page), 'find').toEqual([])
    await page.keyboard.press('Alt+Enter')
    await page.getByText(/will be tagged as/).waitFor()
    expect(await violations(page), 'tag all').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.getByRole('search').waitFor({ state: 'detached' })

    await page.keyboard.press('Control+e')
    await page.getByRole('dialog', { name: 'Export dataset' }).waitFor()
    expect(await violations(page), 'export').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    const binary = join(app.home.folder, 'photo.txt')
    writeFileSync(binary, Buffer.from([0, 1, 2, 0, 255, 0]))
    await app.stubOpenDialog(binary)
    await page.keyboard.press('Control+o')
    await page.getByRole('dialog', { name: 'Import' }).waitFor()
    expect(await violations(page), 'import report').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await app.quit()
  })
})

test('F6 cycles through the panes, and Tab is never trapped', async () => {
  const app = await launchApp()
  const { page } = app
  await page.getByRole('button', { name: /sample/i }).click()
  await page.locator('.article-text').waitFor()
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane ?? null)
  await expect.poll(pane).toBe('text')
  const visited: (string | null)[] = []
  for (const key of ['F6', 'F6', 'F6', 'Shift+F6']) {
    await page.keyboard.press(key)
    visited.push(await pane())
  }
  expect(visited).toEqual(['annotations', 'articles', 'text', 'articles'])

  const places = new Set<string | null>()
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    places.add(await pane())
  }
  expect(places).toEqual(new Set(['annotations', 'articles', 'text', null]))
  await app.quit()
})
