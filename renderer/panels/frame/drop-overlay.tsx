import './drop-overlay.css'
import { useEffect, useState } from 'react'
import type { WindowModel } from '../../session/window/window-model.ts'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files dropped anywhere on the window; while they are dragged over it, says what will happen. */
export function DropOverlay({ window: model }: { readonly window: WindowModel }) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    // Entering a child fires before leaving its parent: the depth tells when the window itself is left.
    let depth = 0
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth++
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) void model.run(model.workbench.importDropped(files))
    }
    const abort = new AbortController()
    const { signal } = abort
    document.addEventListener('dragenter', onEnter, { signal })
    document.addEventListener('dragleave', onLeave, { signal })
    document.addEventListener('dragover', onOver, { signal })
    document.addEventListener('drop', onDrop, { signal })
    return () => abort.abort()
  }, [model])
  return over ? (
    <div className="drop-overlay">
      <p>Drop the files to open them as articles</p>
    </div>
  ) : null
}
