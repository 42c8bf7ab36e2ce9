import { join } from 'node:path'
import { createProjectService } from '../../main/project/create-project-service.ts'
import { createProjectFile } from '../../main/store/sqlite/life/create-file.ts'
import { createSqliteStore } from '../../main/store/sqlite/sqlite-store.ts'
import { openForWriting } from '../../main/store/sqlite/sqlite.ts'
import { makeChange } from '../../model/change/change.ts'
import type { Prediction } from '../../model/record/prediction.ts'
import type { Rejection } from '../../model/record/rejection.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import { ANNOTATOR, article, NOW } from './article.ts'
import { temporaryFolder } from './folder.ts'
import { valueOf } from './result.ts'
import { personOf, relationOf } from './stored-project.ts'

/* A real project file with two of everything, and ways to damage it behind the program's back. */

export const FIRST = article(
  'The <e1>minister</e1> said: <q1>“No.”</q1>\n<e2>Lind</e2> agreed. <c1>It is over.</c1>',
  1,
)
export const SECOND = article('Later <e1>Lind</e1> said: <q1>“Yes.”</q1>', 2)

const tag = (of: typeof FIRST, name: string) => {
  const found = of.annotations[name]
  if (!found) throw new Error(`Nothing is tagged <${name}>`)
  return found
}

const predictionOf = (id: string, of: typeof FIRST, name: string): Prediction => {
  const { article: home, type, fragments, attributes } = tag(of, name)
  return {
    kind: 'prediction',
    id,
    article: home,
    type,
    fragments,
    attributes,
    links: [],
    source: 'Model 1',
    score: 0.5,
    note: '',
    createdAt: NOW,
  }
}

const rejectionOf = (id: string, of: typeof FIRST, name: string): Rejection => ({
  kind: 'rejection',
  id,
  article: of.article.id,
  rule: 'names',
  spans: tag(of, name).fragments.map(({ start, end }) => ({ start, end })),
  annotator: ANNOTATOR,
  createdAt: NOW,
})

/** The path of a closed project in a folder of its own. Its two articles hold annotations, relations and suggestions. */
export function projectToDamage(): string {
  const path = join(temporaryFolder(), 'news.standoff')
  const store = createSqliteStore(valueOf(createProjectFile(path, { now: NOW })))
  const start = makeChange('change-start', 'Start', {
    added: [
      { kind: 'project', id: 'project-0001', name: 'Press review', description: 'Of 2025', createdAt: NOW },
      { kind: 'annotator', id: ANNOTATOR, name: 'Ada', type: 'human' },
      { kind: 'annotator', id: 'annotator-0002', name: 'Bo', type: 'human' },
      newsAttribution,
      personOf('lind', 'Lind'),
      personOf('minister', 'The minister'),
      FIRST.article,
      SECOND.article,
      ...Object.values(FIRST.annotations),
      ...Object.values(SECOND.annotations),
      relationOf('relation-1', tag(FIRST, 'q1'), 'speaker', { annotation: tag(FIRST, 'e1').id }),
      relationOf('relation-2', tag(SECOND, 'q1'), 'speaker', { annotation: tag(FIRST, 'e2').id }),
      relationOf('relation-3', tag(FIRST, 'c1'), 'claimant', { entity: 'lind' }),
      predictionOf('prediction-1', FIRST, 'e1'),
      predictionOf('prediction-2', SECOND, 'e1'),
      rejectionOf('rejection-1', FIRST, 'e2'),
      rejectionOf('rejection-2', SECOND, 'q1'),
    ],
    texts: [FIRST.body, SECOND.body],
  })
  valueOf(store.commit(start, { origin: 'system', of: null, annotator: ANNOTATOR, at: NOW }))
  for (const [number, before] of [tag(FIRST, 'e1'), tag(SECOND, 'e1')].entries()) {
    const change = makeChange(`change-${number + 1}`, 'Note', {
      updated: [[before, { ...before, note: `Note ${number}` }]],
    })
    valueOf(store.commit(change, { origin: 'user', of: null, annotator: ANNOTATOR, at: NOW }))
  }
  valueOf(store.close())
  return path
}

/** Changes what is stored as no part of the program would. */
export function damage(path: string, sql: string): void {
  const db = openForWriting(path)
  db.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${sql}`)
  db.close()
}

/** The project, open in a real service. */
export function opened(path: string) {
  const service = createProjectService()
  const overview = valueOf(service.open(path, { annotator: { id: ANNOTATOR, name: 'Ada' } }))
  return { service, overview }
}
