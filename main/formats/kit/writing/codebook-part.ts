import { encodeCodebookFile } from '../../../../model/codebook/codebook-file.ts'
import type { DatasetSource, OutputPart } from '../exporter.ts'

export const CODEBOOK_FILE = 'codebook.json'

/** The codebook as a file of its own, which the program also reads on its own. */
export const codebookPart = ({ codebook }: Pick<DatasetSource, 'codebook'>): OutputPart => ({
  path: CODEBOOK_FILE,
  chunks: () => [encodeCodebookFile(codebook)],
})
