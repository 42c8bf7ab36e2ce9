import { bratExporter } from './brat.ts'
import { claimReviewExporter } from './claimreview.ts'
import { conllExporter } from './conll.ts'
import { csvExporter } from './csv.ts'
import { dataPackageExporter } from './datapackage.ts'
import { doccanoExporter } from './doccano.ts'
import { huggingFaceExporter } from './huggingface.ts'
import { jsonExporter, jsonlExporter } from './json.ts'
import { labelStudioExporter } from './label-studio.ts'
import { prodigyExporter } from './prodigy.ts'
import { refiQdaCodebookExporter } from './refi-qda-codes.ts'
import { refiQdaExporter } from './refi-qda.ts'
import { createExporterRegistry } from './registry.ts'
import { spacyExporter } from './spacy.ts'
import { teiExporter } from './tei.ts'
import { uimaJsonExporter } from './uima-json.ts'
import { uimaXmiExporter } from './uima-xmi.ts'
import { webAnnotationExporter } from './web-annotation.ts'
import { webannoTsvExporter } from './webanno-tsv.ts'
import { xlsxExporter } from './xlsx.ts'

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
