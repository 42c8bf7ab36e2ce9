import { describe, expect, test } from 'vitest'
import { linksFromElsewhere, removeAnnotation } from '../../../model/acts/annotation-acts.ts'
import { linkEntity, unlink } from '../../../model/acts/relation-acts.ts'
import { changeType } from '../../../model/acts/type-acts.ts'
import { partKey } from '../../../model/codebook/codebook-part.ts'
import { removePart } from '../../../model/codebook/codebook-edit.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import { linksTo } from '../../../renderer/panels/inspector/link-labels.ts'
import { reviewDraft, saveDraft } from '../../../renderer/session/codebook/codebook-save.ts'
import { mergeInto, removeEverywhere } from '../../../renderer/session/entities/entity-tasks.ts'
import { perform } from '../../../renderer/session/project/perform.ts'
import type { Session } from '../../../renderer/session/project/session.ts'
import { ANNOTATOR, article } from '../../support/article.ts'
import { valueOf } from '../../support/result.ts'
import { codebookPortOf, personOf, relationOf, storedProject } from '../../support/stored-project.ts'

const HARBOUR = article('Harbour vote\nThe <e1>minister</e1> said <q1>we will wait</q1>.', 1)
const BUDGET = article('Budget\n<e1>Lind</e1> said <q1>no comment</q1>.', 2)
const A = HARBOUR.article.id
const B = BUDGET.article.id
const MINISTER = HARBOUR.annotations.e1 as Annotation
const NO_COMMENT = BUDGET.annotations.q1 as Annotation

const FROM_BUDGET = relationOf('relation-0001', NO_COMMENT, 'speaker', { annotation: MINISTER.id })
const LIND = personOf('entity-0001', 'Lind')
const ADA_LIND = personOf('entity-0002', 'Ada Lind')
const TO_LIND = relationOf('relation-0002', NO_COMMENT, 'speaker', { entity: LIND.id })

const relationsOf = (session: Session): string[] =>
  [...(session.getState().open?.relations.values() ?? [])].map(({ id }) => id).sort()

/** What was done is on disk, and nothing was refused. */
async function expectSaved(session: Session): Promise<void> {
  await session.settled()
  const { save, pending, notice, outdated } = session.getState()
  expect([save, pending.requests, outdated]).toEqual([{ kind: 'saved' }, [], false])
  expect(notice?.kind).not.toBe('problem')
}

describe('an annotation that another article links to', () => {
  test('knows the link, and names the article that it comes from', async () => {
    const session = storedProject([HARBOUR, BUDGET], [FROM_BUDGET]).session()
    valueOf(await session.openArticle(A))
    expect(relationsOf(session)).toEqual([FROM_BUDGET.id])
    expect(linksTo(session.getState(), MINISTER.id)).toMatchObject([
      { role: 'Quote: speaker', annotation: null, article: B, name: 'From the article “Budget”' },
    ])
  })

  test('is removed with the link, and undo brings both back', async () => {
    const session = storedProject([HARBOUR, BUDGET], [FROM_BUDGET]).session()
    valueOf(await session.openArticle(A))
    expect(linksFromElsewhere(session.getState(), MINISTER.id)).toHaveLength(1)
    expect(perform(session, removeAnnotation(session.getState(), MINISTER.id, session.port))).toBe(true)
    await expectSaved(session)
    valueOf(await session.openArticle(B))
    expect(relationsOf(session)).toEqual([])
    valueOf(await session.undo())
    await expectSaved(session)
    // The link is of the article that is open, so undo stays there.
    expect(session.getState().open?.article.id).toBe(B)
    expect(relationsOf(session)).toEqual([FROM_BUDGET.id])
    valueOf(await session.openArticle(A))
    expect(session.getState().open?.index.get(MINISTER.id)).toEqual(MINISTER)
    expect(relationsOf(session)).toEqual([FROM_BUDGET.id])
  })

  test('can be unlinked from its own article', async () => {
    const session = storedProject([HARBOUR, BUDGET], [FROM_BUDGET]).session()
    valueOf(await session.openArticle(A))
    expect(perform(session, unlink(session.getState(), FROM_BUDGET.id, session.port))).toBe(true)
    await expectSaved(session)
    expect(relationsOf(session)).toEqual([])
  })

  test('loses the link where it becomes of a type that the role does not lead to', async () => {
    const session = storedProject([HARBOUR, BUDGET], [FROM_BUDGET]).session()
    valueOf(await session.openArticle(A))
    const changed = valueOf(changeType(session.getState(), MINISTER.id, 'cue', session.port))
    expect(changed.left.links).toBe(1)
    valueOf(session.dispatch(changed.change))
    await expectSaved(session)
    valueOf(await session.undo())
    await expectSaved(session)
    expect(relationsOf(session)).toEqual([FROM_BUDGET.id])
  })
})

