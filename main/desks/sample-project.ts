import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { ANNOTATION_STATUSES, type Annotation } from '../../model/record/annotation.ts'
import { makeAnnotation } from '../../model/annotation/annotate.ts'
import { makeChange } from '../../model/change/change.ts'
import { type Codebook, findType } from '../../model/record/codebook.ts'
import { ok, type Result } from '../../model/value/result.ts'
import type { Relation } from '../../model/record/relation.ts'
import type { Span } from '../../model/text/span.ts'
import type { OpenedArticle } from '../../model/annotation/opened-article.ts'
import { diskFailureOrThrow } from '../files/disk-failure.ts'
import { placeNewFile } from '../files/place-file.ts'
import { clearLeftovers, temporaryBeside } from '../files/temporary.ts'
import type { ProjectStore } from '../project/store-client.ts'
import { SAMPLE_PROJECT } from './project-names.ts'
import type { LocalAnnotator } from '../project/project-service.ts'
import { plainTextBatch } from '../articles-in/reading/plain-text-batch.ts'

/** The sample's annotations, in reading order: each piece of text is looked for after where the one before it starts. */
const sampleSchema = z.array(
  z.strictObject({
    /** What links call it. */
    id: z.string().optional(),
    type: z.string(),
    text: z.array(z.string().min(1)).min(1),
    attributes: z.record(z.string(), z.string()).optional(),
    status: z.enum(ANNOTATION_STATUSES).optional(),
    note: z.string().optional(),
    /** Role → what it leads to. */
    links: z.record(z.string(), z.string()).optional(),
  }),
)
type Sample = z.infer<typeof sampleSchema>

/** Where each piece stands in the text, from `from` on. Throws where one is missing: the sample is a part of the program. */
function spansOf(text: string, pieces: readonly string[], from: number): Span[] {
  let at = from
  return pieces.map((piece) => {
    const start = text.indexOf(piece, at)
    if (start < 0) throw new Error(`The sample article does not hold "${piece}" after ${at}`)
    at = start + piece.length
    return { start, end: at }
  })
}

/** The sample's annotations over its article. */
function annotate(
  sample: Sample,
  { article, body }: OpenedArticle,
  codebook: Codebook,
  annotator: string,
): Result<Annotation[]> {
  const annotations: Annotation[] = []
  const now = new Date().toISOString()
  let from = 0
  for (const { type: id, text, attributes, status, note } of sample) {
    const type = findType(codebook, id)
    if (!type) throw new Error(`The sample uses the annotation type "${id}", which the codebook does not have`)
    const spans = spansOf(body.text, text, from)
    from = spans[0]?.start ?? from
    const made = makeAnnotation(type, spans, {
      id: uuidv7(),
      now,
      article: article.id,
      text: body.text,
      annotator,
      codebookVersion: codebook.version,
    })
    if (!made.ok) return made
    annotations.push({
      ...made.value,
      attributes: { ...made.value.attributes, ...attributes },
      status: status ?? made.value.status,
      note: note ?? '',
    })
  }
  return ok(annotations)
}

/** The sample's links between its annotations, which are in the same order. */
function linked(sample: Sample, annotations: readonly Annotation[]): Relation[] {
  const byName = new Map(sample.map(({ id }, position) => [id, annotations[position]]))
  return sample.flatMap(({ links = {} }, position) =>
    Object.entries(links).map(([role, name]): Relation => {
      const source = annotations[position]
      const target = byName.get(name)
      if (!source || !target) throw new Error(`The sample links to "${name}", which is not in it`)
      const { annotator, createdAt, updatedAt } = source
      return {
        kind: 'relation',
        id: uuidv7(),
        article: source.article,
        role,
        source: source.id,
        target: { annotation: target.id },
        attributes: {},
        annotator,
        createdAt,
        updatedAt,
      }
    }),
  )
}

async function fill(
  path: string,
  store: ProjectStore,
  annotator: LocalAnnotator,
  folder: string,
): Promise<Result<null>> {
  const created = await store.create(path, { name: SAMPLE_PROJECT, annotator })
  if (!created.ok) return created
  const batch = plainTextBatch(join(folder, 'harbour-vote.txt'))
  if (!batch.ok) return batch
  const imported = await store.importArticles(batch.value)
  if (!imported.ok) return imported
  const [outcome] = imported.value.outcomes
  if (outcome?.kind !== 'imported') throw new Error('The sample article is not in its new project')
  const opened = await store.openArticle(outcome.article.id)
  if (!opened.ok) return opened
  const sample = sampleSchema.parse(JSON.parse(await readFile(join(folder, 'harbour-vote.json'), 'utf8')))
  const annotations = annotate(sample, opened.value, created.value.codebook, annotator.id)
  if (!annotations.ok) return annotations
  const change = makeChange(uuidv7(), 'Tag the sample article', {
    added: [...annotations.value, ...linked(sample, annotations.value)],
  })
  const saved = await store.save({ change, origin: 'user', of: null })
  return saved.ok ? store.close() : saved
}

/**
 * Makes the sample project under `path` from the files in `folder`. It is made beside and renamed, so that there is all
 * of it or none. Leaves no project open in the store.
 */
export async function makeSampleProject(
  path: string,
  options: { readonly store: ProjectStore; readonly annotator: LocalAnnotator; readonly folder: string },
): Promise<Result<null>> {
  const { store, annotator, folder } = options
  clearLeftovers(dirname(path))
  const draft = temporaryBeside(path)
  try {
    const filled = await fill(draft, store, annotator, folder)
    if (filled.ok) placeNewFile(draft, path)
    else await store.close()
    return filled
  } catch (error) {
    return diskFailureOrThrow(error, path, 'project')
  } finally {
    await rm(draft, { force: true })
  }
}
