import { bratReader } from './brat.ts'
import { conllReader } from './conll.ts'
import { csvReader } from './csv.ts'
import { dataPackageReader } from './datapackage.ts'
import { doccanoReader } from './doccano.ts'
import { jsonReader } from './json.ts'
import { jsonlReader } from './jsonl.ts'
import { labelStudioReader } from './label-studio.ts'
import { prodigyReader } from './prodigy.ts'
import { refiQdaReader } from './refi-qda.ts'
import { createReaderRegistry } from './registry.ts'
import { spacyReader } from './spacy.ts'
import { uimaJsonReader } from './uima-json.ts'
import { uimaXmiReader } from './uima-xmi.ts'
import { webAnnotationReader } from './web-annotation.ts'
import { webannoTsvReader } from './webanno-tsv.ts'

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
