import { keysOf } from '../../model/codebook/codebook-keys.ts'
import { findType, type RoleDefinition } from '../../model/record/codebook.ts'
import { isInRange } from '../../model/codebook/role-fit.ts'
import type { CommandContext } from '../commands/command.ts'
import { leaveMode, type ModeDefinition } from './mode-definition.ts'
import { shortQuote } from '../../model/acts/act-titles.ts'
import { finishLink } from '../session/annotations/finish-link.ts'
import { linkAnnotation, rolesOf } from '../../model/acts/relation-acts.ts'

/** The role menu: chooses the role to link, or the role by which the annotation leads to `target`. */
export const chooseRole: ModeDefinition<'choose-role'> = ({ source, target: targetId }, { state }) => {
  const annotation = state?.open?.index.get(source)
  const target = targetId === undefined ? undefined : state?.open?.index.get(targetId)
  const type = state && annotation && findType(state.codebook, annotation.type)
  const roles = state ? rolesOf(state, source) : []
  const fitting = target ? roles.filter((role) => isInRange(role, { type: target.type })) : roles

  const choose = ({ session, state: now }: CommandContext, { id }: RoleDefinition): void => {
    if (!session || !now) return
    if (target) {
      const mode = { kind: 'link', source, role: id, next: [] } as const
      finishLink(session, mode, linkAnnotation(now, source, id, target.id, session.port))
      return
    }
    // The caret goes to its start: the next selection is the target of the role.
    session.select(source, { reveal: true })
    session.setMode({ kind: 'link', source, role: id, next: [] })
  }
  return {
    title: `Link ${type?.name.toLowerCase() ?? ''} ${annotation ? shortQuote(annotation) : ''}`,
    hint: target ? `Choose the role of ${shortQuote(target)}.` : 'Choose a role.',
    choices: [
      ...fitting.map((role) => ({
        id: `role.${role.id}`,
        title: role.name,
        keys: keysOf(role.key),
        enabled: true,
        run: (context: CommandContext) => choose(context, role),
      })),
      leaveMode(),
    ],
  }
}
