import type { Check } from '../../check.ts'

export const recordTimes: Check = {
  id: 'record-times',
  title: 'Nothing was changed before it was made',
  severity: 'odd',
  means: 'A record is said to have been changed before it was made: the clock of a computer was wrong.',
  start(_project, found) {
    const look = ({
      kind,
      id,
      createdAt,
      updatedAt,
    }: {
      kind: string
      id: string
      createdAt: string
      updatedAt: string
    }) => {
      if (Date.parse(updatedAt) >= Date.parse(createdAt)) return
      found(id, `${kind}:${id} was made at ${createdAt} and changed at ${updatedAt}, which is earlier.`)
    }
    return { records: { annotation: look, article: look, relation: look } }
  },
}
