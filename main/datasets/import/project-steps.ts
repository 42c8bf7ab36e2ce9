import { sameValue } from '../../../model/value/same-value.ts'
import type { DatasetMapping } from '../../../model/dataset/dataset-mapping.ts'
import type { KnownProject } from './known-project.ts'
import type { DatasetLedger } from './ledger.ts'
import type { DatasetScan } from './scan-dataset.ts'

/** The codebook is saved before what needs it, and not at all where nothing does: a second import changes nothing. */
export function createCodebookStep(ledger: DatasetLedger, { codebook: before }: KnownProject, mapping: DatasetMapping) {
  const after = mapping.codebook
  let needed = false
  return {
    needed: () => needed,
    need(): void {
      if (needed) return
      needed = true
      if (sameValue(before, after)) return
      if (before.id === after.id) ledger.update(before, after)
      else {
        ledger.remove(before)
        ledger.add(after)
      }
      ledger.flush()
    },
  }
}

/** The project takes the name and the id that the dataset gives its own. */
export function replaceProject(ledger: DatasetLedger, { project: said }: DatasetScan, { project }: KnownProject): void {
  if (!project || !said) return
  const { id = project.id, name = project.name, description = '', createdAt = project.createdAt } = said
  ledger.remove(project)
  ledger.add({ kind: 'project', id, name, description, createdAt })
  ledger.flush()
}
