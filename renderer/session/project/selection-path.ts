import type { ArticleBody } from '../../../model/text/block.ts'
import { expandSpan } from '../../../model/text/expand.ts'
import type { Span } from '../../../model/text/span.ts'
import type { Session } from './session.ts'

/** How a selection grew: from the first to the present one. */
interface Path {
  readonly body: ArticleBody
  readonly steps: readonly Span[]
}

const paths = new WeakMap<Session, Path>()

const same = (a: Span | undefined, b: Span): boolean => a?.start === b.start && a.end === b.end

/** The path to the present selection; a new path where it was made in another way, or in another article. */
function pathOf(session: Session): Path | null {
  const { open, selection } = session.getState()
  if (!open) return null
  const path = paths.get(session)
  return path?.body === open.body && same(path.steps[path.steps.length - 1], selection)
    ? path
    : { body: open.body, steps: [selection] }
}

function select(session: Session, path: Path): void {
  const last = path.steps[path.steps.length - 1]
  paths.set(session, path)
  if (last) session.selectText(last)
}

/** Selects the next larger unit; see {@link expandSpan}. */
export function growSelection(session: Session): void {
  const path = pathOf(session)
  const last = path?.steps[path.steps.length - 1]
  const next = path && last && expandSpan(path.body.text, path.body.blocks, last)
  if (next) select(session, { ...path, steps: [...path.steps, next] })
}

/** Shrinks the selection step by step to what was selected first. */
export function shrinkSelection(session: Session): void {
  const path = pathOf(session)
  if (path && path.steps.length > 1) select(session, { ...path, steps: path.steps.slice(0, -1) })
}
