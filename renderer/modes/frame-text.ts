import { findType } from '../../model/record/codebook.ts'
import type { CommandContext } from '../commands/command.ts'
import { leaveMode, type ModeChoice, type ModeDefinition } from './mode-definition.ts'
import { tagSpans } from '../../model/acts/annotation-acts.ts'

/** Tags what a frame is about and goes on to its first role. Without a selection it is about the whole article. */
export function beginFrame({ session, state }: CommandContext, typeId: string, roles: readonly string[]): void {
  if (!session || !state) return
  const { start, end } = state.selection
  const tagged = tagSpans(state, typeId, start < end ? [{ start, end }] : [], session.port)
  if (!tagged.ok) return session.report(tagged.failure)
  const { change, annotation } = tagged.value
  const done = session.dispatch(change, { select: annotation.id })
  if (!done.ok) return session.report(done.failure)
  // The caret goes to its beginning: what is selected from here on is for the roles.
  session.select(annotation.id, { reveal: true })
  const [role, ...next] = roles
  session.setMode(role === undefined ? null : { kind: 'link', source: annotation.id, role, next, framed: true })
}

/** The first step of a frame where no text is selected yet: its own words. */
export const frameText: ModeDefinition<'frame-text'> = ({ type: typeId, roles }, { state }) => {
  const type = state ? findType(state.codebook, typeId) : undefined
  const selected = state ? state.selection.start < state.selection.end : false
  const name = type?.name.toLowerCase() ?? typeId
  const choices: ModeChoice[] = []
  if (selected || type?.spanless) {
    choices.push({
      id: 'frame.begin',
      title: selected ? `Tag the selection as ${name}` : `${type?.name ?? typeId} about the whole article`,
      keys: ['Enter'],
      enabled: true,
      run: (context) => beginFrame(context, typeId, roles),
    })
  }
  return {
    title: `New ${name}`,
    hint: type?.spanless
      ? 'Select the words that show it, or go on without any.'
      : 'Select its words with Shift and the arrow keys or the mouse.',
    choices: [...choices, leaveMode()],
  }
}
