import fc from 'fast-check'
import { fitsText, type Splices } from '../../model/text/splices.ts'

/** A random edit of a text: some places, what is removed there and what is put in. It may be empty. */
export const splicesOf = (text: string): fc.Arbitrary<Splices> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(5), fc.stringMatching(/^[a-d]{0,4}$/)), { maxLength: 5 })
    .map((places) => {
      const splices: { at: number; removed: string; inserted: string }[] = []
      let from = 0
      for (const [at, length, inserted] of places.toSorted((a, b) => a[0] - b[0])) {
        const removed = text.slice(at, at + length)
        if (at < from || removed === inserted) continue
        splices.push({ at, removed, inserted })
        from = at + removed.length + 1
      }
      return splices
    })
    .filter((splices) => fitsText(splices, text))