describe('while another article is open than the one a relation lies in', () => {
  test('a link is undone in its own article', async () => {
    const session = storedProject([HARBOUR, BUDGET], [LIND]).session()
    valueOf(await session.openArticle(B))
    expect(perform(session, linkEntity(session.getState(), NO_COMMENT.id, 'speaker', LIND.id, session.port))).toBe(true)
    valueOf(await session.openArticle(A))
    valueOf(await session.undo())
    await expectSaved(session)
    expect(session.getState().open?.article.id).toBe(B)
    expect(relationsOf(session)).toEqual([])
    valueOf(await session.openArticle(A))
    valueOf(await session.redo())
    await expectSaved(session)
    expect(relationsOf(session)).toHaveLength(1)
  })

  test('entities are merged, and the merging is undone', async () => {
    const session = storedProject([HARBOUR, BUDGET], [LIND, ADA_LIND, TO_LIND]).session()
    valueOf(await session.openArticle(A))
    valueOf(await mergeInto(session, ADA_LIND.id, [LIND.id]))
    await expectSaved(session)
    valueOf(await session.openArticle(B))
    expect(session.getState().open?.relations.get(TO_LIND.id)?.target).toEqual({ entity: ADA_LIND.id })
    valueOf(await session.openArticle(A))
    valueOf(await session.undo())
    await expectSaved(session)
    expect(
      session
        .getState()
        .entities.map(({ id }) => id)
        .sort(),
    ).toEqual([LIND.id, ADA_LIND.id])
    valueOf(await session.openArticle(B))
    expect(session.getState().open?.relations.get(TO_LIND.id)).toEqual(TO_LIND)
  })

  test('an entity is removed with what leads to it', async () => {
    const session = storedProject([HARBOUR, BUDGET], [LIND, TO_LIND]).session()
    valueOf(await session.openArticle(A))
    valueOf(await removeEverywhere(session, LIND.id))
    await expectSaved(session)
    valueOf(await session.undo())
    await expectSaved(session)
    expect(session.getState().entities).toEqual([LIND])
    valueOf(await session.openArticle(B))
    expect(relationsOf(session)).toEqual([TO_LIND.id])
  })

  test('a role is mapped to another one with the codebook', async () => {
    const project = storedProject([HARBOUR, BUDGET], [LIND, TO_LIND])
    const session = project.session()
    const port = codebookPortOf(project.as(ANNOTATOR))
    valueOf(await session.openArticle(A))
    const speaker = { kind: 'role', type: 'quote', role: 'speaker' } as const
    const draft = valueOf(removePart(newsAttribution, speaker))
    const reviewed = valueOf(await reviewDraft(session, port, newsAttribution, draft))
    const mapped = await saveDraft(session, port, reviewed, {
      decisions: new Map([[partKey(speaker), 'addressee']]),
      title: 'Edit codebook',
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    expect(valueOf(mapped)).toBe(1)
    await expectSaved(session)
    valueOf(await session.openArticle(B))
    expect(session.getState().open?.relations.get(TO_LIND.id)?.role).toBe('addressee')
    valueOf(await session.openArticle(A))
    valueOf(await session.undo())
    await expectSaved(session)
    expect(session.getState().codebook).toEqual(newsAttribution)
    valueOf(await session.openArticle(B))
    expect(session.getState().open?.relations.get(TO_LIND.id)).toEqual(TO_LIND)
  })
})
