import { createProjectFile } from '../../main/store/sqlite/life/create-file.ts'
import { saveChange } from '../../main/store/sqlite/save-change.ts'
import { createBodyCache } from '../../main/store/sqlite/texts.ts'
import { makeChange } from '../../model/change/change.ts'
import type { ProjectRecord } from '../../model/record/project.ts'
import { ANNOTATOR, article, NOW } from './article.ts'
import { valueOf } from './result.ts'
import { FIRST_RECORDS } from './store.ts'
import { personOf, relationOf } from './stored-project.ts'

export const TAGGED = article(
  '“No,” said the <e1>minister</e1>.\n\n<q1>Nobody</q1> <c1>agreed 🙂</c1> at <k1>all</k1>.',
)
export const { article: ARTICLE, annotations: TAGS } = TAGGED

/** A sound project with a record of every kind, closed. */
export function makeSoundProject(path: string): void {
  const file = valueOf(createProjectFile(path, { now: NOW }))
  const bodies = createBodyCache(file.db)
  let count = 0
  const save = (added: readonly ProjectRecord[]): void => {
    const change = makeChange(`change-${++count}`, 'Add', { added, texts: [TAGGED.body] })
    valueOf(saveChange(file.db, bodies, change, { origin: 'user', of: null, annotator: ANNOTATOR, at: NOW }))
  }
  const inArticle = { article: ARTICLE.id, createdAt: NOW }
  save([...FIRST_RECORDS, ARTICLE, personOf('entity-1', 'Ada')])
  const { e1, q1, ...others } = TAGS
  if (e1) save([{ ...e1, attributes: { ...e1.attributes, entity: 'entity-1' } }])
  save([...(q1 ? [q1] : []), ...Object.values(others)])
  if (q1) save([relationOf('relation-1', q1, 'speaker', { entity: 'entity-1' })])
  save([
    {
      kind: 'prediction',
      id: 'prediction-1',
      type: 'entity',
      fragments: [],
      attributes: {},
      links: [],
      source: 'ner',
      score: null,
      note: '',
      ...inArticle,
    },
    {
      kind: 'rejection',
      id: 'rejection-1',
      rule: 'quotes',
      spans: [{ start: 0, end: 3 }],
      annotator: ANNOTATOR,
      ...inArticle,
    },
  ])
  valueOf(file.close())
}
