import { type Annotation, mismatchedFragments } from '../../../../model/record/annotation.ts'
import type { Check, StoredAt } from '../../check.ts'

export const quotes: Check = {
  id: 'quotes',
  title: 'Quotes stand at their place',
  severity: 'wrong',
  means: 'The words that were tagged are not what stands at that place of the text.',
  start(_project, found) {
    const look =
      (what: string) =>
      (record: Pick<Annotation, 'id' | 'fragments'>, { text }: StoredAt): void => {
        if (text === null) return
        for (const position of mismatchedFragments(record, text)) {
          const quote = JSON.stringify(record.fragments[position]?.quote)
          found(record.id, `${what} ${record.id}: ${quote} is not what stands at its place.`)
        }
      }
    return { records: { annotation: look('Annotation'), prediction: look('Suggestion') } }
  },
}
