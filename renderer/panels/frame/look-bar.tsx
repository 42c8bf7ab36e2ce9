import './look-bar.css'
import { Icon } from '../../components/icons.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Says that an earlier state is shown, not the project, and leads back. */
export function LookBar({ window }: { readonly window: WindowModel }) {
  const looking = useStore(window, (state) => state.looking)
  if (!looking) return null
  return (
    <section className="look-bar" aria-label="What is shown">
      <Icon name="lock" />
      <div className="look-text" role="status">
        <strong>{looking.title}</strong>
        <span>{looking.details}</span>
      </div>
      <button type="button" className="button button-main" onClick={() => runCommand('project.present', window)}>
        {looking.back === null ? 'Close it' : 'Back to the present'}
      </button>
    </section>
  )
}
