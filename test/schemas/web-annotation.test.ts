import { readdirSync } from 'node:fs'
import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { webAnnotationExporter } from '../../main/formats/web-annotation/write.ts'
import { datasetFiles } from '../support/export.ts'
import { oddSource, OUTSIDE_RUNS, readSchema, schemaPath } from '../support/outside.ts'
import { exportOptions } from '../support/round-trip.ts'
import { sampleSource } from '../support/sample-source.ts'

/* The assertions that the W3C tests for everything an annotation MUST be, each a JSON Schema. */

const ajv = addFormats(new Ajv({ strict: false }))
for (const file of readdirSync(schemaPath('w3c-annotation/definitions')).filter((name) => name.endsWith('.json')))
  ajv.addSchema(readSchema(`w3c-annotation/definitions/${file}`))

interface Assertion {
  readonly path: string
  readonly holds: (annotation: unknown) => boolean
}

const { assertions } = readSchema('w3c-annotation/annotations/annotationMusts.test') as { assertions: string[] }
const MUSTS = assertions.map((path): Assertion => {
  const schema = readSchema(`w3c-annotation/${path}`)
  const validate = ajv.compile(schema)
  // Some say what must not be: their schema has to fail.
  const expected = schema.expectedResult !== 'invalid'
  return { path, holds: (annotation) => validate(annotation) === expected }
})

const broken = (annotation: unknown): string[] =>
  MUSTS.filter(({ holds }) => !holds(annotation)).map(({ path }) => path)

it('law: every annotation is all that it must be', async () => {
  const check = async (source: typeof sampleSource): Promise<void> => {
    const files = await datasetFiles(webAnnotationExporter, source, exportOptions(webAnnotationExporter))
    const { '@context': context, first } = JSON.parse(String(files.get('dataset.jsonld')))
    // In a page the context is said once for all; the assertions are about an annotation that stands alone.
    for (const item of first.items) expect(broken({ '@context': context, ...item }), item.id).toEqual([])
  }
  await check(sampleSource)
  await fc.assert(fc.asyncProperty(oddSource, check), { numRuns: OUTSIDE_RUNS.numRuns * 5 })
})

it.each([
  ['no id', { id: undefined }, '3.1-annotationId'],
  ['no target', { target: undefined }, '3.1-targetKeyFound'],
  ['a context of its own', { '@context': 'https://example.org/' }, '3.1-annotationContext'],
  ['a time that is none', { created: 'yesterday' }, '3.3.1-annotationCreated'],
  ['two kinds of body', { bodyValue: 'said' }, '3.2.5-notBodyBodyValue'],
  [
    'a position before the text',
    { target: { source: 'urn:a', selector: { type: 'TextPositionSelector', start: -1 } } },
    '4.2-TextDataPosition',
  ],
])('an annotation with %s is refused', async (_name, edit, assertion) => {
  const files = await datasetFiles(webAnnotationExporter, sampleSource, exportOptions(webAnnotationExporter))
  const { '@context': context, first } = JSON.parse(String(files.get('dataset.jsonld')))
  const wrong = JSON.parse(JSON.stringify({ '@context': context, ...first.items[0], ...edit })) as unknown
  expect(broken(wrong)).toEqual(expect.arrayContaining([expect.stringContaining(assertion)]))
})
