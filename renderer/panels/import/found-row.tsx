import type { PreviewedFile } from '../../../preload/contract/contract.ts'
import { Tick } from '../../components/tick.tsx'
import { type ImportChoices, isDuplicate, type PreviewRow } from '../../session/datasets/import-choices.ts'

interface FoundRowProps {
  readonly file: PreviewedFile
  readonly row: PreviewRow
  readonly ticked: boolean
  readonly edits: ImportChoices['edits']
}

/** An article that was found, or a part of a file that could not be read, as a row of the list. */
export function FoundRow({ file, row, ticked, edits }: FoundRowProps) {
  const found = file.articles[row.article]
  const unread = file.unread[-1 - row.article]
  const part = found?.part ?? unread?.part
  const duplicate = isDuplicate(found)
  return (
    <>
      <Tick ticked={ticked} done={duplicate} />
      <span className="row-main">
        <span className="row-title" dir="auto">
          {edits.get(row.key)?.title ?? found?.title ?? unread?.failure.message}
        </span>
        <span className="row-summary">
          {file.fileName}
          {part ? ` · ${part}` : ''}
          {duplicate ? ' · in the project already' : ''}
          {(found?.warnings.length ?? 0) > 0 ? ' · look at it' : ''}
          {unread ? ' · not readable' : ''}
        </span>
      </span>
    </>
  )
}
