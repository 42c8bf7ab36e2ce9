import { recordKey } from '../../../model/record/project.ts'
import type { Check } from '../check.ts'

export const recordsAsLogged: Check = {
  id: 'records-as-logged',
  title: 'Records are as the change log left them',
  severity: 'damage',
  means: 'Something was added, altered or lost without a change that says so.',
  start({ logged, has }, found) {
    return {
      every(record) {
        const compared = logged.compare(record)
        if (compared === 'same') return
        const key = recordKey(record)
        found(
          record.id,
          compared === 'unknown'
            ? `${key} is stored, but the change log does not know it.`
            : `${key} is not as the change log left it.`,
        )
      },
      end() {
        for (const key of logged.missing()) {
          const colon = key.indexOf(':')
          const id = key.slice(colon + 1)
          // A row that is there and cannot be read is found by another check.
          if (has(key.slice(0, colon) as Parameters<typeof has>[0], id)) continue
          found(id, `${key} is in the change log, but it is not stored.`)
        }
      },
    }
  },
}
