import { AnnotationIndex } from '../../../model/annotation/annotation-index.ts'
import type { AnnotationPage, OpenedArticle } from '../../../model/annotation/opened-article.ts'
import type { Damage } from '../../../model/record/damage.ts'
import { rejectedKey } from '../../../model/record/rejection.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { Packed } from '../../../preload/contract/contract.ts'
import { damageNotice } from './damage-notice.ts'
import type { OpenArticle } from './held-records.ts'
import type { Saving } from './saving.ts'
import type { SessionPort } from './session-port.ts'
import type { SessionStore } from './session-store.ts'
import { unpack } from './unpack.ts'

/** The first page is small so that the text is painted with its first annotations at once; large ones follow. */
const FIRST_PAGE = 1_000
const NEXT_PAGE = 4_000

/** What a state shows of an article that has just been opened. */
const FRESH_VIEW = {
  opening: null,
  outdated: false,
  selected: null,
  selection: { start: 0, end: 0 },
  backward: false,
  reveal: null,
  lastSelected: null,
  lastOfType: {},
  overlaps: null,
  mode: null,
} as const

const withoutAnnotations = ({ article, body, relations, predictions, rejections }: OpenedArticle): OpenArticle => ({
  article,
  body,
  index: AnnotationIndex.empty,
  relations: RecordMap.from(relations.map((relation) => [relation.id, relation] as const)),
  predictions: RecordMap.from(predictions.map((prediction) => [prediction.id, prediction] as const)),
  rejections: new Map(rejections.map((rejection) => [rejectedKey(rejection), rejection] as const)),
  problems: new Map(),
  complete: false,
})

/** Adds a page of annotations. Ones that are there already (tagged meanwhile) stay as they are. */
function withPage(open: OpenArticle, { annotations, problems, next }: AnnotationPage): OpenArticle {
  const known = new Map(open.problems)
  for (const problem of problems) known.set(problem.annotation, problem.fragments)
  const fresh = annotations.filter(({ id }) => !open.index.get(id))
  return {
    ...open,
    index: open.index.addAll(fresh),
    problems: problems.length > 0 ? known : open.problems,
    complete: next === null,
  }
}

/** Makes the way to open an article: its text with the first annotations at once, the others page by page. */
export function createArticleOpener(
  store: SessionStore,
  { queue, showArticle, addRead }: Saving,
  { workbench }: SessionPort,
  flushDrafts: () => void,
): (id: string) => Promise<Result<null>> {
  /** Counts openings: one that another overtakes stops reading. */
  let turn = 0

  /** Says once what of the article cannot be read: when it is there, and again where more of that is met. */
  const telling = () => {
    const met = new Map<string, Damage>()
    return (damage: readonly Damage[]): void => {
      const before = met.size
      for (const item of damage) met.set(`${item.kind}:${item.id}`, item)
      if (met.size > before) store.move({ notice: damageNotice([...met.values()], ' of this article') })
    }
  }

  const readRest = async (
    article: string,
    from: number | null,
    mine: number,
    tell: (damage: readonly Damage[]) => void,
  ): Promise<Result<null>> => {
    let after = from
    while (after !== null) {
      const page: Result<Packed<AnnotationPage>> = await workbench.annotationPage(article, after, NEXT_PAGE)
      if (mine !== turn || !store.get().open) return ok(null)
      if (!page.ok) return page
      const read = unpack(page.value)
      after = read.next
      addRead((held) => (held.open ? { ...held, open: withPage(held.open, read) } : held))
      tell(read.damage)
    }
    return ok(null)
  }

  const read = async (id: string, mine: number): Promise<Result<null>> => {
    const [opened, first] = await Promise.all([workbench.openArticle(id), workbench.annotationPage(id, 0, FIRST_PAGE)])
    if (mine !== turn) return ok(null)
    if (!opened.ok) return opened
    if (!first.ok) return first
    const page = unpack(first.value)
    const article = unpack(opened.value)
    showArticle(withPage(withoutAnnotations(article), page), FRESH_VIEW)
    const tell = telling()
    tell([...article.damage, ...page.damage])
    return readRest(id, page.next, mine, tell)
  }

  return async (id) => {
    const { open, opening, outdated } = store.get()
    if (open?.article.id === id && opening === null && !outdated) return ok(null)
    flushDrafts()
    const mine = ++turn
    store.move({ opening: id })
    // What was tagged a moment ago must be on disk before pages are read, and nothing may be saved between two pages:
    // positions would shift and the window could miss an annotation. An opening that this one overtakes lets go first.
    queue.release()
    // Asked for at once where it can be: after any wait, React first renders the whole window for what has moved.
    if (!queue.isSettled()) await queue.settled()
    if (mine !== turn) return ok(null)
    const { save } = store.get()
    if (save.kind === 'failed') {
      store.move({ opening: null })
      return fail(
        save.failure.code,
        'Changes to this article could not be saved yet, so it stays open.',
        'Choose “Try again” in the status bar, then open the other article.',
      )
    }
    queue.hold()
    const result = await read(id, mine)
    if (mine === turn) {
      queue.release()
      if (!result.ok) store.move({ opening: null })
    }
    return result
  }
}
