import { type SalvageReport } from '../../main/salvage/salvage-report.ts'
import { salvageProject } from '../../main/salvage/salvage-project.ts'
import type { Result } from '../../model/value/result.ts'

let ids = 0

/** Salvages a file in this thread. */
export const salvage = (broken: string, out: string, report: string | null = null): Promise<Result<SalvageReport>> =>
  salvageProject(
    { broken, out, report, annotator: { id: 'salvager', name: 'Grace' } },
    {
      now: () => '2026-01-01T00:00:00.000Z',
      newId: () => `salvage-${String(++ids).padStart(6, '0')}`,
      onProgress: () => undefined,
      isCancelled: () => false,
    },
  )
