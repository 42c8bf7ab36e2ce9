import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { createProjectService } from '../main/project/create-project-service.ts'
import { HISTORY_LIMIT } from '../main/project/read-project.ts'
import { makeAnnotation } from '../model/annotation/annotate.ts'
import type { Annotation } from '../model/record/annotation.ts'
import { makeChange } from '../model/change/change.ts'
import type { Codebook } from '../model/record/codebook.ts'
import type { Result } from '../model/value/result.ts'
import type { OpenedArticle, SaveRequest } from '../preload/contract/contract.ts'
import { inventArticle, inventSpans } from './synthetic.ts'
import { importText } from '../test/support/import.ts'

export const ANNOTATOR = { id: 'bench', name: 'Bench' }

/** An article to invent: its seed, its length in UTF-16 units and its number of annotations. */
export interface ArticlePlan {
  readonly seed: number
  readonly length: number
  readonly annotations: number
}

/** The value of a result. A failure here is a mistake of the measurement, so it throws. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const { message, details } = result.failure
  throw new Error([message, ...(details ?? [])].join('\n'))
}

/** Annotations of invented spans over an article, with all types of the codebook in turn. */
export function inventAnnotations(
  opened: OpenedArticle,
  codebook: Codebook,
  seed: number,
  count: number,
): Annotation[] {
  const { article, body } = opened
  const types = codebook.types.filter(({ retired }) => !retired)
  const now = new Date().toISOString()
  return inventSpans(seed, body.text, count).map((span, i) => {
    const type = types[i % types.length]
    if (!type) throw new Error('The codebook has no types')
    const context = {
      id: uuidv7(),
      now,
      article: article.id,
      text: body.text,
      annotator: ANNOTATOR.id,
      codebookVersion: codebook.version,
    }
    return must(makeAnnotation(type, [span], context))
  })
}

/** A request that tags: what a window sends when a key was pressed. */
export const tagRequest = (added: readonly Annotation[]): SaveRequest => ({
  change: makeChange(uuidv7(), 'Tag', { added }),
  origin: 'user',
  of: null,
})

/** Writes an invented article into a text file and returns its path. */
export function writeArticle(folder: string, plan: ArticlePlan): string {
  const file = join(folder, `article-${plan.seed}.txt`)
  writeFileSync(file, inventArticle(plan.seed, plan.length))
  return file
}

/**
 * Makes a project of invented articles, in their order. The last tags are saved one by one: a window is given the latest
 * acts to undo, and those of a person are small.
 */
export function makeProject(folder: string, name: string, plans: readonly ArticlePlan[]): string {
  const path = join(folder, `${name}.standoff`)
  const service = createProjectService()
  const { codebook } = must(service.create(path, { name, annotator: ANNOTATOR }))
  for (const plan of plans) {
    const file = writeArticle(folder, plan)
    const imported = must(importText(service, file))
    rmSync(file)
    if (imported.kind === 'skipped') throw new Error(imported.reason)
    const opened = must(service.openArticle(imported.article.id))
    const annotations = inventAnnotations(opened, codebook, plan.seed, plan.annotations)
    const single = annotations.splice(Math.max(0, annotations.length - HISTORY_LIMIT))
    if (annotations.length > 0) must(service.save(tagRequest(annotations)))
    for (const annotation of single) must(service.save(tagRequest([annotation])))
  }
  must(service.close())
  return path
}
