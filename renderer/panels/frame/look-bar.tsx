import './look-bar.css'
import { Icon } from '../../components/icons.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Says that an earlier state is shown, not the project, and leads back. */
export function LookBar({ window, session }: { readonly window: WindowModel; readonly session: Session }) {
  const looking = useStore(window, (state) => state.looking)
  const hasArticle = useStore(session, (state) => state.open !== null)
  if (!looking) return null
  return (
    <section className="look-bar" aria-label="What is shown">
      <Icon name="lock" />
      <div className="look-text" role="status">
        <strong>{looking.title}</strong>
        <span>{looking.details}</span>
      </div>
      <div className="look-actions">
        {looking.back !== null && (
          <>
            <button
              type="button"
              className="button"
              disabled={!hasArticle}
              onClick={() => runCommand('project.restoreArticle', window)}
            >
              Restore this article…
            </button>
            <button type="button" className="button" onClick={() => runCommand('project.restoreAll', window)}>
              Restore everything…
            </button>
          </>
        )}
        <button type="button" className="button button-main" onClick={() => runCommand('project.present', window)}>
          {looking.back === null ? 'Close it' : 'Back to the present'}
        </button>
      </div>
    </section>
  )
}
