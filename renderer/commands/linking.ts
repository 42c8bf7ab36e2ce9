import { findType } from '../../model/record/codebook.ts'
import { type Command, hasSelected } from './command.ts'
import { rolesOf } from '../../model/acts/relation-acts.ts'

/** Linking the selected annotation. */
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
