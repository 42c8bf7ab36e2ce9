import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { ProjectOverview, Workbench } from '../../preload/contract.ts'
import { cleanUp, type LaunchedApp, launchApp, makeHome } from './support.ts'

declare global {
  interface Window {
    readonly workbench: Workbench
  }
}

afterEach(cleanUp)

const STORY = 'Ferry stopped\n\nThe ferry did not sail today, the harbour master said.\n'

async function openProject({ page }: LaunchedApp): Promise<ProjectOverview | null> {
  const state = await page.evaluate(() => window.workbench.appState())
  if (!state.ok) throw new Error(state.failure.message)
  return state.value.project
}

const untilOpen = (app: LaunchedApp, name: string): Promise<void> =>
  expect.poll(async () => (await openProject(app))?.project.name, { timeout: 10_000 }).toBe(name)

test('starts with an empty welcome, and quits cleanly', async () => {
  const app = await launchApp()
  expect(await openProject(app)).toBeNull()
  await app.quit()
})

test('an article on the command line goes into the default project, which is there at the next start', async () => {
  const home = makeHome()
  const story = join(home.folder, 'ferry.txt')
  writeFileSync(story, STORY)
  const app = await launchApp({ home, args: ['ferry.txt'] })
  await untilOpen(app, 'My articles')
  await expect.poll(async () => (await openProject(app))?.articles.map(({ title }) => title)).toEqual(['Ferry stopped'])
  await app.quit()
  expect(existsSync(join(home.documents, 'My articles.standoff'))).toBe(true)
  expect(existsSync(join(home.documents, 'My articles.standoff-wal'))).toBe(false)
  expect(readFileSync(story, 'utf8')).toBe(STORY)

  const again = await launchApp({ home, args: [join(home.documents, 'My articles.standoff')] })
  await untilOpen(again, 'My articles')
  expect((await openProject(again))?.articles).toHaveLength(1)
  await again.quit()
})
