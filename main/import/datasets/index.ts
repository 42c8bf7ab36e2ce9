import { dataPackageReader } from './datapackage.ts'
import { doccanoReader } from './doccano.ts'
import { labelStudioReader } from './label-studio.ts'
import { prodigyReader } from './prodigy.ts'
import { refiQdaReader } from './refi-qda.ts'
import { createReaderRegistry } from './registry.ts'
import { spacyReader } from './spacy.ts'

/** Every format of annotated datasets the program reads. A new one is a file in this folder and a line here. */
export const datasetReaders = createReaderRegistry([
  dataPackageReader,
  labelStudioReader,
  doccanoReader,
  spacyReader,
  prodigyReader,
  refiQdaReader,
])
