import { writeSync } from 'node:fs'
import { type Holding, LIVES } from './lives.ts'
import { randomFrom } from './random.ts'

/* The process that is killed: node child.ts LIFE FOLDER SEED BEGUN. Tells what it does, a line each, on its stdout. */

const [, , name = '', folder = '', seed = '0', begun = '[]'] = process.argv
const life = LIVES.find((one) => one.name === name)
if (!life) throw new Error(`There is no life "${name}"`)

// Written at once: what is in a buffer dies with the process.
const say = (word: string, holding?: Holding): void =>
  void writeSync(1, `${word} ${holding ? JSON.stringify(holding) : ''}\n`)

say('ready')
await life.live({
  folder,
  random: randomFrom(Number(seed)).next,
  begun: JSON.parse(begun) as Holding[],
  tell: { tried: (holding) => say('tried', holding), done: (holding) => say('done', holding) },
})
say('over')
