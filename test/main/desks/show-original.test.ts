import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test, vi } from 'vitest'
import type { Result } from '../../../model/value/result.ts'
import type { AppState } from '../../../preload/contract/contract.ts'
import { valueOf } from '../../support/result.ts'
import { runningApp } from '../../support/running-app.ts'

const app = runningApp()

describe('the original of an article', () => {
  const showOriginal = async (html: string, tamper?: (path: string) => void): Promise<unknown> => {
    writeFileSync(app.at('page.html'), html)
    await app.start(await app.makeProject('Mine.standoff'))
    await app.loadPage()
    app.fake.life().openFile(app.at('page.html'))
    await vi.waitFor(() => expect(app.fake.names()).toContain('articlesImported'), 10_000)
    tamper?.(app.at('Mine.standoff'))
    const [article] = valueOf((await app.fake.request('appState')) as Result<AppState>).project?.articles ?? []
    return app.fake.request('showOriginal', article?.id)
  }
  const PAGE = '<html><body><article><h1>Ferry</h1><p>The ferry did not sail today.</p></article></body></html>'

  test('that is a web page is shown as text, or outside, when a person says so', async () => {
    expect(await showOriginal(PAGE)).toMatchObject({ value: null })
    expect(app.fake.asked).toMatchObject([{ message: '"page.html" is a web page as it was saved.' }])
    expect(app.fake.log.filter((line) => line.startsWith('opened'))).toEqual([])
    const [article] = valueOf((await app.fake.request('appState')) as Result<AppState>).project?.articles ?? []
    for (const button of [1, 2]) {
      app.fake.answers.button = button
      await app.fake.request('showOriginal', article?.id)
    }
    expect(app.fake.log.filter((line) => line.startsWith('opened'))).toEqual([
      'opened page.html.txt',
      'opened page.html',
    ])
  })

  test('is not shown when its bytes have changed in the project', async () => {
    const answer = await showOriginal(PAGE, (path) => {
      const db = new DatabaseSync(path)
      db.exec("UPDATE originals SET bytes = CAST('<script>alert(1)</script>' AS BLOB)")
      db.close()
    })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'damaged-project' } })
    expect(app.fake.log.filter((line) => line.startsWith('opened'))).toEqual([])
  })
})
