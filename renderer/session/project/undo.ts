import { type Annotation, hull } from '../../../model/record/annotation.ts'
import { type Change, invertChange, touches } from '../../../model/change/change.ts'
import type { ChangeStub } from '../../../model/change/history-entry.ts'
import { type Failed, fail, ok, type Result } from '../../../model/value/result.ts'
import type { HeldRecords } from './held-records.ts'
import { nextEntry } from './history.ts'
import type { Saving } from './saving.ts'
import type { SessionPort } from './session-port.ts'
import type { SessionStore } from './session-store.ts'
import type { SessionState } from './state.ts'
import { unpack } from './unpack.ts'

type Direction = 'undo' | 'redo'

/** Undo and redo of one session. */
export interface UndoRedo {
  undo(): Promise<Result<null>>
  redo(): Promise<Result<null>>
  /** Why nothing can be done just now: the main process undoes or redoes many changes. Null where it can. */
  refusal(): Failed | null
}

/** What undo and redo need beside the state. */
export interface UndoPort {
  readonly port: SessionPort
  readonly saving: Saving
  readonly openArticle: (id: string) => Promise<Result<null>>
  readonly flushDrafts: () => void
  /** Why nothing can be changed in this project, or null. */
  readonly readOnly: () => Failed | null
}

/** The one annotation that a change leaves behind, so that undo and redo can show where they worked. */
function annotationLeftBy(change: Change): Annotation | null {
  const records = [...change.added, ...change.updated.map(([, after]) => after)]
  const annotations = records.filter((record) => record.kind === 'annotation')
  return annotations.length === 1 ? (annotations[0] ?? null) : null
}

/** What the state shows once an entry is undone or redone. */
function shownAfter(change: Change, direction: Direction, { open }: HeldRecords): Partial<SessionState> {
  const left = annotationLeftBy(change)
  const shown = left && open?.article.id === left.article ? left : null
  return {
    ...(shown ? { selected: shown.id } : {}),
    ...(shown && shown.fragments.length > 0 ? { reveal: { span: hull(shown), select: false, scroll: true } } : {}),
    notice: { kind: 'info', text: `${direction === 'undo' ? 'Undone' : 'Redone'}: ${change.title}` },
  }
}

export function createUndoRedo(store: SessionStore, needs: UndoPort): UndoRedo {
  const { port, saving, openArticle, flushDrafts, readOnly } = needs
  const { workbench } = port
  /** Title of the batch that the main process is undoing or redoing: what would be done meanwhile could not be shown. */
  let batch: string | null = null
  const refusal = (): Failed | null =>
    batch === null ? null : fail('conflict', `“${batch}” is being undone or repeated.`, 'Wait for it, then try again.')

  /** The main process does it and sends the project anew, which ends this session. */
  const undoOrRedoBatch = async (direction: Direction, { id, title }: ChangeStub): Promise<Result<null>> => {
    batch = title
    store.move({ notice: { kind: 'info', text: `${direction === 'undo' ? 'Undoing' : 'Repeating'}: ${title}…` } })
    try {
      await saving.queue.settled()
      return await (direction === 'undo' ? workbench.undoBatch(id) : workbench.redoBatch(id))
    } finally {
      batch = null
      store.move({ notice: null })
    }
  }

  const undoOrRedo = async (direction: Direction): Promise<Result<null>> => {
    const refused = readOnly() ?? refusal()
    if (refused) return refused
    flushDrafts()
    const entry = nextEntry(store.get().pending.history, direction)
    if (!entry) return ok(null)
    const known = entry.change
    if ('stored' in known) {
      if (known.batch) return undoOrRedoBatch(direction, known)
      const whole = await workbench.storedChange(known.id)
      if (!whole.ok) return whole
      saving.complete(unpack(whole.value))
      return undoOrRedo(direction)
    }
    const { open, articles } = store.get()
    const here = open !== null && (entry.article === open.article.id || touches(known, open.article.id))
    if (here && !open.complete) {
      return fail('conflict', 'The annotations of this article are still being read.', 'Try again in a moment.')
    }
    const elsewhere = here ? null : entry.article
    if (elsewhere !== null && articles.some(({ id }) => id === elsewhere)) {
      // The act was in other articles only: show one of them first, so that not everything changes out of sight.
      const opened = await openArticle(elsewhere)
      return opened.ok ? undoOrRedo(direction) : opened
    }
    const change = direction === 'undo' ? invertChange(known, port.newId()) : { ...known, id: port.newId() }
    return saving.push({ change, origin: direction, of: known.id }, (held) => shownAfter(change, direction, held))
  }

  return { undo: () => undoOrRedo('undo'), redo: () => undoOrRedo('redo'), refusal }
}
