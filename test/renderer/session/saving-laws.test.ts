import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { removeAnnotation, setNote, setStatus, tagSpans } from '../../../model/acts/annotation-acts.ts'
import { addEntity, setEntity } from '../../../model/acts/entity-acts.ts'
import { linkAnnotation, linkNewEntity, unlink } from '../../../model/acts/relation-acts.ts'
import type { Change } from '../../../model/change/change.ts'
import { findType } from '../../../model/record/codebook.ts'
import { fail, type Result } from '../../../model/value/result.ts'
import type { Session } from '../../../renderer/session/project/session.ts'
import { article } from '../../support/article.ts'
import { valueOf } from '../../support/result.ts'
import { ADA, relationOf, type StoredProject, storedProject, workbenchOf } from '../../support/stored-project.ts'

const HARBOUR = article('Harbour vote\nThe <e1>minister</e1> said <q1>we will wait</q1> on <e2>Monday</e2>.', 1)
const BUDGET = article('Budget\n<e1>Lind</e1> said <q1>no comment</q1>.', 2)
const A = HARBOUR.article.id
const B = BUDGET.article.id

type Pick = readonly [number, number, number]

/** What a person may do, by a name; the numbers choose what it is done to. */
const ACTS: Readonly<Record<string, (session: Session, pick: Pick) => Result<Change> | null>> = {
  tag({ getState, port }, [from, length, type]) {
    const state = getState()
    const start = from % ((state.open?.body.text.length ?? 2) - 1)
    const name = ['entity', 'quote', 'claim', 'cue'][type % 4] ?? 'entity'
    const tagged = tagSpans(state, name, [{ start, end: start + 1 + (length % 8) }], port)
    return tagged.ok ? { ok: true, value: tagged.value.change } : tagged
  },
  note: (session, pick) =>
    onAnnotation(session, pick, (id) => setNote(session.getState(), id, `${pick[1]}`, session.port)),
  status: (session, pick) =>
    onAnnotation(session, pick, (id) =>
      setStatus(session.getState(), id, pick[1] % 2 ? 'final' : 'draft', session.port),
    ),
  remove: (session, pick) =>
    onAnnotation(session, pick, (id) => removeAnnotation(session.getState(), id, session.port)),
  entity({ getState, port }, [name]) {
    const added = addEntity(getState(), `Name ${name}`, port)
    return added.ok ? { ok: true, value: added.value.change } : added
  },
  mention: (session, pick) =>
    onAnnotation(session, pick, (id) => {
      const { entities } = session.getState()
      const entity = entities[pick[1] % Math.max(1, entities.length)]
      return setEntity(session.getState(), id, entity?.id ?? null, session.port)
    }),
  link: (session, pick) =>
    onRole(session, pick, (id, role) => {
      const other = [...(session.getState().open?.index ?? [])][pick[2] % 5]
      return other ? linkAnnotation(session.getState(), id, role, other.id, session.port) : null
    }),
  linkNew: (session, pick) =>
    onRole(session, pick, (id, role) => linkNewEntity(session.getState(), id, role, `Name ${pick[2]}`, session.port)),
  unlink({ getState, port }, [which]) {
    const relations = [...(getState().open?.relations.values() ?? [])]
    const relation = relations[which % Math.max(1, relations.length)]
    return relation ? unlink(getState(), relation.id, port) : null
  },
}

function onAnnotation(session: Session, [which]: Pick, act: (id: string) => Result<Change> | null) {
  const index = session.getState().open?.index
  const annotation = index?.at(which % Math.max(1, index.size))
  return annotation ? act(annotation.id) : null
}

function onRole(session: Session, pick: Pick, act: (id: string, role: string) => Result<Change> | null) {
  const { codebook, open } = session.getState()
  return onAnnotation(session, pick, (id) => {
    const roles = findType(codebook, open?.index.get(id)?.type ?? '')?.roles ?? []
    const role = roles[pick[1] % Math.max(1, roles.length)]
    return role ? act(id, role.id) : null
  })
}

const step = fc.record({
  act: fc.constantFrom(...Object.keys(ACTS), 'undo', 'redo', 'open', 'wait'),
  pick: fc.tuple(fc.nat(400), fc.nat(9), fc.nat(9)),
})

async function perform(session: Session, { act, pick }: { readonly act: string; readonly pick: Pick }): Promise<void> {
  if (act === 'undo') await session.undo()
  else if (act === 'redo') await session.redo()
  else if (act === 'open') await session.openArticle(pick[0] % 2 ? A : B)
  else if (act === 'wait') await Promise.resolve()
  else {
    const change = ACTS[act]?.(session, pick)
    // What an act or the window itself refuses is no change.
    if (change?.ok) session.dispatch(change.value)
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

/** All records that a session shows of one article and of the project. */
const shown = (session: Session) => {
  const { open, entities, codebook, counts } = session.getState()
  const counted = Object.entries(counts).flatMap(([id, types]) =>
    Object.entries(types).flatMap(([type, count]) => (count === 0 ? [] : [`${id} ${type} ${count}`])),
  )
  return {
    annotations: [...(open?.index ?? [])],
    relations: [...(open?.relations.values() ?? [])].sort(byId),
    entities: [...entities].sort(byId),
    codebook,
    counts: counted.sort(),
  }
}

async function stored(project: StoredProject, id: string) {
  const session = project.session()
  valueOf(await session.openArticle(id))
  return { ...shown(session), undo: session.getState().undoTitle, redo: session.getState().redoTitle }
}

describe('laws of saving, over a real project', () => {
  test('at rest what is shown is what is stored, whatever was refused; undo-all and redo-all end where they should', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(fc.boolean(), { maxLength: 25 }),
        async (steps, refusals) => {
          const source = BUDGET.annotations.q1
          const target = HARBOUR.annotations.e1
          if (!source || !target) throw new Error('The articles are tagged')
          const link = relationOf('relation-0001', source, 'speaker', { annotation: target.id })
          const project = storedProject([HARBOUR, BUDGET], [link])
          const { save } = workbenchOf(project.as(ADA))
          let saves = 0
          let refusing = true
          const session = project.session(ADA, {
            save: (request) =>
              refusing && refusals[saves++]
                ? Promise.resolve(fail('conflict', 'It does not fit.', 'Repeat the step.'))
                : save(request),
          })
          valueOf(await session.openArticle(A))
          const first = await stored(project, A)
          for (const item of steps) await perform(session, item)
          await session.settled()
          const { pending, save: state, open } = session.getState()
          expect(state).toEqual({ kind: 'saved' })
          expect([pending.requests, pending.records.waiting]).toEqual([[], []])
          expect(pending.records.confirmed).toBe(pending.records.shown)
          const { undoTitle: undo, redoTitle: redo } = session.getState()
          expect({ ...shown(session), undo, redo }).toEqual(await stored(project, open?.article.id ?? A))

          refusing = false
          while (session.getState().redoTitle !== null) valueOf(await session.redo())
          await session.settled()
          const last = await stored(project, A)
          while (session.getState().undoTitle !== null) valueOf(await session.undo())
          await session.settled()
          const undone = await stored(project, A)
          expect(undone).toEqual({ ...first, redo: undone.redo })
          while (session.getState().redoTitle !== null) valueOf(await session.redo())
          await session.settled()
          expect(await stored(project, A)).toEqual(last)
          expect(session.getState().save).toEqual({ kind: 'saved' })
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)
})
