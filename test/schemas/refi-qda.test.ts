import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refiQdaExporter } from '../../main/formats/refi-qda/write.ts'
import { refiQdaCodebookExporter } from '../../main/formats/refi-qda/write-codes.ts'
import { inFolder, oddSource, OUTSIDE_RUNS, schemaPath, unpackedFiles, xmllintSays } from '../support/outside.ts'
import { sampleSource } from '../support/sample-source.ts'

/* The schemas of the REFI-QDA standard, by xmllint. */

const WAYS = [
  ['project', refiQdaExporter, 'dataset.qdpx.unpacked/project.qde', 'Project.xsd'],
  ['codebook', refiQdaCodebookExporter, 'dataset.qdc', 'Codebook.xsd'],
] as const

it.each(WAYS)('law: a %s is as its schema says', async (_name, exporter, path, schema) => {
  const check = async (source: typeof sampleSource): Promise<void> => {
    const files = await unpackedFiles(exporter, source)
    expect(inFolder(files, (folder) => xmllintSays(folder, [path], schemaPath(`refi-qda/${schema}`)))).toBe(null)
  }
  await check(sampleSource)
  await fc.assert(fc.asyncProperty(oddSource, check), OUTSIDE_RUNS)
})

it.each(WAYS)('a %s that is not is refused', async (_name, exporter, path, schema) => {
  const files = await unpackedFiles(exporter, sampleSource)
  const wrong = String(files.get(path)).replace(' guid="', ' guide="')
  const says = inFolder(new Map([[path, Buffer.from(wrong)]]), (folder) =>
    xmllintSays(folder, [path], schemaPath(`refi-qda/${schema}`)),
  )
  expect(says).toContain('guide')
})
