import type { Change } from '../../../model/change/change.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { EntityPointers } from '../../../preload/contract/contract.ts'
import { mergeEntities, removeEntity, splitEntity } from '../../../model/acts/entity-pointer-acts.ts'
import type { Session } from '../project/session.ts'
import { unpack } from '../project/unpack.ts'

/* Acts on entities that need what other articles hold: read it, build one change, dispatch it. */

/** Attempts to read while changes come in between. Nobody makes more changes in the time of an answer. */
const ATTEMPTS = 5

/** What points to some entities, once disk and window agree. */
async function readPointers(session: Session, ids: readonly string[]): Promise<Result<EntityPointers>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await session.settled()
    const { save } = session.getState()
    if (save.kind === 'failed') {
      return fail(
        save.failure.code,
        'Changes could not be saved yet, so the register stays as it is.',
        'Choose “Try again” in the status bar, then repeat the step.',
      )
    }
    let changed = false
    const stop = session.subscribe(({ change }) => {
      changed ||= change !== null
    })
    const answer = await session.port.workbench.entityPointers(ids)
    stop()
    if (!answer.ok) return answer
    if (!changed) return ok(unpack(answer.value))
  }
  return fail('conflict', 'The project was changed at the same time.', 'Repeat the step.')
}

async function carryOut(
  session: Session,
  ids: readonly string[],
  act: (pointers: EntityPointers) => Result<Change>,
): Promise<Result<Change>> {
  const pointers = await readPointers(session, ids)
  if (!pointers.ok) return pointers
  const change = act(pointers.value)
  if (!change.ok) return change
  const done = session.dispatch(change.value)
  return done.ok ? change : done
}

/** Merges entities into one, with everything that points to them in all articles. */
export const mergeInto = (session: Session, keep: string, merged: readonly string[]): Promise<Result<Change>> =>
  carryOut(session, [keep, ...merged], (pointers) =>
    mergeEntities(session.getState(), keep, merged, pointers, session.port),
  )

/** Moves mentions to a new entity and gives its id. */
export async function splitOff(
  session: Session,
  id: string,
  mentions: readonly string[],
  name: string,
): Promise<Result<string>> {
  let made = ''
  const done = await carryOut(session, [id], (pointers) => {
    const split = splitEntity(session.getState(), id, mentions, name, pointers, session.port)
    if (!split.ok) return split
    made = split.value.entity.id
    return ok(split.value.change)
  })
  return done.ok ? ok(made) : done
}

/** Removes an entity with everything that points to it. */
export const removeEverywhere = (session: Session, id: string): Promise<Result<Change>> =>
  carryOut(session, [id], (pointers) => removeEntity(session.getState(), id, pointers, session.port))
