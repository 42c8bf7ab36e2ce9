import { claimReviewExporter } from './claimreview.ts'
import { csvExporter } from './csv.ts'
import { dataPackageExporter } from './datapackage.ts'
import { doccanoExporter } from './doccano.ts'
import { huggingFaceExporter } from './huggingface.ts'
import { jsonExporter, jsonlExporter } from './json.ts'
import { labelStudioExporter } from './label-studio.ts'
import { prodigyExporter } from './prodigy.ts'
import { refiQdaExporter } from './refi-qda.ts'
import { refiQdaCodebookExporter } from './refi-qda-codes.ts'
import { createExporterRegistry } from './registry.ts'
import { spacyExporter } from './spacy.ts'
import { teiExporter } from './tei.ts'
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
])
