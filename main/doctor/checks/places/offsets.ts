import { hull } from '../../../../model/record/annotation.ts'
import type { Annotation } from '../../../../model/record/annotation.ts'
import type { Check, StoredAt } from '../../check.ts'

export const offsets: Check = {
  id: 'offsets',
  title: 'Places lie inside the text',
  severity: 'wrong',
  means: 'Something is said to stand behind the end of its article.',
  start(_project, found) {
    const look =
      (what: string) =>
      (record: Pick<Annotation, 'id' | 'fragments'>, { text }: StoredAt): void => {
        const { end } = hull(record)
        if (text === null || end <= text.length) return
        found(record.id, `${what} ${record.id} ends at ${end}, but its article has ${text.length} characters.`)
      }
    return { records: { annotation: look('Annotation'), prediction: look('Suggestion') } }
  },
}
