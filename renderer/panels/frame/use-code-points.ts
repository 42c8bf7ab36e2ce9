import { useEffect, useState } from 'react'
import { type OffsetConverter, offsetConverter } from '../../../model/text/offsets.ts'

/** The code point converter of a text. It reads the whole text once, so it is made when the window is idle. */
export function useCodePoints(text: string | null): OffsetConverter | null {
  const [made, setMade] = useState<{ readonly text: string; readonly converter: OffsetConverter } | null>(null)
  useEffect(() => {
    if (text === null) return undefined
    const handle = requestIdleCallback(() => setMade({ text, converter: offsetConverter(text, 'codepoint') }))
    return () => cancelIdleCallback(handle)
  }, [text])
  return made && made.text === text ? made.converter : null
}
