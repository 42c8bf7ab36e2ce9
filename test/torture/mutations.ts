import { parseArgs } from 'node:util'
import { MUTATED, reportMutations } from './mutation-rounds.ts'

/*
 * node test/torture/mutations.ts [--rounds N] [--seed N] [--only FORMAT]: damaged files for each importer and reader.
 * Prints figures a line each; ends with 1 where something was wrong.
 */

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string', multiple: true } },
})
const formats = MUTATED.filter((format) => !values.only || values.only.includes(format))
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const wrong = await reportMutations(formats, Number(values.rounds ?? 2_000), Number(values.seed ?? 1), print)
process.exitCode = wrong > 0 ? 1 : 0
