import { recordKey } from '../../../../model/record/project.ts'
import { readableLines } from '../../reading/readable-lines.ts'
import type { Check, ExaminedProject } from '../../check.ts'

export const recordsAsLogged: Check = {
  id: 'records-as-logged',
  title: 'Records are as the change log left them',
  severity: 'damage',
  means: 'Something was added, altered or lost without a change that says so.',
  start(project, found) {
    return {
      every(record) {
        const compared = project.logged.compare(record)
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
        for (const { kind, id } of missingRecords(project)) {
          // A row that is there and cannot be read is found by another check.
          if (!project.has(kind, id)) found(id, `${kind}:${id} is in the change log, but it is not stored.`)
        }
      },
    }
  },
}

/** What the log left and nobody stored. Their names are looked for in the log once more, which is rarely needed. */
function* missingRecords({ db, logged }: ExaminedProject) {
  if (logged.missing() === 0) return
  const named = new Set<string>()
  for (const { added, updated } of readableLines(db)) {
    for (const record of [...added, ...updated.map(([, after]) => after)]) {
      const key = recordKey(record)
      if (named.has(key) || !logged.isMissing(key)) continue
      named.add(key)
      yield record
    }
  }
}
