import { CODEBOOK_EXTENSION } from '../../../model/codebook/codebook-file.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { ok, type Result } from '../../../model/value/result.ts'
import type { CodebookFile } from '../../../preload/contract/contract.ts'
import { exportName } from '../../files/file-names.ts'
import { chooseCodebook, chooseCodebookTarget } from '../file-questions.ts'
import type { HandlerPort } from './port.ts'

/** Codebooks from and to files. */
export function codebookHandlers({ shell: { dialogs, paths } }: HandlerPort) {
  return {
    async openCodebookFile(): Promise<Result<CodebookFile | null>> {
      const path = await chooseCodebook(dialogs, paths.documents)
      if (path === null) return ok(null)
      const { readCodebookFile } = await import('../../datasets/codebook-file.ts')
      return readCodebookFile(path)
    },
    async saveCodebookFile(codebook: Codebook): Promise<Result<Pick<CodebookFile, 'fileName'> | null>> {
      const fileName = exportName(codebook.name, CODEBOOK_EXTENSION)
      const path = await chooseCodebookTarget(dialogs, { folder: paths.documents, fileName })
      if (path === null) return ok(null)
      const { writeCodebookFile } = await import('../../datasets/codebook-file.ts')
      return writeCodebookFile(path, codebook)
    },
  }
}
