import { hitCount } from '../../../model/text/hits.ts'
import { runCommand } from '../../commands/commands.ts'
import { focusPane } from '../../components/focus.ts'
import { formatCount } from '../../components/format.ts'
import { Icon } from '../../components/icons.tsx'
import { SegmentedControl } from '../../components/segmented-control.tsx'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import type { FindState } from '../../session/find/find-state.ts'
import type { Session } from '../../session/project/session.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

interface FindActionsProps {
  readonly window: WindowModel
  readonly session: Session
  readonly find: FindState
}

/** Where to find, what to do with the hits, and the way out. */
export function FindActions({ window, session, find }: FindActionsProps) {
  const platform = useStore(window, (state) => state.platform)
  const readOnly = useStore(session, (state) => state.readOnly !== null)
  const count = find.scope === 'article' ? hitCount(find.hits) : find.project.hits
  return (
    <div className="find-actions">
      <SegmentedControl
        label="Where to find"
        hideLabel
        segments={[
          { value: 'article', name: 'This article' },
          { value: 'project', name: 'All articles' },
        ]}
        value={find.scope}
        onChange={(scope) => window.find.setScope(scope === 'project' ? 'project' : 'article')}
      />
      <TipButton
        name="Tag all hits"
        tip={count === 0 ? 'There is nothing to tag' : `Tag ${formatCount(count, 'hit')} at once`}
        keyLabel={keyLabel('Alt+Enter', platform)}
        disabled={count === 0 || readOnly}
        className="button"
        onClick={() => runCommand('find.tagAll', window)}
      >
        <Icon name="tag-all" />
        <span aria-hidden="true">Tag all…</span>
      </TipButton>
      <TipButton
        name="Close the find bar"
        keyLabel={keyLabel('Escape', platform)}
        onClick={() => {
          window.find.close()
          focusPane('text')
        }}
      >
        <Icon name="close" />
      </TipButton>
    </div>
  )
}
