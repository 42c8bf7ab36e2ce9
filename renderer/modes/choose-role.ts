import { findType } from '../../model/codebook.ts'
import type { CommandContext } from '../command.ts'
import { leaveMode, type ModeDefinition } from '../mode-definition.ts'
import { shortQuote } from '../session/acts.ts'

/** The role menu: which role of the selected annotation is to be linked. */
export const chooseRole: ModeDefinition<'choose-role'> = ({ source }, { state }) => {
  const annotation = state?.open?.index.get(source)
  const type = state && annotation && findType(state.codebook, annotation.type)
  const roles = type?.roles.filter(({ retired }) => !retired) ?? []
  return {
    title: `Link ${type?.name.toLowerCase()} ${annotation ? shortQuote(annotation) : ''}`,
    hint: 'Choose a role.',
    choices: [
      ...roles.map(({ id, name, key }) => ({
        id: `role.${id}`,
        title: name,
        keys: [key],
        enabled: true,
        run({ session }: CommandContext) {
          // The caret goes to the beginning: what is selected from here on is what the role leads to.
          session?.select(source, { reveal: true })
          session?.setMode({ kind: 'link', source, role: id, next: [] })
        },
      })),
      leaveMode(),
    ],
  }
}
