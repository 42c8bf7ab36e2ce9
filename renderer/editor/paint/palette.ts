import { markOf, type Codebook } from '../../../model/record/codebook.ts'
import { laneStyles, type LaneLine, PATTERN_COUNT } from './lane-styles.ts'

/** How one annotation type looks in the text: its letter and its line. */
export interface TypePaint extends LaneLine {
  readonly letter: string
}

/** How each annotation type of a codebook looks in the text. Types the codebook no longer has are grey. */
export type Palette = (typeId: string) => TypePaint

/**
 * Reads letters, colours and patterns from a codebook; the pattern follows the type's position in it. Prepares the
 * rules of these types, so that painting one for the first time costs no more than again.
 */
export function paletteOf(codebook: Codebook): Palette {
  const paints = new Map<string, TypePaint>()
  codebook.types.forEach((type, i) =>
    paints.set(type.id, { letter: markOf(type), color: type.color, pattern: i % PATTERN_COUNT }),
  )
  laneStyles().prepare([...paints.values()])
  const unknown = { letter: '?', color: 'grey', pattern: PATTERN_COUNT - 1 }
  return (typeId) => paints.get(typeId) ?? unknown
}
