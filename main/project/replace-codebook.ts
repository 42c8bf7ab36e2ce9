import type { Codebook } from '../../model/record/codebook.ts'
import { codebookMigration } from '../../model/codebook/codebook-migration.ts'
import { type CodebookReview, type Decisions, reviewCodebook } from '../../model/codebook/codebook-review.ts'
import { choicesIn, type CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import { ok, type Result } from '../../model/value/result.ts'
import type { PartPage } from '../../model/codebook/part-page.ts'
import { type Clock, systemClock } from './clock.ts'
import type { ProjectService } from './project-service.ts'

/** Records read at once; all that is mapped is held in memory in the end, as one change. */
const PAGE = 5_000

/** A codebook from elsewhere as the next version of a project's, and what that would mean. */
export interface Replacement {
  readonly before: Codebook
  readonly draft: Codebook
  readonly usage: CodebookUsage
  readonly review: CodebookReview
}

/** Compares another codebook with the project's and counts what it would touch. Nothing is changed. */
export function prepareReplacement(service: ProjectService, before: Codebook, other: Codebook): Result<Replacement> {
  // The id and the versions are those of the project's codebook: annotations name them.
  const draft = { ...other, id: before.id, version: before.version }
  const usage = service.codebookUsage(choicesIn([before, draft]))
  if (!usage.ok) return usage
  return ok({ before, draft, usage: usage.value, review: reviewCodebook(before, draft, usage.value) })
}

function eachPage<T>(read: (after: string) => Result<PartPage<T>>, take: (items: readonly T[]) => void): Result<null> {
  for (let after: string | null = ''; after !== null; ) {
    const page: Result<PartPage<T>> = read(after)
    if (!page.ok) return page
    take(page.value.items)
    after = page.value.next
  }
  return ok(null)
}

/** Saves a replacement as one change with all that is mapped. Gives the codebook as it is then, and their number. */
export function replaceCodebook(
  service: ProjectService,
  { before, draft, usage, review }: Replacement,
  decisions: Decisions,
  title: string,
  clock: Clock = systemClock,
): Result<{ readonly codebook: Codebook; readonly mapped: number }> {
  const { questions } = review
  const mapping = codebookMigration({ before, draft, usage, questions, decisions, now: clock.now() })
  const { parts } = mapping
  const annotations = eachPage(
    (after) => service.annotationsWithParts(parts, after, PAGE),
    (items) => mapping.addAnnotations(items),
  )
  if (!annotations.ok) return annotations
  const relations = eachPage(
    (after) => service.relationsWithRoles(parts, after, PAGE),
    (items) => mapping.addRelations(items),
  )
  if (!relations.ok) return relations
  const { change, codebook } = mapping.finish(clock.newId(), title)
  const saved = service.save({ change, origin: 'user', of: null })
  return saved.ok ? ok({ codebook, mapped: change.updated.length - 1 }) : saved
}
