import './reading-cover.css'
import { useStore } from '../../components/use-store.ts'
import type { Session } from '../../session/project/session.ts'

/** Lines of the stand-in for a text, as widths in percent. */
const LINES = [62, 0, 98, 94, 97, 71, 0, 96, 99, 93, 97, 44]

/** Stands in for an article that takes a moment to open. It appears late, so that quick ones do not flicker. */
export function ReadingCover({ session }: { readonly session: Session }) {
  const opening = useStore(session, (state) => state.opening)
  const title = useStore(session, (state) => state.articles.find(({ id }) => id === state.opening)?.title ?? null)
  if (opening === null) return null
  return (
    <div className="reading-cover" role="status">
      <p className="visually-hidden">Opening {title ?? 'the article'}</p>
      <div className="reading-lines" aria-hidden="true">
        {LINES.map((width, i) => (
          // The lines never change.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={i} style={{ width: `${width}%` }} />
        ))}
      </div>
    </div>
  )
}
