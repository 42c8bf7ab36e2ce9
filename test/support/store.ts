import { onTestFinished } from 'vitest'
import { type Change, makeChange, type Origin } from '../../model/change/change.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import type { Result } from '../../model/value/result.ts'
import type { Migration } from '../../main/store/sqlite/migrations/migration.ts'
import { createProjectFile } from '../../main/store/sqlite/life/create-file.ts'
import { IN_MEMORY, type ProjectFile } from '../../main/store/sqlite/project-file.ts'
import { saveChange } from '../../main/store/sqlite/save-change.ts'
import type { WriteHandle } from '../../main/store/sqlite/sqlite.ts'
import { guarded } from '../../main/store/sqlite/store-failure.ts'
import { createBodyCache } from '../../main/store/sqlite/texts.ts'
import { ANNOTATOR, article, idOf, NOW, type TaggedArticle } from './article.ts'
import { valueOf } from './result.ts'

/** A project with one article, and short ways to change it. */
export interface StoreInTest {
  readonly file: ProjectFile
  readonly db: WriteHandle
  readonly tagged: TaggedArticle
  save(change: Change, origin?: Origin, of?: string | null): Result<{ readonly sequence: number }>
  add(...records: ProjectRecord[]): Change
}

let changes = 0
export const newChangeId = (): string => idOf('change', ++changes)

export const FIRST_RECORDS: readonly ProjectRecord[] = [
  { kind: 'project', id: 'project-0001', name: 'Press review', description: '', createdAt: NOW },
  { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' },
  newsAttribution,
]

/** Makes a project with an article written with tags; its annotations are not saved yet. */
export function storeWith(text: string, path = IN_MEMORY, migrations?: readonly Migration[]): StoreInTest {
  const file = valueOf(createProjectFile(path, { now: NOW, ...(migrations ? { migrations } : {}) }))
  onTestFinished(() => void file.close())
  const { db } = file
  const tagged = article(text)
  const bodies = createBodyCache(db)
  const save: StoreInTest['save'] = (change, origin = 'user', of = null) =>
    guarded(path, () =>
      saveChange(db, bodies, { ...change, texts: [tagged.body] }, { origin, of, annotator: ANNOTATOR, at: NOW }),
    )
  valueOf(save(makeChange(newChangeId(), 'Start', { added: [...FIRST_RECORDS, tagged.article] }), 'system'))
  return {
    file,
    db,
    tagged,
    save,
    add(...added) {
      const change = makeChange(newChangeId(), 'Add', { added })
      valueOf(save(change))
      return change
    },
  }
}
