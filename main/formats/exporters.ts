import { bratExporter } from './brat/write.ts'
import { claimReviewExporter } from './claimreview/write.ts'
import { conllExporter } from './conll/write.ts'
import { csvExporter } from './csv/write.ts'
import { dataPackageExporter } from './datapackage/write.ts'
import { doccanoExporter } from './doccano/write.ts'
import { huggingFaceExporter } from './huggingface/write.ts'
import { jsonExporter, jsonlExporter } from './json/write.ts'
import { labelStudioExporter } from './label-studio/write.ts'
import { prodigyExporter } from './prodigy/write.ts'
import { refiQdaCodebookExporter } from './refi-qda/write-codes.ts'
import { refiQdaExporter } from './refi-qda/write.ts'
import { createExporterRegistry } from './kit/exporter-registry.ts'
import { spacyExporter } from './spacy/write.ts'
import { teiExporter } from './tei/write.ts'
import { uimaJsonExporter } from './uima/write-json.ts'
import { uimaXmiExporter } from './uima/write-xmi.ts'
import { webAnnotationExporter } from './web-annotation/write.ts'
import { webannoTsvExporter } from './webanno-tsv/write.ts'
import { xlsxExporter } from './xlsx/write.ts'

/** Every dataset format the program writes. A new one is a file in this folder and a line here. */
export const exporters = createExporterRegistry([
  jsonExporter,
  jsonlExporter,
  csvExporter,
  xlsxExporter,
  dataPackageExporter,
  labelStudioExporter,
  doccanoExporter,
  spacyExporter,
  prodigyExporter,
  huggingFaceExporter,
  teiExporter,
  claimReviewExporter,
  refiQdaExporter,
  refiQdaCodebookExporter,
  bratExporter,
  conllExporter,
  webAnnotationExporter,
  webannoTsvExporter,
  uimaXmiExporter,
  uimaJsonExporter,
])
