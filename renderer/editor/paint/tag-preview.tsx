import './segments.css'
import './tag-preview.css'
import type { Codebook } from '../../../model/record/codebook.ts'
import { laneStyles } from './lane-styles.ts'
import { paletteOf } from './palette.ts'

/** A preview of a type in a text: its line, pattern and letter, as the editor paints them. */
export interface TagPreviewProps {
  readonly codebook: Codebook
  readonly type: string
  /** The tagged words. */
  readonly words: string
}

export function TagPreview({ codebook, type, words }: TagPreviewProps) {
  const paint = paletteOf(codebook)(type)
  return (
    <p className="tag-preview">
      … text before{' '}
      <span
        className={`seg ${laneStyles().classOf([paint, null, null])} starts-${paint.color}`}
        data-chips={paint.letter}
      >
        {words}
      </span>{' '}
      and after …
    </p>
  )
}
