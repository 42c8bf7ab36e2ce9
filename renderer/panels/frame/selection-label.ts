import type { OffsetConverter } from '../../../model/text/offsets.ts'
import type { Span } from '../../../model/text/span.ts'
import { formatCount } from '../../components/format.ts'

/**
 * The selection for the status bar: UTF-16 offsets as everywhere in the window, and code points as exports count them
 * where the two differ. `converter` is null while the text is still being counted.
 */
export function selectionLabel(
  { start, end }: Span,
  converter: OffsetConverter | null,
): { readonly label: string; readonly title: string } {
  const from = converter?.toFile(start) ?? start
  const to = converter?.toFile(end) ?? end
  const differ = from !== start || to !== end
  const units = start === end ? String(start) : `${start}–${end}`
  const points = start === end ? String(from) : `${from}–${to}`
  const place = differ ? `${units} (code points ${points})` : units
  const label = start === end ? `Position ${place}` : `Selection ${place} · ${formatCount(to - from, 'character')}`
  const title = converter
    ? `UTF-16 units ${units}, code points ${points}. Exports count code points unless asked otherwise.`
    : `UTF-16 units ${units}`
  return { label, title }
}
