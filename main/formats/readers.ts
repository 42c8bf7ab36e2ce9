import { bratReader } from './brat/read.ts'
import { conllReader } from './conll/read.ts'
import { csvReader } from './csv/read.ts'
import { dataPackageReader } from './datapackage/read.ts'
import { doccanoReader } from './doccano/read.ts'
import { jsonReader } from './json/read.ts'
import { jsonlReader } from './json/read-lines.ts'
import { labelStudioReader } from './label-studio/read.ts'
import { prodigyReader } from './prodigy/read.ts'
import { refiQdaReader } from './refi-qda/read.ts'
import { createReaderRegistry } from './kit/reader-registry.ts'
import { spacyReader } from './spacy/read.ts'
import { uimaJsonReader } from './uima/read-json.ts'
import { uimaXmiReader } from './uima/read-xmi.ts'
import { webAnnotationReader } from './web-annotation/read.ts'
import { webannoTsvReader } from './webanno-tsv/read.ts'

/** Every format of annotated datasets the program reads. A new one is a file in this folder and a line here. */
export const datasetReaders = createReaderRegistry([
  jsonReader,
  jsonlReader,
  csvReader,
  dataPackageReader,
  labelStudioReader,
  doccanoReader,
  spacyReader,
  prodigyReader,
  refiQdaReader,
  bratReader,
  conllReader,
  webAnnotationReader,
  webannoTsvReader,
  uimaXmiReader,
  uimaJsonReader,
])
