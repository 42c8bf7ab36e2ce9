import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openForWriting, query } from '../../../main/store/sqlite/sqlite.ts'

const module = join(import.meta.dirname, '../../../main/store/sqlite/sqlite.ts')

// In a process of its own: without what is tested here, the process dies.
const PROGRAM = `
  import { openForWriting, query } from ${JSON.stringify(module)}
  const db = openForWriting(':memory:')
  db.exec('CREATE TABLE t (n INTEGER) STRICT')
  for (let n = 1; n <= 500; n++) db.run(query('add', 'INSERT INTO t VALUES (?)'), n)
  let sum = 0
  for (const { n } of db.iterate(query('all', 'SELECT n FROM t'))) {
    sum += n
    if (n % 100 !== 0) continue
    gc()
    await new Promise((done) => setImmediate(done))
  }
  console.log(sum)
`

it('reads rows one by one, however long it takes and whatever is collected meanwhile', () => {
  const args = ['--expose-gc', '--input-type=module', '--eval', PROGRAM]
  const { stdout, signal } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect({ stdout, signal }).toEqual({ stdout: '125250\n', signal: null })
})

it('can be left in the middle', () => {
  const db = openForWriting(':memory:')
  const numbers = query('numbers', 'SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3')
  for (const { n } of db.iterate(numbers)) if (n === 2) break
  expect([...db.iterate(numbers)].map(({ n }) => n)).toEqual([1, 2, 3])
  db.close()
})
