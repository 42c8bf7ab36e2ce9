import { useEffect } from 'react'
import { inTextField } from '../../components/focus.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** Imports what is pasted outside text fields as an article, after a preview. Draws nothing. */
export function PasteTarget({ window: model }: { readonly window: WindowModel }) {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (inTextField(event.target) || !event.clipboardData || model.getState().dialog !== null) return
      // The text of the article takes nothing: no other part of the page has to see it.
      event.preventDefault()
      event.stopPropagation()
      const files = [...event.clipboardData.files]
      const [text, html] = ['text/plain', 'text/html'].map((type) => event.clipboardData?.getData(type) ?? '')
      const { workbench } = model
      if (files.length > 0 && text === '') void model.run(workbench.importDropped(files))
      else if (text || html) void model.run(workbench.importPasted({ text: text ?? '', html: html ?? '' }))
      else {
        const said = 'There is no text to paste. Copy the text of an article first.'
        model.getState().session?.notify({ kind: 'info', text: said })
      }
    }
    document.addEventListener('paste', onPaste, { capture: true })
    return () => document.removeEventListener('paste', onPaste, { capture: true })
  }, [model])
  return null
}
