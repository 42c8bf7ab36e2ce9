import { type Annotation, splitsCharacters } from '../../../../model/record/annotation.ts'
import type { Check, StoredAt } from '../../check.ts'

export const splitCharacters: Check = {
  id: 'characters',
  title: 'No place ends inside a character',
  severity: 'wrong',
  means: 'A place begins or ends in the middle of a character, such as an emoji, and no other program can say that.',
  start(_project, found) {
    const look =
      (what: string) =>
      (record: Pick<Annotation, 'id' | 'fragments'>, { text }: StoredAt): void => {
        if (text === null || !splitsCharacters(record, text)) return
        found(record.id, `${what} ${record.id} begins or ends inside a character.`)
      }
    return { records: { annotation: look('Annotation'), prediction: look('Suggestion') } }
  },
}
