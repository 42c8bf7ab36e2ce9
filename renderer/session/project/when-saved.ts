import type { Session } from './session.ts'

/** Resolves once every change is on disk. Text that a field still holds stays there. */
export function whenSaved(session: Session): Promise<void> {
  return new Promise((resolve) => {
    if (session.getState().save.kind === 'saved') return resolve()
    const stop = session.subscribe(({ state }) => {
      if (state.save.kind !== 'saved') return
      stop()
      resolve()
    })
    return undefined
  })
}
