import './app.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { lazy, Suspense } from 'react'
import { runCommand } from './commands/commands.ts'
import { useStore } from './components/use-store.ts'
import { ArticleView } from './editor/article-view.tsx'
import { MOVEMENT_KEYS } from './editor/text/movement-keys.ts'
import { FindBar } from './panels/find/find-bar.tsx'
import { AnnotationMenu } from './panels/annotations/annotation-menu.tsx'
import { TagPreview } from './editor/paint/tag-preview.tsx'
import { DropOverlay } from './panels/frame/drop-overlay.tsx'
import { ImportProgressDialog } from './panels/import/progress-dialog.tsx'
import { FailureBanner } from './panels/frame/failure-banner.tsx'
import { LookBar } from './panels/frame/look-bar.tsx'
import { LinkField } from './panels/inspector/link-field.tsx'
import { ModeBar } from './panels/frame/mode-bar.tsx'
import { Panes } from './panels/frame/panes.tsx'
import { PasteTarget } from './panels/frame/paste-target.tsx'
import { ReadingCover } from './panels/frame/reading-cover.tsx'
import { StatusBar } from './panels/frame/status-bar.tsx'
import { Toolbar } from './panels/frame/toolbar.tsx'
import { Welcome } from './panels/frame/welcome.tsx'
import type { Session } from './session/project/session.ts'
import type { WindowModel } from './session/window/window-model.ts'

// Dialogs are read when they are first asked for: the window is there sooner.
const EntitiesDialog = lazy(() =>
  import('./panels/entities/entities-dialog.tsx').then((m) => ({ default: m.EntitiesDialog })),
)
const ExportDialog = lazy(() => import('./panels/export/export-dialog.tsx').then((m) => ({ default: m.ExportDialog })))
const KeysDialog = lazy(() => import('./panels/frame/keys-dialog.tsx').then((m) => ({ default: m.KeysDialog })))
const PaletteDialog = lazy(() =>
  import('./panels/frame/palette-dialog.tsx').then((m) => ({ default: m.PaletteDialog })),
)
const TagAllDialog = lazy(() => import('./panels/find/tag-all-dialog.tsx').then((m) => ({ default: m.TagAllDialog })))
const AcceptSuggestionsDialog = lazy(() =>
  import('./panels/suggestions/accept-suggestions-dialog.tsx').then((m) => ({ default: m.AcceptSuggestionsDialog })),
)
const RejectionsDialog = lazy(() =>
  import('./panels/suggestions/rejections-dialog.tsx').then((m) => ({ default: m.RejectionsDialog })),
)
const ImportPreviewDialog = lazy(() =>
  import('./panels/import/preview-dialog.tsx').then((m) => ({ default: m.ImportPreviewDialog })),
)
const ArticleDetailsDialog = lazy(() =>
  import('./panels/articles/article-details-dialog.tsx').then((m) => ({ default: m.ArticleDetailsDialog })),
)
const DatasetDialog = lazy(() =>
  import('./panels/dataset/dataset-dialog.tsx').then((m) => ({ default: m.DatasetDialog })),
)
const ImportReportDialog = lazy(() =>
  import('./panels/import/import-report-dialog.tsx').then((m) => ({ default: m.ImportReportDialog })),
)

const BackupsDialog = lazy(() => import('./panels/past/backups-dialog.tsx').then((m) => ({ default: m.BackupsDialog })))
const HistoryDialog = lazy(() => import('./panels/past/history-dialog.tsx').then((m) => ({ default: m.HistoryDialog })))
const CodebookDialog = lazy(() =>
  import('./panels/codebook/codebook-dialog.tsx').then((m) => ({ default: m.CodebookDialog })),
)
const NewProjectDialog = lazy(() =>
  import('./panels/frame/new-project-dialog.tsx').then((m) => ({ default: m.NewProjectDialog })),
)

const SalvageDialog = lazy(() =>
  import('./panels/salvage/salvage-dialog.tsx').then((m) => ({ default: m.SalvageDialog })),
)
const DoctorDialog = lazy(() => import('./panels/doctor/doctor-dialog.tsx').then((m) => ({ default: m.DoctorDialog })))

/** The whole window: welcome without a project, else toolbar, panes and status bar; dialogs and drops over both. */
export function App({ window }: { readonly window: WindowModel }) {
  const session = useStore(window, (state) => state.session)
  const ready = useStore(window, (state) => state.ready)
  return (
    // The page's policy forbids style elements.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        {session ? <ProjectWindow window={window} session={session} /> : ready && <Welcome window={window} />}
        <Suspense>
          <Dialogs window={window} session={session} />
        </Suspense>
        <ImportProgressDialog window={window} />
        <DropOverlay window={window} />
        <PasteTarget window={window} />
      </Tooltip.Provider>
    </CSPProvider>
  )
}

interface ProjectWindowProps {
  readonly window: WindowModel
  readonly session: Session
}

function ProjectWindow({ window, session }: ProjectWindowProps) {
  return (
    <div className="project-window">
      <Toolbar window={window} session={session} />
      <LookBar window={window} session={session} />
      <FailureBanner window={window} />
      <Panes window={window} session={session}>
        <div className="text-pane">
          <FindBar window={window} session={session} />
          <div className="text-area">
            <TextPane window={window} session={session} />
            <ReadingCover session={session} />
          </div>
          <ModeBar window={window} session={session}>
            <LinkField session={session} />
          </ModeBar>
        </div>
      </Panes>
      <StatusBar session={session} />
      <AnnotationMenu window={window} session={session} />
    </div>
  )
}

function TextPane({ window, session }: ProjectWindowProps) {
  const nothing = useStore(session, (state) => state.open === null && state.opening === null)
  const empty = useStore(session, (state) => state.articles.length === 0)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  if (!nothing) return <ArticleView window={window} session={session} />
  return (
    <div className="no-article">
      <p>{empty ? 'This project has no articles yet.' : 'Choose an article from the list on the left.'}</p>
      {empty && !readOnly && (
        <button type="button" className="button button-main" onClick={() => runCommand('article.open', window)}>
          Open article…
        </button>
      )}
    </div>
  )
}

function Dialogs({ window, session }: { readonly window: WindowModel; readonly session: Session | null }) {
  const dialog = useStore(window, (state) => state.dialog)
  switch (dialog) {
    case 'entities':
      return session ? <EntitiesDialog window={window} session={session} /> : null
    case 'export':
      return session ? <ExportDialog window={window} session={session} /> : null
    case 'keys':
      return <KeysDialog window={window} movement={MOVEMENT_KEYS} />
    case 'palette':
      return <PaletteDialog window={window} />
    case 'tag-all':
      return session ? <TagAllDialog window={window} session={session} /> : null
    case 'codebook':
      return session ? <CodebookDialog window={window} session={session} preview={TagPreview} /> : null
    case 'new-project':
      return <NewProjectDialog window={window} />
    case 'accept-suggestions':
      return session ? <AcceptSuggestionsDialog window={window} session={session} /> : null
    case 'rejections':
      return session ? <RejectionsDialog window={window} session={session} /> : null
    case 'backups':
      return <BackupsDialog window={window} />
    case 'history':
      return <HistoryDialog window={window} />
    case 'import-preview':
      return <ImportPreviewDialog window={window} />
    case 'article-details':
      return session ? <ArticleDetailsDialog window={window} session={session} /> : null
    case 'dataset':
      return <DatasetDialog window={window} />
    case 'doctor':
      return <DoctorDialog window={window} />
    case 'salvage':
      return <SalvageDialog window={window} />
    case 'import-report':
      return <ImportReportDialog window={window} />
    case null:
      return null
  }
}
