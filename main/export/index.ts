import { bratExporter } from './brat.ts'
import { conllExporter } from './conll.ts'
import { csvExporter } from './csv.ts'
import { doccanoExporter } from './doccano.ts'
import { jsonExporter, jsonlExporter } from './json.ts'
import { labelStudioExporter } from './label-studio.ts'
import { prodigyExporter } from './prodigy.ts'
import { refiQdaExporter } from './refi-qda.ts'
import { refiQdaCodebookExporter } from './refi-qda-codes.ts'
import { createExporterRegistry } from './registry.ts'
import { spacyExporter } from './spacy.ts'
import { uimaJsonExporter } from './uima-json.ts'
import { uimaXmiExporter } from './uima-xmi.ts'
import { webAnnotationExporter } from './web-annotation.ts'
import { webannoTsvExporter } from './webanno-tsv.ts'

/** Every dataset format the program writes. A new one is a file in this folder and a line here. */
export const exporters = createExporterRegistry([
  jsonExporter,
  jsonlExporter,
  csvExporter,
  labelStudioExporter,
  doccanoExporter,
  spacyExporter,
  prodigyExporter,
  refiQdaExporter,
  refiQdaCodebookExporter,
  bratExporter,
  conllExporter,
  webAnnotationExporter,
  webannoTsvExporter,
  uimaXmiExporter,
  uimaJsonExporter,
])
