import type { AnnotationType, Codebook } from '../../model/record/codebook.ts'
import { keysOf, type WindowLetters } from '../../model/codebook/codebook-keys.ts'
import { type Command, type CommandContext, inArticle } from './command.ts'
import { tagSpans } from '../../model/acts/annotation-acts.ts'

/** Roles that a frame asks for: the first two of a type, which say who and how, or who and on what. */
const FRAME_ROLES = 2

/** Tags what a frame is about and goes on to its first role. Without a selection it is about the whole article. */
export function beginFrame({ session, state }: CommandContext, typeId: string, roles: readonly string[]): void {
  if (!session || !state) return
  const { start, end } = state.selection
  const tagged = tagSpans(state, typeId, start < end ? [{ start, end }] : [], session.port)
  if (!tagged.ok) return session.report(tagged.failure)
  const { change, annotation } = tagged.value
  const done = session.dispatch(change, { select: annotation.id })
  if (!done.ok) return session.report(done.failure)
  // The caret goes to its start: the next selection is for a role.
  session.select(annotation.id, { reveal: true })
  const [role, ...next] = roles
  session.setMode(role === undefined ? null : { kind: 'link', source: annotation.id, role, next, framed: true })
}

/** "Quote with speaker and cue": one command for each type with roles, by Shift and the key of the type. */
export function frameCommands({ types }: Codebook, taken: WindowLetters): readonly Command[] {
  const framed = (type: AnnotationType): Command[] => {
    const roles = type.roles.filter(({ retired }) => !retired).slice(0, FRAME_ROLES)
    if (type.retired || roles.length === 0) return []
    const names = roles.map(({ name }) => name.toLowerCase()).join(' and ')
    return [
      {
        id: `frame.${type.id}`,
        title: `${type.name} with ${names}`,
        group: 'Tagging',
        keys: keysOf(type.key)
          .filter((key) => !taken.has(key))
          .map((key) => `Shift+${key}`),
        scope: 'text',
        enabled: inArticle,
        run(context) {
          const ids = roles.map(({ id }) => id)
          const selection = context.state?.selection
          if (selection && selection.start < selection.end) beginFrame(context, type.id, ids)
          else context.session?.setMode({ kind: 'frame-text', type: type.id, roles: ids })
        },
      },
    ]
  }
  return types.flatMap(framed)
}
