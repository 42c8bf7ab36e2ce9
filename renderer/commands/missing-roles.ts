import { type AnnotationType, type Codebook, findType, type RoleDefinition } from '../../model/record/codebook.ts'
import { type Command, type CommandContext, inArticle } from './command.ts'
import { everyHasRole, withoutRole } from '../session/annotations/filter-words.ts'
import type { SessionState } from '../session/project/state.ts'
import { nextWithoutRole } from '../session/project/walk.ts'

function goTo({ session, state }: CommandContext, type: AnnotationType, role: RoleDefinition, direction: 1 | -1): void {
  const next = state && nextWithoutRole(state, type.id, role.id, direction)
  if (next) session?.select(next.id, { reveal: true })
  else if (state?.open?.complete === false) session?.notify({ kind: 'info', text: 'The article is still being read.' })
  else session?.notify({ kind: 'info', text: everyHasRole(type, role) })
}

const offered = <T extends { readonly retired?: boolean }>(items: readonly T[]): T[] =>
  items.filter(({ retired }) => !retired)

/** The type of the last selected annotation if it has roles, else the first type with roles; and its first role. */
function firstRole(state: SessionState | null): readonly [AnnotationType, RoleDefinition] | null {
  if (!state?.open) return null
  const last = state.lastSelected ? state.open.index.get(state.lastSelected) : undefined
  const own = last && findType(state.codebook, last.type)
  for (const type of [...(own ? [own] : []), ...offered(state.codebook.types)]) {
    const [role] = offered(type.roles)
    if (role) return [type, role]
  }
  return null
}

function goToFirst(context: CommandContext, direction: 1 | -1): void {
  const found = firstRole(context.state)
  if (found) goTo(context, ...found, direction)
}

/** One key each way for the commonest gaps: quotes without a speaker, claims without a claimant. */
export const MISSING_ROLE_COMMANDS: readonly Command[] = [
  {
    id: 'annotation.nextUnlinked',
    title: 'Next of the same type without its first role',
    group: 'Moving',
    keys: ['U'],
    yields: true,
    menu: { name: 'go', section: 1, order: 30 },
    scope: 'outside-fields',
    enabled: ({ state }) => firstRole(state) !== null,
    run: (context) => goToFirst(context, 1),
  },
  {
    id: 'annotation.previousUnlinked',
    title: 'Previous of the same type without its first role',
    group: 'Moving',
    keys: ['Shift+U'],
    yields: true,
    scope: 'outside-fields',
    enabled: ({ state }) => firstRole(state) !== null,
    run: (context) => goToFirst(context, -1),
  },
]

/** "Next quote without a speaker" and the like, for every role of the codebook. */
export const missingRoleCommands = (codebook: Codebook): readonly Command[] =>
  offered(codebook.types).flatMap((type) =>
    offered(type.roles).flatMap((role) =>
      ([1, -1] as const).map(
        (direction): Command => ({
          id: `role.${direction > 0 ? 'next' : 'previous'}Missing.${type.id}.${role.id}`,
          title: `${direction > 0 ? 'Next' : 'Previous'} ${withoutRole(type, role)}`,
          group: 'Moving',
          keys: [],
          scope: 'outside-fields',
          enabled: inArticle,
          run: (context) => goTo(context, type, role, direction),
        }),
      ),
    ),
  )
