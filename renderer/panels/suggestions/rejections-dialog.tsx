import { useMemo, useState } from 'react'
import { rejectedKey } from '../../../model/record/rejection.ts'
import { DialogFrame } from '../../components/dialog-frame.tsx'
import { formatNumber, formatTime } from '../../components/format.ts'
import { useStore } from '../../components/use-store.ts'
import { focusPane } from '../../components/focus.ts'
import { perform } from '../../session/project/perform.ts'
import type { Session } from '../../session/project/session.ts'
import { takeBackRejections } from '../../../model/acts/suggestion-acts.ts'
import { firstFragment } from '../../session/suggest/suggestion-labels.ts'
import type { WindowModel } from '../../session/window/window-model.ts'
import { annotatorName } from '../annotations/annotation-labels.ts'
import { suggestionGroup } from './suggestion-group.ts'
import { type TickGroup, TickList } from '../find/tick-list.tsx'

interface RejectionsDialogProps {
  readonly window: WindowModel
  readonly session: Session
}

/** What was rejected in the open article. Taking a rejection back suggests the span again. */
export function RejectionsDialog({ window, session }: RejectionsDialogProps) {
  const open = useStore(session, (state) => state.open)
  const annotators = useStore(session, (state) => state.annotators)
  const codebook = useStore(session, (state) => state.codebook)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const groups = useMemo(() => {
    const text = open?.body.text ?? ''
    const byRule = new Map<string, TickGroup['items'][number][]>()
    const rejections = [...(open?.rejections.values() ?? [])]
    for (const rejection of rejections.sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0))) {
      const detail = `Rejected by ${annotatorName({ annotators }, rejection.annotator)}, ${formatTime(rejection.createdAt)}`
      const items = byRule.get(rejection.rule) ?? []
      items.push({ key: rejectedKey(rejection), fragment: firstFragment(text, rejection.spans), detail })
      byRule.set(rejection.rule, items)
    }
    return [...byRule].map(([rule, items]): TickGroup => ({ title: suggestionGroup(codebook, rule), items }))
  }, [open, annotators, codebook])

  const close = (): void => window.closeDialog()
  const takeBack = (): void => {
    const chosen = [...(open?.rejections ?? [])].flatMap(([key, rejection]) => (ticked.has(key) ? [rejection] : []))
    if (chosen.length === 0 || !perform(session, takeBackRejections(session.getState(), chosen, session.port))) return
    window.suggestions.show(true)
    close()
    setTimeout(() => focusPane('text'))
  }

  return (
    <DialogFrame
      title="Rejected suggestions"
      className="ticking-dialog"
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={close}>
            Close
          </button>
          <button type="button" className="button button-main" disabled={ticked.size === 0} onClick={takeBack}>
            {ticked.size === 0 ? 'Take back' : `Take back ${formatNumber(ticked.size)}`}
          </button>
        </>
      }
    >
      <div className="ticking">
        <p>What is taken back is suggested again.</p>
        <TickList label="Rejected suggestions" groups={groups} ticked={ticked} onTick={setTicked} />
      </div>
    </DialogFrame>
  )
}
