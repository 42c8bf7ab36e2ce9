import { z } from 'zod'

/* What a dataset says about its project as a whole. */

const time = z.iso.datetime()

/** What may be said about any part of a codebook. */
const explained = {
  description: z.string().describe('Definition').optional(),
  examples: z.array(z.string()).optional(),
  guidelines: z.string().optional(),
  retired: z.boolean().describe('No longer offered; old annotations may hold it').optional(),
}
const choiceValue = z.looseObject({ id: z.string(), name: z.string(), ...explained })
export const codebookShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  guidelines: z.string().optional(),
  version: z.int().positive(),
  types: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      key: z.string(),
      ...explained,
      attributes: z.array(
        z.looseObject({
          id: z.string(),
          name: z.string(),
          input: z.enum(['choice', 'text', 'url', 'entity']),
          values: z.array(choiceValue).optional(),
          ...explained,
        }),
      ),
      roles: z.array(z.looseObject({ id: z.string(), name: z.string(), toTypes: z.array(z.string()), ...explained })),
    }),
  ),
})

/** Annotators and entities, as the fields of an object. */
export const registerFields = {
  annotators: z.array(z.strictObject({ id: z.string(), name: z.string(), kind: z.enum(['human', 'model']) })),
  entities: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      aliases: z.array(z.string()),
      wikidata: z.string().nullable(),
      attributes: z.record(z.string(), z.string()),
    }),
  ),
}

export const projectShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: time.optional(),
})
