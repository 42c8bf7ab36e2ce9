import type { Annotation } from '../../../model/record/annotation.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { codebookMigration } from '../../../model/codebook/codebook-migration.ts'
import { type CodebookReview, type Decisions, reviewCodebook } from '../../../model/codebook/codebook-review.ts'
import { choicesIn, type CodebookUsage } from '../../../model/codebook/codebook-usage.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { Packed, PartPage, Workbench } from '../../../preload/contract/contract.ts'
import { pause } from '../project/pause.ts'
import type { Session } from '../project/session.ts'
import { unpack } from '../project/unpack.ts'

/** Annotations in one request: read and mapped in the time of a frame or two. */
const PAGE = 2_000

/** Requests to the main process. */
export type CodebookPort = Pick<Workbench, 'codebookUsage' | 'annotationsWithParts' | 'relationsWithRoles'>

/** A draft, and what saving it would mean. */
export interface ReviewedDraft {
  readonly before: Codebook
  readonly draft: Codebook
  readonly usage: CodebookUsage
  readonly review: CodebookReview
}

/** Everything the window holds must be on disk before it is counted there. */
async function settled(session: Session): Promise<Result<null>> {
  await session.settled()
  const { save } = session.getState()
  if (save.kind !== 'failed') return ok(null)
  return fail(
    save.failure.code,
    'Changes are not saved yet, so what uses the codebook cannot be counted.',
    'Close this dialog, choose “Try again” in the status bar, and edit the codebook then.',
  )
}

/** Counts what a draft would touch, over all articles. */
export async function reviewDraft(
  session: Session,
  workbench: CodebookPort,
  before: Codebook,
  draft: Codebook,
): Promise<Result<ReviewedDraft>> {
  const onDisk = await settled(session)
  if (!onDisk.ok) return onDisk
  const usage = await workbench.codebookUsage(choicesIn([before, draft]))
  if (!usage.ok) return usage
  return ok({ before, draft, usage: usage.value, review: reviewCodebook(before, draft, usage.value) })
}

export interface SaveOptions {
  readonly decisions: Decisions
  readonly title: string
  /** Called with the number of annotations and relations read so far. */
  readonly onProgress: (count: number) => void
  readonly signal: AbortSignal
}

const cancelled = () => fail('cancelled', 'The codebook was not saved.', 'Save it when you are ready.')

/** Reads all pages of a query, one at a time, so that the window can work in between. */
async function eachPage<T>(
  read: (after: string) => Promise<Result<Packed<PartPage<T>>>>,
  take: (items: readonly T[]) => void,
  signal: AbortSignal,
): Promise<Result<null>> {
  for (let after: string | null = ''; after !== null; ) {
    if (signal.aborted) return cancelled()
    const page: Result<Packed<PartPage<T>>> = await read(after)
    if (!page.ok) return page
    const { items, next } = unpack(page.value)
    take(items)
    after = next
    await pause()
  }
  return ok(null)
}

/**
 * Saves a reviewed draft: reads what is to be mapped, page by page, and dispatches it with the codebook as one change.
 * Gives the number of annotations and relations that were mapped.
 */
export async function saveDraft(
  session: Session,
  workbench: CodebookPort,
  { before, draft, usage, review }: ReviewedDraft,
  { decisions, title, onProgress, signal }: SaveOptions,
): Promise<Result<number>> {
  const { port } = session
  const { questions } = review
  const mapping = codebookMigration({ before, draft, usage, questions, decisions, now: port.now() })
  const { parts } = mapping
  let read = 0
  const progress = (count: number): void => {
    read += count
    onProgress(read)
  }
  // The window's own record instead of an equal one: applying the change then compares them at no cost.
  const held = (annotation: Annotation): Annotation => {
    const own = session.getState().open?.index.get(annotation.id)
    return own && sameValue(own, annotation) ? own : annotation
  }
  if (parts.length > 0) {
    const annotations = await eachPage(
      (after) => workbench.annotationsWithParts(parts, after, PAGE),
      (items) => {
        mapping.addAnnotations(items.map(held))
        progress(items.length)
      },
      signal,
    )
    if (!annotations.ok) return annotations
    const relations = await eachPage(
      (after) => workbench.relationsWithRoles(parts, after, PAGE),
      (items) => {
        mapping.addRelations(items)
        progress(items.length)
      },
      signal,
    )
    if (!relations.ok) return relations
  }
  if (signal.aborted) return cancelled()
  const { change } = mapping.finish(port.newId(), title)
  const done = session.dispatch(change)
  return done.ok ? ok(change.updated.length - 1) : done
}
