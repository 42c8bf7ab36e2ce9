import { json, jsonl } from './json/format.ts'
import { csv } from './csv/format.ts'
import { xlsx } from './xlsx/format.ts'
import { dataPackage } from './datapackage/format.ts'
import { labelStudio } from './label-studio/format.ts'
import { doccano } from './doccano/format.ts'
import { spacy } from './spacy/format.ts'
import { prodigy } from './prodigy/format.ts'
import { huggingFace } from './huggingface/format.ts'
import { tei } from './tei/format.ts'
import { claimReview } from './claimreview/format.ts'
import { refiQda, refiQdaCodebook } from './refi-qda/format.ts'
import { brat } from './brat/format.ts'
import { conll } from './conll/format.ts'
import { webAnnotation } from './web-annotation/format.ts'
import { webannoTsv } from './webanno-tsv/format.ts'
import { uimaXmi, uimaJson } from './uima/format.ts'
import { createFormatRegistry } from './registry/format-registry.ts'

/**
 * Every dataset format the program writes or reads, in the order in which people choose. A new one is a folder with a
 * format.ts and a line here.
 */
export const { exporters, datasetReaders } = createFormatRegistry([
  json,
  jsonl,
  csv,
  xlsx,
  dataPackage,
  labelStudio,
  doccano,
  spacy,
  prodigy,
  huggingFace,
  tei,
  claimReview,
  refiQda,
  refiQdaCodebook,
  brat,
  conll,
  webAnnotation,
  webannoTsv,
  uimaXmi,
  uimaJson,
])
