import { type AnnotationType, findType } from '../../model/record/codebook.ts'
import type { WindowLetters } from '../../model/codebook/codebook-keys.ts'
import { type Command, hasSelected, inArticle } from './command.ts'
import { beginFrame } from '../modes/frame-text.ts'
import { rolesOf } from '../../model/acts/relation-acts.ts'
import type { SessionState } from '../session/project/state.ts'

/** Roles that a frame asks for in one go: the first two of a type say who and how, or who and on what. */
const FRAME_ROLES = 2

/** What links annotations: the role menu, and frames that tag and link in one gesture. */
export const LINKING_COMMANDS: readonly Command[] = [
  {
    id: 'annotation.link',
    title: 'Link the annotation by a role',
    group: 'Tagging',
    keys: ['R'],
    scope: 'outside-fields',
    enabled: hasSelected,
    run({ session, state }) {
      if (!session || !state?.selected) return
      if (rolesOf(state, state.selected).length > 0) {
        session.setMode({ kind: 'choose-role', source: state.selected })
        return
      }
      const type = state.open?.index.get(state.selected)?.type
      const name = (type && findType(state.codebook, type)?.name) ?? type
      session.notify({ kind: 'problem', text: `${name} has no roles to link by. Choose a quote, a claim or a stance.` })
    },
  },
]

/** "Quote with speaker and cue": one command for each type that has roles. Shift and the type's key, if it may have it. */
export function frameCommands(state: SessionState, taken: WindowLetters): readonly Command[] {
  const framed = (type: AnnotationType): Command[] => {
    const roles = type.roles.filter(({ retired }) => !retired).slice(0, FRAME_ROLES)
    if (type.retired || roles.length === 0) return []
    const names = roles.map(({ name }) => name.toLowerCase()).join(' and ')
    return [
      {
        id: `frame.${type.id}`,
        title: `${type.name} with ${names}`,
        group: 'Tagging',
        keys: taken.has(type.key) ? [] : [`Shift+${type.key}`],
        scope: 'text',
        enabled: inArticle,
        run(context) {
          const ids = roles.map(({ id }) => id)
          const { selection } = context.state ?? state
          if (selection.start < selection.end) beginFrame(context, type.id, ids)
          else context.session?.setMode({ kind: 'frame-text', type: type.id, roles: ids })
        },
      },
    ]
  }
  return state.codebook.types.flatMap(framed)
}
