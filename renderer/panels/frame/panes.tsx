import './panes.css'
import { Fragment, type ReactNode, useEffect } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useStore } from '../../components/use-store.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { AnnotationsPane } from '../annotations/annotations-pane.tsx'
import { ArticlesPane } from '../articles/articles-pane.tsx'
import { useRememberedLayout } from './remembered-layout.ts'

/** Below this width, in CSS pixels, three panes leave the text too little: the articles are hidden until it is wide again. */
const NARROW = '(max-width: 900px)'

interface PanesProps {
  readonly window: WindowModel
  readonly session: Session
  /** The article itself. */
  readonly children: ReactNode
}

/** Articles, the text, annotations: side by side, with widths that are remembered for each set that is shown. */
export function Panes({ window, session, children }: PanesProps) {
  const panes = useStore(window, (state) => state.panes)
  const layout = useRememberedLayout(`panes-${panes.articles}-${panes.annotations}`)

  useEffect(() => {
    const narrow = matchMedia(NARROW)
    let hidden = false
    const follow = (): void => {
      if (narrow.matches) {
        hidden = window.getState().panes.articles
        window.showPane('articles', false)
      } else if (hidden) window.showPane('articles', true)
    }
    follow()
    narrow.addEventListener('change', follow)
    return () => narrow.removeEventListener('change', follow)
  }, [window])

  return (
    <Group id="panes" role="main" className="panes" {...layout}>
      {panes.articles && (
        <Fragment key="articles">
          <Panel
            id="articles"
            defaultSize="17%"
            minSize="11rem"
            maxSize="40%"
            groupResizeBehavior="preserve-pixel-size"
            className="pane-part"
          >
            <ArticlesPane window={window} session={session} />
          </Panel>
          <Separator className="separator" aria-label="Width of the articles" />
        </Fragment>
      )}
      <Panel key="text" id="text" minSize="20rem" className="pane-part">
        {children}
      </Panel>
      {panes.annotations && (
        <Fragment key="annotations">
          <Separator className="separator" aria-label="Width of the annotations" />
          <Panel
            id="annotations-pane"
            defaultSize="24%"
            minSize="15rem"
            maxSize="50%"
            groupResizeBehavior="preserve-pixel-size"
            className="pane-part"
          >
            <AnnotationsPane window={window} session={session} />
          </Panel>
        </Fragment>
      )}
    </Group>
  )
}
