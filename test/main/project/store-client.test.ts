import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startStore } from '../../../main/project/store-client.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { failureOf, valueOf } from '../../support/result.ts'
import { importTextLater } from '../../support/import.ts'
import { annotator } from '../../support/service.ts'

describe('the store in its thread', () => {
  it('answers in order, and dies with failures instead of silence', async () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const store = startStore()
    const order: string[] = []
    const note = (name: string) => () => void order.push(name)
    const [created] = await Promise.all([
      store.create(path, { name: 'P', annotator }).finally(note('create')),
      store.openArticle('none').finally(note('openArticle')),
      store.close().finally(note('close')),
    ])
    expect(valueOf(created).project.name).toBe('P')
    expect(order).toEqual(['create', 'openArticle', 'close'])
    valueOf(await store.terminate())
    failureOf(await store.openArticle('x'), 'unexpected')
    expect(valueOf(await store.open(path, { annotator })).readOnly).toBeNull()
    valueOf(await store.terminate())
    expect(readdirSync(join(path, '..'))).toEqual(['p.standoff'])
  })

  it('sends the window the same as text', async () => {
    const path = join(temporaryFolder(), 'p.standoff')
    const file = join(path, '../ferry.txt')
    writeFileSync(file, 'Ferry stopped\n\nThe ferry 🚢 did not sail.')
    const store = startStore()
    valueOf(await store.create(path, { name: 'P', annotator }))
    const imported = valueOf(await importTextLater(store, file))
    if (imported.kind !== 'imported') throw new Error('It should have been imported')
    const { id } = imported.article
    const plain = [await store.openArticle(id), await store.annotationPage(id, 0, 10)]
    const packed = [await store.packed.openArticle(id), await store.packed.annotationPage(id, 0, 10)]
    expect(packed.map((result) => JSON.parse(valueOf<{ json: string }>(result).json))).toEqual(
      plain.map((result) => valueOf<unknown>(result)),
    )
    failureOf(await store.packed.openArticle('none'), 'not-found')
    valueOf(await store.terminate())
  })

  it('turns the death of the thread into failures', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'dying.mjs'),
      `import { parentPort } from 'node:worker_threads'\nparentPort.once('message', () => { throw new Error('dead') })`,
    )
    let reason = ''
    const store = startStore(new URL(`file://${folder}/dying.mjs`), { onDeath: (why) => (reason = String(why)) })
    store.warm()
    const results = await Promise.all([store.openArticle('a'), store.openArticle('b')])
    for (const result of results) failureOf(result, 'unexpected')
    expect(reason).toContain('dead')
  })
})
