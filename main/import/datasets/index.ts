import { csvReader } from './csv.ts'
import { jsonReader } from './json.ts'
import { jsonlReader } from './jsonl.ts'
import { createReaderRegistry } from './registry.ts'

/** Every format of annotated datasets the program reads. A new one is a file in this folder and a line here. */
export const datasetReaders = createReaderRegistry([jsonReader, jsonlReader, csvReader])
