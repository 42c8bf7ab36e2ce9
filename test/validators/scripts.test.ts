import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvExporter } from '../../main/formats/csv/write.ts'
import { dataPackageExporter } from '../../main/formats/datapackage/write.ts'
import type { DatasetSource, Exporter, ExportOptions } from '../../main/formats/kit/exporter.ts'
import { jsonExporter, jsonlExporter } from '../../main/formats/json/write.ts'
import { OFFSET_UNITS } from '../../model/text/offsets.ts'
import { datasetFiles } from '../support/export.ts'
import { inFolder, oddSource, OUTSIDE_RUNS, python } from '../support/outside.ts'
import { exportOptions } from '../support/round-trip.ts'
import { sampleSource } from '../support/sample-source.ts'

/* The scripts that go along with a dataset, run by the Python that is here. */

interface Verdict {
  readonly said: string
  readonly code: number | null
}

/** Runs a dataset's script in its folder. `edit` changes a file before. */
async function verify(
  format: Exporter,
  source: DatasetSource,
  how: Partial<ExportOptions>,
  edit?: readonly [string, (text: string) => string],
): Promise<Verdict> {
  const files = await datasetFiles(format, source, exportOptions(format, how))
  if (edit) files.set(edit[0], Buffer.from(edit[1](String(files.get(edit[0])))))
  const args = format === dataPackageExporter ? [] : [`dataset.${format.extension}`]
  return inFolder(files, (folder) => {
    const { stdout, stderr, status } = spawnSync(python(), ['verify.py', ...args], { cwd: folder, encoding: 'utf8' })
    return { said: `${stdout}${stderr}`, code: status }
  })
}

const WAYS = [
  ['datapackage', dataPackageExporter, null, 9],
  ['json', jsonExporter, null, 7],
  ['jsonl', jsonlExporter, null, 7],
  ['CSV, raw', csvExporter, 'raw', 6],
  ['CSV, for Excel', csvExporter, 'excel', 6],
] as const

describe.each(OFFSET_UNITS)('in %s', (offsets) => {
  it.each(WAYS)('every quote of %s is found', async (_name, format, profile, quotes) => {
    const how = { offsets, profile }
    expect(await verify(format, sampleSource, how)).toEqual({ said: `${quotes} quotes checked, 0 wrong\n`, code: 0 })
    await fc.assert(
      fc.asyncProperty(oddSource, async (source) => {
        const { said, code } = await verify(format, source, how)
        expect(said).toMatch(/^\d+ quotes checked, 0 wrong\n$/)
        expect(code).toBe(0)
      }),
      { ...OUTSIDE_RUNS, numRuns: Math.ceil(OUTSIDE_RUNS.numRuns / 3) },
    )
  })

  it('a quote that is wrong is told', async () => {
    const wrong = (text: string): string => text.replace('minister', 'minister!')
    const verdict = await verify(dataPackageExporter, sampleSource, { offsets }, ['fragments.csv', wrong])
    expect(verdict).toMatchObject({ said: expect.stringContaining('9 quotes checked, 1 wrong'), code: 1 })
  })

  it.each([
    ['json', jsonExporter, 'dataset.json'],
    ['jsonl', jsonlExporter, 'dataset.jsonl'],
    ['csv', csvExporter, 'dataset.csv-texts.jsonl'],
  ] as const)('a text of %s that is another one is told, whatever is quoted', async (_name, format, file) => {
    const longer = (text: string): string => text.replace(/("text": ?"(?:[^"\\]|\\.)*)"/, '$1 More."')
    const verdict = await verify(format, sampleSource, { offsets, profile: format === csvExporter ? 'raw' : null }, [
      file,
      longer,
    ])
    expect(verdict).toMatchObject({
      said: expect.stringContaining('its text is not the one that was exported'),
      code: 1,
    })
  })
})
