import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../../model/value/result.ts'
import type { PastActs } from '../../../preload/contract/contract.ts'
import { valueOf } from '../../support/result.ts'
import { runningApp } from '../../support/running-app.ts'

const app = runningApp()

describe('an earlier state', () => {
  test('of any moment of the log is looked at, and restored as one step that can be undone', async () => {
    const path = await app.makeProject('Mine.standoff')
    await app.startImporting(path, 'a.txt', 'A\n\nFirst.')
    const acts = async () => valueOf((await app.fake.request('pastActs', null)) as Result<PastActs>).acts
    writeFileSync(app.at('b.txt'), 'B\n\nSecond.')
    valueOf((await app.fake.request('importDropped', [app.at('b.txt')])) as Result<unknown>)
    const [last, before] = await acts()
    expect([last?.title, before?.title]).toEqual(['Import b.txt', 'Import a.txt'])
    valueOf((await app.fake.request('lookAtMoment', before?.line)) as Result<null>)
    expect(await app.loadPage()).toMatchObject({
      project: { articles: [{ title: 'A' }], readOnly: expect.any(String) as string },
      looking: { back: 'Mine', title: expect.stringContaining('as it was today') as string },
    })
    app.fake.answers.button = 0
    expect(await app.fake.request('restoreLook', null)).toMatchObject({ value: false })
    expect(app.fake.asked.at(-1)).toMatchObject({
      detail: expect.stringContaining('Articles: 1 added since then is removed.') as string,
    })
    app.fake.answers.button = 1
    expect(await app.fake.request('restoreLook', null)).toMatchObject({ value: true })
    const restored = await app.loadPage()
    expect(restored).toMatchObject({ looking: null, project: { readOnly: null, articles: [{ title: 'A' }] } })
    const step = restored.project?.history.undo.at(-1)?.change
    expect(step?.title).toMatch(/^Restore everything as it was today/)
    valueOf((await app.fake.request('undoBatch', step?.id)) as Result<null>)
    expect((await app.loadPage()).project?.articles).toHaveLength(2)
    expect((await acts())[0]?.origin).toBe('undo')
  })
})
