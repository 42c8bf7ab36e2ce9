import { findType } from '../../model/record/codebook.ts'
import { type Command, type CommandContext, inProject, SELECT_FIRST, show } from './command.ts'
import { setEntity } from '../../model/acts/entity-acts.ts'
import {
  entityOfMention,
  linkMention,
  selectedMention,
  SHOWN_PROPOSALS,
  shownProposals,
} from '../session/entities/entity-proposals.ts'
import { entityUses } from '../session/entities/entity-uses.ts'
import type { MentionAct } from '../session/entities/entity-proposals.ts'
import type { Session } from '../session/project/session.ts'
import type { Result } from '../../model/value/result.ts'

const isMention = ({ state }: CommandContext): boolean => selectedMention(state) !== null

/** Why nothing can be linked to an entity: no annotation is selected, or its type has no mentions. */
function noMention(context: CommandContext): string | null {
  const { state } = context
  if (isMention(context)) return null
  if (!state?.selected) return SELECT_FIRST
  const type = findType(state.codebook, state.open?.index.get(state.selected)?.type ?? '')
  return `${type?.name ?? 'What is selected'} has no register entry`
}

/** Dispatches an act and says in the status bar what it did, or why it failed. */
function carryOut(session: Session, act: Result<MentionAct>): void {
  const done = act.ok ? session.dispatch(act.value.change) : act
  show(session, done)
  if (act.ok && done.ok) session.notify({ kind: 'info', text: act.value.says })
}

/** Waits for the uses, because they order the proposals; then acts on what is selected at that time. */
async function withUses({ session }: CommandContext, act: (session: Session) => void): Promise<void> {
  if (!session) return
  const uses = entityUses(session)
  if (!uses.isReady()) await uses.ready()
  act(session)
}

function linkProposal(session: Session, place: number): void {
  const state = session.getState()
  const annotation = selectedMention(state)
  const proposal = annotation && shownProposals(state, annotation, entityUses(session).getState())[place]
  if (!annotation || !proposal) return
  const change = setEntity(state, annotation.id, proposal.entity.id, session.port)
  const says = `Linked to the entry “${proposal.entity.name}” (${proposal.because}).`
  carryOut(session, change.ok ? { ok: true, value: { change: change.value, says } } : change)
}

const PROPOSAL_PLACES = ['first', 'second', 'third'].slice(0, SHOWN_PROPOSALS)

/** Linking mentions to entities, and the dialog of all entities. */
export const ENTITY_COMMANDS: readonly Command[] = [
  {
    id: 'entity.link',
    title: 'Register entry: the one of this name, or a new one',
    group: 'Tagging',
    keys: ['G'],
    yields: true,
    scope: 'outside-fields',
    enabled: isMention,
    reason: noMention,
    run(context) {
      void withUses(context, (session) => {
        const state = session.getState()
        const annotation = selectedMention(state)
        if (!annotation) return
        carryOut(session, linkMention(state, annotation, entityUses(session).getState(), session.port))
      })
    },
  },
  ...PROPOSAL_PLACES.map(
    (name, place): Command => ({
      id: `entity.propose.${place + 1}`,
      title: `Register entry: the ${name} proposed`,
      group: 'Tagging',
      keys: [String(place + 1)],
      scope: 'outside-fields',
      enabled: ({ session, state }) => {
        const annotation = selectedMention(state)
        return (
          session !== null &&
          state !== null &&
          annotation !== null &&
          shownProposals(state, annotation, entityUses(session).getState()).length > place
        )
      },
      reason: (context) => noMention(context) ?? `There is no ${name} proposal`,
      run: ({ session }) => session && linkProposal(session, place),
    }),
  ),
  {
    id: 'entity.clear',
    title: 'Register entry: none',
    group: 'Tagging',
    keys: ['Shift+G'],
    yields: true,
    scope: 'outside-fields',
    enabled: ({ state }) => {
      const annotation = selectedMention(state)
      return state !== null && annotation !== null && entityOfMention(state, annotation) !== undefined
    },
    reason: (context) => noMention(context) ?? 'This mention is not linked to an entry',
    run({ session, state }) {
      const annotation = selectedMention(state)
      const entity = annotation && state && entityOfMention(state, annotation)
      if (!session || !state || !annotation || !entity) return
      const change = setEntity(state, annotation.id, null, session.port)
      const says = `This mention is not linked to “${entity.name}” any more.`
      carryOut(session, change.ok ? { ok: true, value: { change: change.value, says } } : change)
    },
  },
  {
    id: 'entities.open',
    title: 'Entities…',
    group: 'Project',
    keys: ['Mod+Shift+R'],
    menu: { name: 'file', section: 2, order: 10 },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.openDialog('entities'),
  },
]
