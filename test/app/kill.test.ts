import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createProjectService } from '../../main/project/create-project-service.ts'
import { ARTICLE } from './reading.ts'
import { cleanUp, launchApp, makeHome } from './support.ts'

afterAll(cleanUp)

const ROUNDS = 50
/**
 * The first change of a day waits until a backup of the state before it has begun, so a kill in the first rounds mostly
 * meets that. This round lets the backup end; in those after it a kill meets the tagging itself.
 */
const BACKED_UP = 9
/** The end comes at a random moment of the first so many milliseconds of tagging. */
const LONGEST = 500

/**
 * Tags one word after the other for as long as the page lives, and says how many annotations the window has shown as
 * saved. Runs in the page.
 */
async function tagForever(): Promise<never> {
  const nextTurn = () => new Promise((resolve) => setTimeout(resolve))
  const text = document.querySelector('.article-text') as HTMLElement
  const block = text.querySelectorAll('.block')[1] as Element
  const count = () =>
    Number(/(\d+) annotation/.exec(document.querySelector('[data-pane="annotations"]')?.textContent ?? '')?.[1] ?? 0)
  const status = () => document.querySelector('footer')?.textContent ?? ''
  const saved = () => status().startsWith('Saved')
  for (let i = 0; ; i++) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    const nodes: Node[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node)
    // What is tagged may be tagged again: the text never runs out.
    const words = nodes.filter((node) => node.textContent?.trim())
    const node = words[i % words.length] as Node
    text.focus()
    getSelection()?.setBaseAndExtent(node, 0, node, Math.min(8, node.textContent?.length ?? 0))
    document.dispatchEvent(new Event('selectionchange'))
    while (!status().includes('Selection')) await nextTurn()
    const before = count()
    text.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', code: 'KeyE', bubbles: true, cancelable: true }))
    while (count() <= before || !saved()) await nextTurn()
    console.log(`acknowledged ${count()}`)
  }
}

/** Backups that are on their list. */
const backupsIn = (userData: string): string[] => {
  const folder = join(userData, 'backups')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('backups.json'))
}

test(`killed ${ROUNDS} times while tagging: nothing that was shown as saved is lost`, async () => {
  const home = makeHome()
  const file = join(home.folder, 'harbour.txt')
  const project = join(home.documents, 'My articles.standoff')
  writeFileSync(file, ARTICLE)
  let acknowledged = 0
  let roundsWithTags = 0
  for (let round = 0; round < ROUNDS; round++) {
    const app = await launchApp({ home, args: [round === 0 ? file : project] })
    const { page } = app
    await page.getByRole('textbox', { name: 'Text of “Lindhaven council delays harbour vote”' }).waitFor()
    const before = acknowledged
    page.on('console', (message) => {
      const count = /^acknowledged (\d+)$/.exec(message.text())?.[1]
      if (count) acknowledged = Math.max(acknowledged, Number(count))
    })
    let mistake: unknown = null
    // The page dies with the program, and so does this promise.
    page.evaluate(tagForever).catch((error: unknown) => (mistake = error))
    const moment = Math.random() * LONGEST
    await page.waitForTimeout(moment)
    if (round === BACKED_UP) await expect.poll(() => backupsIn(home.userData), { timeout: 30_000 }).not.toEqual([])
    expect(mistake).toBeNull()
    await app.kill()
    if (acknowledged > before) roundsWithTags++

    const service = createProjectService()
    const opened = service.open(project, { annotator: { id: 'checker', name: 'Checker' } })
    if (!opened.ok) throw new Error(`Round ${round}, after ${moment} ms: ${opened.failure.message}`)
    expect(opened.value.readOnly).toBeNull()
    const [counts] = Object.values(opened.value.counts)
    const stored = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)
    expect(stored, `round ${round}, killed after ${moment} ms`).toBeGreaterThanOrEqual(acknowledged)
    expect(service.close()).toEqual({ ok: true, value: null })
  }
  expect(roundsWithTags, 'rounds in which something was tagged before the end').toBeGreaterThan(ROUNDS / 3)
}, 600_000)
