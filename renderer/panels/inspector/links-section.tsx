import './links-section.css'
import type { Annotation } from '../../../model/record/annotation.ts'
import { findType, type RoleDefinition } from '../../../model/record/codebook.ts'
import { Icon } from '../../components/icons.tsx'
import { TypeChip } from '../../components/type-chip.tsx'
import { useStoreAfterPaint } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { unlink } from '../../../model/acts/relation-acts.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import { type LinkLine, linksTo, linksUnder } from './link-labels.ts'

interface LinksSectionProps {
  readonly session: Session
  readonly annotation: Annotation
  readonly disabled: boolean
}

/** Who said it, about whom: the links of an annotation by role, and what leads to it, each with a way to the other end. */
export function LinksSection({ session, annotation, disabled }: LinksSectionProps) {
  const codebook = useStoreAfterPaint(session, (state) => state.codebook)
  // What the lines say is read from the whole state; these are the parts that change it.
  useStoreAfterPaint(session, (state) => state.open?.relations)
  useStoreAfterPaint(session, (state) => state.open?.index)
  useStoreAfterPaint(session, (state) => state.entities)
  const state = session.getState()
  const roles = findType(codebook, annotation.type)?.roles ?? []
  const outgoing = roles
    .map((role) => ({ role, lines: linksUnder(state, annotation.id, role.id, role.name) }))
    .filter(({ role, lines }) => !role.retired || lines.length > 0)
  const incoming = linksTo(state, annotation.id)
  if (outgoing.length + incoming.length === 0) return null
  return (
    <section className="links" aria-label="Links">
      {outgoing.map(({ role, lines }) => (
        <RoleLinks
          key={role.id}
          session={session}
          source={annotation.id}
          role={role}
          lines={lines}
          disabled={disabled}
        />
      ))}
      {incoming.length > 0 && (
        <ul className="link-lines" aria-label="Linked from">
          {incoming.map((line) => (
            <li key={line.relation.id} className="link-line">
              <span className="link-role">{line.role}</span>
              <LinkEnd session={session} line={line} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface RoleLinksProps {
  readonly session: Session
  readonly source: string
  readonly role: RoleDefinition
  readonly lines: readonly LinkLine[]
  readonly disabled: boolean
}

function RoleLinks({ session, source, role, lines, disabled }: RoleLinksProps) {
  const begin = (): void => {
    session.select(source, { reveal: true })
    session.setMode({ kind: 'link', source, role: role.id, next: [] })
    focusPane('text')
  }
  return (
    <div className="role-links" role="group" aria-label={role.name}>
      <span className="field-label">{role.name}</span>
      <ul className="link-lines" aria-label={role.name}>
        {lines.map((line) => (
          <li key={line.relation.id} className="link-line">
            <LinkEnd session={session} line={line} />
            <button
              type="button"
              className="icon-button"
              aria-label={`Unlink ${role.name.toLowerCase()} ${line.name}`}
              title="Unlink"
              disabled={disabled}
              onClick={() => perform(session, unlink(session.getState(), line.relation.id, session.port))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {!role.retired && (
        <button type="button" className="role-button" disabled={disabled} onClick={begin}>
          <span>
            {lines.length > 0 ? 'Link another' : 'Link'} {role.name.toLowerCase()}…
          </span>
          <kbd aria-hidden="true">R</kbd>
          <kbd aria-hidden="true">{role.key}</kbd>
        </button>
      )}
    </div>
  )
}

/** Opens the article that a link comes from, and selects the annotation that it begins at. */
async function goToSource(session: Session, { relation }: LinkLine): Promise<void> {
  const opened = await session.openArticle(relation.article)
  if (opened.ok) session.select(relation.source, { reveal: true })
  else session.report(opened.failure)
}

/** What is at the other end: a button that goes there, or the name of an entity. */
function LinkEnd({ session, line }: { readonly session: Session; readonly line: LinkLine }) {
  const { annotation, article, name } = line
  const { codebook } = session.getState()
  if (article !== null) {
    return (
      <button type="button" className="link-end" title={name} onClick={() => void goToSource(session, line)}>
        <Icon name="article" />
        <span className="link-name">{name}</span>
      </button>
    )
  }
  if (!annotation) {
    return (
      <span className="link-end">
        <Icon name="article" />
        <span className="link-name">{name}</span>
      </span>
    )
  }
  const type = findType(codebook, annotation.type)
  return (
    <button
      type="button"
      className="link-end"
      title={name}
      onClick={() => session.select(annotation.id, { reveal: true })}
    >
      <TypeChip type={type} name={type?.name ?? annotation.type} />
      <span className="link-name">{name}</span>
    </button>
  )
}
