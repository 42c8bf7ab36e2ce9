import { keysOf } from '../../model/codebook/codebook-keys.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import { findType } from '../../model/record/codebook.ts'
import { findRole, isInRange } from '../../model/codebook/role-fit.ts'
import type { CommandContext } from '../commands/command.ts'
import { leaveMode, type ModeChoice, type ModeDefinition } from './mode-definition.ts'
import { shortQuote } from '../../model/acts/act-titles.ts'
import { finishLink, type LinkMode, nextRole } from '../session/annotations/finish-link.ts'
import { linkAnnotation, linkSpans } from '../../model/acts/relation-acts.ts'
import type { SessionState } from '../session/project/state.ts'

/** The selected annotation, if the role may lead to it. */
function candidateOf(state: SessionState, { source, role }: LinkMode): Annotation | null {
  const from = state.open?.index.get(source)
  const selected =
    state.selected === null || state.selected === source ? undefined : state.open?.index.get(state.selected)
  const definition = from && findRole(state.codebook, from.type, role)
  return selected && definition && isInRange(definition, { type: selected.type }) ? selected : null
}

/** Goes to the next annotation that the role may lead to, starting at the selected one or the caret. */
function walk({ session, state }: CommandContext, mode: LinkMode, direction: 1 | -1): void {
  const index = state?.open?.index
  const from = index?.get(mode.source)
  const role = from && state && findRole(state.codebook, from.type, mode.role)
  if (!session || !state || !index || !role) return
  const start = state.selected ? index.positionOf(state.selected) : index.countBefore(state.selection.start)
  for (let step = 1; step <= index.size; step++) {
    const found = index.at((start + direction * step + index.size * 2) % index.size)
    if (found && found.id !== mode.source && isInRange(role, { type: found.type })) {
      session.select(found.id, { reveal: true })
      return
    }
  }
  const names = role.toTypes.map((id) => findType(state.codebook, id)?.name.toLowerCase() ?? id).join(', ')
  session.notify({ kind: 'problem', text: `There is no ${names} to walk to yet. Select some text instead.` })
}

const hasText = ({ selection }: SessionState): boolean => selection.start < selection.end

/** Chooses the target of a role: an annotation, an entity, or selected text that is tagged for it. */
export const linkRole: ModeDefinition<'link'> = (mode, { state }) => {
  const { source, role: roleId } = mode
  const annotation = state?.open?.index.get(source)
  const role = state && annotation && findRole(state.codebook, annotation.type, roleId)
  if (!state || !annotation || !role) return { title: '', hint: '', choices: [leaveMode()] }
  const candidate = candidateOf(state, mode)
  const types = role.toTypes.flatMap((id) => findType(state.codebook, id) ?? []).filter(({ retired }) => !retired)
  const tagAs = (typeId: string) => (context: CommandContext) => {
    const { session, state: now } = context
    if (session && now) finishLink(session, mode, linkSpans(now, source, roleId, typeId, [now.selection], session.port))
  }
  const choices: ModeChoice[] = []
  const [first] = types
  if (hasText(state) && first) {
    choices.push({
      id: 'link.selection',
      title: `Tag the selection as ${first.name.toLowerCase()} and link it`,
      keys: ['Enter'],
      enabled: true,
      run: tagAs(first.id),
    })
    for (const type of types) {
      const title = types.length > 1 ? `As ${type.name.toLowerCase()}` : type.name
      choices.push({ id: `link.as.${type.id}`, title, keys: keysOf(type.key), enabled: true, run: tagAs(type.id) })
    }
  } else if (candidate) {
    choices.push({
      id: 'link.candidate',
      title: `Link ${shortQuote(candidate)}`,
      keys: ['Enter'],
      enabled: true,
      run: ({ session, state: now }) => {
        if (session && now) finishLink(session, mode, linkAnnotation(now, source, roleId, candidate.id, session.port))
      },
    })
  } else if (mode.framed) {
    const title = `Leave out the ${role.name.toLowerCase()}`
    choices.push({
      id: 'link.skip',
      title,
      keys: ['Enter'],
      enabled: true,
      run: ({ session }) => session && nextRole(session, mode),
    })
  }
  choices.push(
    { id: 'link.next', title: 'Next', keys: ['N', ']'], enabled: true, run: (context) => walk(context, mode, 1) },
    {
      id: 'link.previous',
      title: 'Previous',
      keys: ['Shift+N', '['],
      enabled: true,
      run: (context) => walk(context, mode, -1),
    },
    { id: 'link.type', title: 'Type a name', keys: ['/'], enabled: true, run: () => focusLinkField() },
    leaveMode(mode.framed ? 'Done' : 'Cancel'),
  )
  return {
    title: `${shortQuote(annotation)}: ${role.name.toLowerCase()}`,
    hint: 'Select some text, walk with N, or type a name.',
    choices,
  }
}

/** Moves the focus to the field of names, which the bar shows while the mode is on. */
function focusLinkField(): void {
  document.querySelector<HTMLElement>('[data-link-field]')?.focus()
}
