import type { DatasetLook, DatasetPlan } from '../../../model/dataset/dataset-import.ts'
import type { ExportRequest } from '../../../model/dataset/dataset-export.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import { chooseDatasetPath } from '../file-questions.ts'
import type { HandlerPort } from './port.ts'

/** Annotated datasets that come in. */
export function datasetHandlers({ shell, desk, datasets }: HandlerPort) {
  return {
    async chooseDataset(what: 'file' | 'folder'): Promise<Result<DatasetLook | null>> {
      const { datasetReaders } = await import('../../formats/index.ts')
      const path = await chooseDatasetPath(shell.dialogs, shell.paths.home, what, datasetReaders.all)
      return path === null ? ok(null) : desk.lookAtDataset(path)
    },
    planDataset: (plan: DatasetPlan) => desk.planDataset(plan),
    importDataset: (plan: Omit<DatasetPlan, 'format'>) => desk.importDataset(plan),
    cancelDataset(): Result<null> {
      datasets.cancel()
      return ok(null)
    },
  }
}

/** Datasets that go out. */
export function exportHandlers({ exports }: HandlerPort) {
  return {
    exportFormats: async () => ok(await exports.formats()),
    exportDataset: (request: ExportRequest) => exports.start(request),
    tryExport: (request: ExportRequest) => exports.tryOut(request),
    cancelExport(): Result<null> {
      exports.cancel()
      return ok(null)
    },
    showInFolder: (id: string) => exports.showInFolder(id),
  }
}
