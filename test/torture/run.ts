import { parseArgs } from 'node:util'
import { compilePreload, failOnce, losePower } from './disk-rounds.ts'
import { endLife, stageOf, type Stage, verifyEnded } from './kill-rounds.ts'
import { LIVES } from './lives.ts'
import { MUTATED, reportMutations } from './mutation-rounds.ts'
import type { Verdict } from './verify.ts'
import { needOfWindow, windowStage } from './window-rounds.ts'

/*
 * `npm run torture`: kills the program in everything it does, lets its disk fail, cuts its power, and looks at what is left.
 * Prints figures; its exit status says whether they are all 0. A round that failed can be repeated by its seed.
 */

const USAGE = `Usage: npm run torture -- [--rounds N] [--only PART[,PART]] [--seed N]

Parts of the N rounds (1000): ${LIVES.map(({ name }) => name).join(', ')}, window-start, window-end.
"faults:LIFE" lets the disk fail, "power:LIFE" cuts the power; N / 5 rounds of each kind by default.
"mutations": N * 2 damaged files for each importer and reader.
`

/** One kind of round. */
interface Part {
  readonly name: string
  readonly rounds: number
  /** Prepares the rounds; null, and why, where they cannot be run here. */
  begin(): Promise<{ round(seed: number): Promise<Verdict>; end(): void } | string>
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const library = compilePreload()

const stagePart = (name: string, rounds: number, round: (stage: Stage, seed: number) => Promise<Verdict>): Part => ({
  name,
  rounds,
  async begin() {
    const life = LIVES.find((one) => one.name === name.split(':').at(-1))
    if (!life) return 'there is no such life'
    const stage = await stageOf(life)
    return { round: (seed) => round(stage, seed), end: stage.remove }
  },
})

async function kill(stage: Stage, seed: number): Promise<Verdict> {
  const ended = await endLife(stage, { seed })
  try {
    const verdict = verifyEnded(ended)
    const failed =
      ended.end === 'SIGKILL' || ended.end === '0' ? [] : [`ended by itself: ${ended.errors.slice(0, 600)}`]
    return { ...verdict, lost: [...verdict.lost, ...failed] }
  } finally {
    ended.remove()
  }
}

function diskPart(kind: 'faults' | 'power', life: string, rounds: number): Part {
  const part = stagePart(`${kind}:${life}`, rounds, (stage, seed) =>
    kind === 'faults' ? failOnce(stage, library?.library ?? '', seed) : losePower(stage, library?.library ?? '', seed),
  )
  return library ? part : { ...part, begin: () => Promise.resolve('there is no C compiler (cc), or this is not Linux') }
}

const windowPart = (name: 'window-start' | 'window-end', rounds: number): Part => ({
  name,
  rounds,
  begin: async () => needOfWindow() ?? windowStage(name),
})

/** Lives that write to one folder only, which the library watches. */
const DISK_LIVES = ['tag', 'undo', 'close', 'create', 'migrate', 'copy', 'import', 'restore']

function partsOf(rounds: number, only: readonly string[] | undefined): Part[] {
  const killed = Math.ceil(rounds / (LIVES.length + 2))
  const disk = Math.ceil(rounds / 5 / DISK_LIVES.length)
  const all = [
    ...LIVES.map(({ name }) => stagePart(name, killed, kill)),
    windowPart('window-start', killed),
    windowPart('window-end', killed),
    ...DISK_LIVES.map((life) => diskPart('faults', life, disk)),
    ...DISK_LIVES.map((life) => diskPart('power', life, disk)),
  ]
  if (!only) return all
  const chosen = all.filter(({ name }) => only.some((part) => part === name || part === name.split(':')[0]))
  const each = Math.ceil(rounds / Math.max(1, chosen.length))
  return chosen.map(({ name, begin }) => ({ name, rounds: each, begin }))
}

const KEYS = ['lost', 'closed', 'leftovers'] as const

async function torture(rounds: number, only: readonly string[] | undefined, seed: number): Promise<boolean> {
  const sums = { rounds: 0, lost: 0, closed: 0, leftovers: 0 }
  const figures = (of: Omit<typeof sums, 'rounds'>): string =>
    `acts lost ${of.lost}, projects not openable ${of.closed}, leftovers ${of.leftovers}`
  print(`Seed ${seed}`)
  for (const part of partsOf(rounds, only)) {
    const begun = await part.begin()
    if (typeof begun === 'string') {
      print(`${part.name.padEnd(16)} not run: ${begun}`)
      continue
    }
    const sum = { lost: 0, closed: 0, leftovers: 0 }
    try {
      for (let round = 0; round < part.rounds; round++) {
        const verdict = await begun.round(seed + round)
        for (const key of KEYS) {
          sum[key] += verdict[key].length
          sums[key] += verdict[key].length
          for (const what of verdict[key]) print(`  ${part.name} --seed ${seed + round}: ${key}: ${what}`)
        }
        sums.rounds++
      }
    } finally {
      begun.end()
    }
    print(`${part.name.padEnd(16)} ${part.rounds} rounds: ${figures(sum)}`)
  }
  print(`Together ${sums.rounds} rounds: ${figures(sums)}`)
  return sums.lost + sums.closed + sums.leftovers === 0
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) print(USAGE)
else {
  try {
    const [rounds, only, seed] = [Number(values.rounds), values.only?.split(','), Number(values.seed)]
    const isSound = await torture(rounds, only, seed)
    const wrong = !only || only.includes('mutations') ? await reportMutations(MUTATED, rounds * 2, seed, print) : 0
    process.exitCode = isSound && wrong === 0 ? 0 : 1
  } finally {
    library?.remove()
  }
}
