import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Entity } from '../../../model/record/entity.ts'
import type { Result } from '../../../model/value/result.ts'
import { beginningOf } from '../../../model/text/shorten.ts'
import { append } from '../../../model/value/append.ts'
import type { EntityMention, MentionPage } from '../../../preload/contract/contract.ts'
import { formatCount } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { splitOff } from '../../session/entities/entity-tasks.ts'
import { entityUses, usageOf } from '../../session/entities/entity-uses.ts'
import type { Session } from '../../session/project/session.ts'
import { whenSaved } from '../../session/project/when-saved.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { QUOTE_IN_ROW } from '../annotations/annotation-labels.ts'

/** Mentions read at once; a button reads more. */
const PAGE = 100

/** Milliseconds before the mentions of an entity are read, so that walking through the list reads nothing. */
const PAUSE = 120

interface EntityMentionsProps {
  readonly window: WindowModel
  readonly session: Session
  readonly entity: Entity
  readonly disabled: boolean
  /** Some mentions were split off into a new entity. */
  readonly onSplit: (id: string) => void
}

/** The mentions of an entity in their sentences, in all articles: to go to, or to tick and split off. */
export function EntityMentions({ window, session, entity, disabled, onSplit }: EntityMentionsProps) {
  const uses = useStore(entityUses(session), (state) => state)
  const articles = useStore(session, (state) => state.articles)
  const { mentions: count } = usageOf(uses, entity.id)
  const { shown, more } = useMentions(session, entity.id)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLUListElement>(null)
  const chosen = shown.filter(({ annotation }) => ticked.has(annotation))

  const tick = (id: string): void => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  const go = async ({ article, annotation }: EntityMention): Promise<void> => {
    window.closeDialog()
    const opened = await session.openArticle(article)
    if (!opened.ok) return session.report(opened.failure)
    session.select(annotation, { reveal: true })
    // The dialog gives the focus back first.
    setTimeout(() => focusPane('text'))
    return undefined
  }
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const { target } = event
    if (step === 0 || !(target instanceof HTMLElement)) return
    const kind = target instanceof HTMLInputElement ? 'input' : 'button'
    const all = [...(list.current?.querySelectorAll<HTMLElement>(`li ${kind}`) ?? [])]
    event.preventDefault()
    all[all.indexOf(target) + step]?.focus()
  }
  const titleOf = (id: string): string => articles.find((article) => article.id === id)?.title ?? id

  return (
    <section className="entity-mentions" aria-label="Mentions">
      <h3>{formatCount(count, 'mention')}</h3>
      {/* Arrows walk through the rows; each control in them can be reached by Tab as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={list} aria-label="Mentions in their sentences" onKeyDown={walk}>
        {shown.map((mention, i) => (
          <li key={mention.annotation}>
            {mention.article !== shown[i - 1]?.article && <h4>{titleOf(mention.article)}</h4>}
            <div className="entity-mention">
              <input
                type="checkbox"
                aria-label={`Tick “${beginningOf(mention.quote, QUOTE_IN_ROW) || 'the whole article'}”`}
                checked={ticked.has(mention.annotation)}
                disabled={disabled}
                onChange={() => tick(mention.annotation)}
              />
              <button type="button" className="mention-sentence" onClick={() => void go(mention)}>
                <span dir="auto">
                  {mention.before}
                  <mark>{beginningOf(mention.quote, QUOTE_IN_ROW) || 'About the whole article'}</mark>
                  {mention.after}
                </span>
              </button>
            </div>
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" className="button" onClick={more}>
          Show more
        </button>
      )}
      {chosen.length > 0 && (
        <SplitForm
          key={chosen[0]?.annotation}
          suggestion={chosen[0]?.quote ?? ''}
          count={chosen.length}
          disabled={disabled}
          onSplit={async (name) => {
            const ids = chosen.map(({ annotation }) => annotation)
            const made = await splitOff(session, entity.id, ids, name)
            if (!made.ok) return session.report(made.failure)
            session.notify({
              kind: 'info',
              text: `Split “${name}” off with ${formatCount(ids.length, 'mention')}.`,
            })
            return onSplit(made.value)
          }}
        />
      )}
    </section>
  )
}

interface SplitFormProps {
  readonly suggestion: string
  readonly count: number
  readonly disabled: boolean
  readonly onSplit: (name: string) => Promise<void>
}

function SplitForm({ suggestion, count, disabled, onSplit }: SplitFormProps) {
  const [name, setName] = useState(suggestion)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') void onSplit(name.trim())
  }
  return (
    <form className="entity-split" onSubmit={submit}>
      <input
        className="field-input"
        aria-label="Name of the entry that is split off"
        value={name}
        disabled={disabled}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={disabled || name.trim() === ''}>
        Split off {formatCount(count, 'mention')}
      </button>
    </form>
  )
}

interface ShownMentions {
  readonly shown: readonly EntityMention[]
  /** Reads further ones; null when all are there. */
  readonly more: (() => void) | null
}

interface MentionList {
  readonly mentions: readonly EntityMention[]
  readonly complete: boolean
}

/** Reads as many mentions as asked for; null where the entity has gone. */
async function readMentions(session: Session, entity: string, limit: number): Promise<MentionList | null> {
  await whenSaved(session)
  const mentions: EntityMention[] = []
  let after: number | null = 0
  while (after !== null && mentions.length < limit) {
    const answer: Result<MentionPage> = await session.port.workbench.entityMentions(entity, after, PAGE)
    if (!answer.ok) return null
    append(mentions, answer.value.mentions)
    after = answer.value.next
  }
  return { mentions, complete: after === null }
}

/** The first mentions of an entity; read again when a change touches what points to it. */
function useMentions(session: Session, entity: string): ShownMentions {
  const use = useStore(entityUses(session), (uses) => uses.get(entity) ?? null)
  const [limit, setLimit] = useState(PAGE)
  const [list, setList] = useState<MentionList>({ mentions: [], complete: true })
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      void readMentions(session, entity, limit).then((found) => {
        if (current && found) setList(found)
      })
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
    }
    // `use` is a new object after each change that touches this entity.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [session, entity, use, limit])
  return { shown: list.mentions, more: list.complete ? null : () => setLimit(limit + PAGE) }
}
