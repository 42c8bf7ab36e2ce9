import { v7 as uuidv7 } from 'uuid'
import { createProjectService } from '../main/project/create-project-service.ts'
import { makeChange } from '../model/change/change.ts'
import type { Relation } from '../model/record/relation.ts'
import { median, quantile, row, type Section } from './figures.ts'
import { appCommand, launch } from './launch.ts'
import { ANNOTATOR, inventAnnotations, makeProject, must, tagRequest } from './make-project.ts'
import { installClock } from './page-clock.ts'

const LENGTH = 1_000_000
const ANNOTATIONS = 10_000
const RELATIONS = 5_000
/** Speakers that are linked. */
const LINKS = 30
const SEED = 11

/** A project of one article with many annotations, half of the quotes and claims of which are linked. */
function makeLinkedProject(folder: string): string {
  const path = makeProject(folder, 'linked', [{ seed: SEED, length: LENGTH, annotations: 0 }])
  const service = createProjectService()
  const { articles, codebook } = must(service.open(path, { annotator: ANNOTATOR }))
  const opened = must(service.openArticle(articles[0]?.id ?? ''))
  const annotations = inventAnnotations(opened, codebook, SEED, ANNOTATIONS)
  must(service.save(tagRequest(annotations)))
  const entities = annotations.filter(({ type }) => type === 'entity')
  const sources = annotations.filter(({ type }) => type === 'quote' || type === 'claim' || type === 'stance')
  const now = new Date().toISOString()
  const role: Readonly<Record<string, string>> = { quote: 'addressee', claim: 'claimant', stance: 'holder' }
  const relations = Array.from({ length: RELATIONS }, (_, i): Relation => {
    const source = sources[i % sources.length]
    // Each round leads to others, so that no link is made twice.
    const target = entities[(i + Math.floor(i / sources.length) * 7) % entities.length]
    if (!source || !target) throw new Error('There is nothing to link')
    const ends = {
      article: source.article,
      role: role[source.type] ?? '',
      source: source.id,
      target: { annotation: target.id },
    }
    return {
      kind: 'relation',
      id: uuidv7(),
      ...ends,
      attributes: {},
      annotator: ANNOTATOR.id,
      createdAt: now,
      updatedAt: now,
    }
  })
  must(service.save({ change: makeChange(uuidv7(), 'Link', { added: relations }), origin: 'user', of: null }))
  must(service.close())
  return path
}

/** Links speakers by keys in a window that holds 10,000 annotations and 5,000 relations. */
export async function linkFigures(folder: string, tell: (what: string) => void): Promise<Section> {
  tell('linking speakers')
  const { electron, page } = await launch(folder, appCommand(folder, makeLinkedProject(folder)))
  const painted: number[] = []
  try {
    await page.locator('.article-text .seg').first().waitFor()
    await page.locator('[data-pane="annotations"] .pane-count', { hasText: /^10,000/ }).waitFor()
    await page.evaluate(installClock)
    const inspector = page.getByRole('form', { name: 'Inspector: Quote' })
    while (painted.length < LINKS) {
      await page.keyboard.press('n')
      await page.evaluate(() => window.benchClock.idle())
      if (!(await inspector.isVisible())) continue
      for (const key of ['r', 's', 'n']) {
        await page.keyboard.press(key)
        await page.evaluate(() => window.benchClock.idle())
      }
      const answered = page.evaluate(() => window.benchClock.nextKey())
      await page.keyboard.press('Enter')
      painted.push((await answered).painted)
      await page.evaluate(() => window.benchClock.idle())
    }
  } finally {
    await electron.close()
  }
  const target = { words: '< 50', reaches: (value: number) => value < 50 }
  return {
    title: 'Linking (1 MB, 10,000 annotations, 5,000 relations)',
    columns: [''],
    rows: [
      row('link a speaker → painted, p50', 'ms', { '': median(painted) }),
      row('link a speaker → painted, p95', 'ms', { '': quantile(painted, 0.95) }, target),
    ],
  }
}
