import type { Annotation } from '../../model/record/annotation.ts'
import { type Codebook, findType } from '../../model/record/codebook.ts'
import { keysOf, type WindowLetters } from '../../model/codebook/codebook-keys.ts'
import { capital } from '../../model/text/capital.ts'
import { type Command, type CommandContext, inArticle, show } from './command.ts'
import { tagSpans } from '../../model/acts/annotation-acts.ts'
import type { SessionState } from '../session/project/state.ts'

/** Tags what is selected, or the whole article where nothing is and the type allows it. */
function tag({ session, state }: CommandContext, typeId: string): void {
  if (!session || !state) return
  const { start, end } = state.selection
  const tagged = tagSpans(state, typeId, start < end ? [{ start, end }] : [], session.port)
  if (!tagged.ok) return session.report(tagged.failure)
  const done = session.dispatch(tagged.value.change, { select: tagged.value.annotation.id })
  show(session, done)
  const others = sameSpans(session.getState(), tagged.value.annotation)
  if (!done.ok || others === 0) return
  const name = findType(state.codebook, typeId)?.name.toLowerCase() ?? typeId
  session.notify({
    kind: 'info',
    text: `These words are tagged as ${name} ${others + 1} times now. Undo takes it back.`,
  })
}

/** How many other annotations of its type have exactly its spans: rarely meant, easily made by pressing a key twice. */
function sameSpans({ open }: SessionState, { id, type, fragments }: Annotation): number {
  const [first] = fragments
  if (!open || !first) return 0
  const same = open.index
    .overlapping(first)
    .filter((other) => other.id !== id && other.type === type && other.fragments.length === fragments.length)
    .filter((other) =>
      other.fragments.every(({ start, end }, i) => start === fragments[i]?.start && end === fragments[i].end),
    )
  return same.length
}

/** One command for each type of the codebook, by its key. */
export const tagCommands = ({ types }: Codebook, taken: WindowLetters): readonly Command[] =>
  types
    .filter(({ retired }) => !retired)
    .map(({ id, name, key }, order) => ({
      id: `tag.${id}`,
      title: `Tag the selection as ${name.toLowerCase()}`,
      inGroup: capital(name.toLowerCase()),
      group: 'Tagging',
      // An imported codebook may use the letter of a fixed command; menu and toolbar then tag with that type.
      keys: keysOf(key).filter((letter) => !taken.has(letter)),
      scope: 'text',
      menu: { name: 'tag', section: 1, order, label: `Tag as ${name.toLowerCase()}` },
      enabled: (context) =>
        inArticle(context) && context.state !== null && findType(context.state.codebook, id) !== undefined,
      run: (context) => tag(context, id),
    }))
