import { resolve } from 'node:path'
import type { Codebook } from '../../model/record/codebook.ts'
import { presets } from '../../model/presets/index.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { readCodebookFile } from '../datasets/codebook-file.ts'

/** A codebook by the id of a preset, or from a file. */
export function findCodebook(idOrFile: string): Result<Codebook> {
  const preset = presets.find(idOrFile)
  if (preset) return ok(preset)
  const file = readCodebookFile(resolve(idOrFile))
  if (file.ok) return ok(file.value.codebook)
  if (file.failure.code !== 'not-found') return file
  const ids = presets.all.map(({ id }) => id).join(', ')
  return { ok: false, failure: { ...file.failure, action: `Name a codebook file, or one of: ${ids}.` } }
}
