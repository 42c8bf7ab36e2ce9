import './welcome.css'
import { formatDate } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { useStore } from '../../components/use-store.ts'
import { runCommand } from '../../commands/commands.ts'
import { keyLabel } from '../../input/keys.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { FailureBanner } from './failure-banner.tsx'

/** The start screen. */
export function Welcome({ window }: { readonly window: WindowModel }) {
  const { recents, platform, version, ready } = useStore(window, (state) => state)
  const { workbench } = window
  return (
    <main className="welcome">
      <div className="welcome-column">
        <FailureBanner window={window} />
        <header className="welcome-header">
          <h1>Standoff</h1>
          <p>Tag who says what in news articles, and export a dataset in which every quote can be found again.</p>
        </header>
        <div className="welcome-actions">
          <button
            type="button"
            className="button button-main button-large"
            onClick={() => runCommand('article.open', window)}
          >
            <Icon name="article" />
            Open article…
            <kbd>{keyLabel('Mod+O', platform)}</kbd>
          </button>
          <button type="button" className="button button-large" onClick={() => runCommand('project.open', window)}>
            <Icon name="project" />
            Open project…
            <kbd>{keyLabel('Mod+Shift+O', platform)}</kbd>
          </button>
          <button type="button" className="button button-large" onClick={() => runCommand('project.new', window)}>
            <Icon name="add" />
            New project…
            <kbd>{keyLabel('Mod+Shift+N', platform)}</kbd>
          </button>
          <button
            type="button"
            className="button button-large"
            onClick={() => void window.run(workbench.openSampleProject())}
          >
            <Icon name="sample" />
            Look at the sample project
          </button>
        </div>
        <p className="welcome-hint">
          You can also drop text files anywhere on this window. An article without a project goes into “My articles” in
          your documents.
        </p>
        {recents.length > 0 && (
          <section aria-labelledby="recents-title" className="recents">
            <h2 id="recents-title">Recent projects</h2>
            <ul>
              {recents.map(({ id, name, folder, openedAt }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="recent"
                    onClick={() => void window.run(workbench.openRecentProject(id))}
                  >
                    <span className="recent-name">{name}</span>
                    <span className="recent-folder">{folder}</span>
                    <span className="recent-date">{formatDate(openedAt)}</span>
                  </button>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={`Forget ${name}`}
                    title="Take it off this list; the project itself stays"
                    onClick={() => void window.forgetRecent(id)}
                  >
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <footer className="welcome-footer">{ready && `Version ${version}`}</footer>
      </div>
    </main>
  )
}
