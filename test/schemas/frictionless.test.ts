import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dataPackageExporter } from '../../main/formats/datapackage/write.ts'
import { datasetFiles } from '../support/export.ts'
import { oddSource, OUTSIDE_RUNS, readSchema } from '../support/outside.ts'
import { exportOptions } from '../support/round-trip.ts'
import { sampleSource } from '../support/sample-source.ts'

/* The schemas of Frictionless Data: the package, its resources, the schema of every table. */

interface Descriptor {
  readonly profile?: string
  readonly resources: readonly { readonly profile?: string; readonly schema?: object }[]
}

// The schemas hold words of their own (title, context, propertyOrder), which "strict" would refuse.
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }))
// The form of a field in an editor, which says nothing about the value.
ajv.addFormat('textarea', true)
const SCHEMAS = ['data-package', 'tabular-data-package', 'data-resource', 'tabular-data-resource', 'table-schema']
for (const id of SCHEMAS) ajv.addSchema(readSchema(`frictionless/${id}.json`), id)

function faults(schema: string, value: unknown): unknown[] {
  const validate = ajv.getSchema(schema)
  if (!validate) return [`There is no schema "${schema}"`]
  return validate(value) ? [] : (validate.errors ?? [])
}

/** What the schema of the profile that each part names, and that of any such part, say against it. */
function allFaults(descriptor: Descriptor): unknown[] {
  const tables = descriptor.resources.filter(({ schema }) => schema !== undefined)
  return [
    ...faults('data-package', descriptor),
    ...(descriptor.profile ? faults(descriptor.profile, descriptor) : []),
    ...descriptor.resources.flatMap((resource) => faults('data-resource', resource)),
    ...tables.flatMap((table) => faults('tabular-data-resource', table)),
    ...tables.flatMap(({ schema }) => faults('table-schema', schema)),
  ]
}

it('law: a data package is as the schemas say', async () => {
  const check = async (source: typeof sampleSource): Promise<void> => {
    const files = await datasetFiles(dataPackageExporter, source, exportOptions(dataPackageExporter))
    expect(allFaults(JSON.parse(String(files.get('datapackage.json'))) as Descriptor)).toEqual([])
  }
  await check(sampleSource)
  await fc.assert(fc.asyncProperty(oddSource, check), { numRuns: OUTSIDE_RUNS.numRuns * 5 })
})

it.each([
  ['an unknown type', '"datetime"', '"instant"'],
  ['a table without a path', '"path":', '"way":'],
  ['a key of no fields', '"primaryKey":["id"]', '"primaryKey":[]'],
  ['an unknown profile', '"tabular-data-package"', '"table-package"'],
])('a package with %s is refused', async (_name, from, to) => {
  const files = await datasetFiles(dataPackageExporter, sampleSource, exportOptions(dataPackageExporter))
  const written = JSON.stringify(JSON.parse(String(files.get('datapackage.json'))))
  expect(written).toContain(from)
  expect(allFaults(JSON.parse(written.replace(from, to)) as Descriptor)).not.toEqual([])
})
