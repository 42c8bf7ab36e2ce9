import { z } from 'zod'
import { articleLineSchema, datasetSchema, projectFileSchema } from './dataset-schema.ts'

export const SCHEMA_FILE_NAME = 'standoff-dataset.schema.json'

/** The JSON Schema of both forms, as the text of a file. */
export function datasetJsonSchema(): string {
  const schema = z.toJSONSchema(z.union([datasetSchema, articleLineSchema, projectFileSchema]), {
    target: 'draft-2020-12',
  })
  const described = {
    ...schema,
    title: 'Standoff dataset, version 1',
    description: 'Either a whole dataset, or one line (an article) of its JSON Lines form.',
  }
  return `${JSON.stringify(described, null, 2)}\n`
}
