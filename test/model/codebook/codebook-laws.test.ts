import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../../model/record/annotation.ts'
import { invertChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { type Records } from '../../../model/change/view.ts'
import { sameValue } from '../../../model/value/same-value.ts'
import { type Codebook, codebookProblems } from '../../../model/record/codebook.ts'
import { removePart } from '../../../model/codebook/codebook-edit.ts'
import { codebookDifferences } from '../../../model/codebook/codebook-diff.ts'
import { decodeCodebookFile, encodeCodebookFile } from '../../../model/codebook/codebook-file.ts'
import { codebookMigration } from '../../../model/codebook/codebook-migration.ts'
import { findPart, partKey } from '../../../model/codebook/codebook-part.ts'
import { type Decisions, reviewCodebook } from '../../../model/codebook/codebook-review.ts'
import type { Question } from '../../../model/codebook/codebook-questions.ts'
import { usesOf } from '../../../model/codebook/codebook-usage.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { type ProjectRecord, recordKey } from '../../../model/record/project.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { ok } from '../../../model/value/result.ts'
import { ANNOTATOR, annotate, NOW } from '../../support/article.ts'
import { codebookEdit, editAll, partsOf } from '../../support/codebook.ts'
import { countUsage, unknownIn } from '../../support/codebook-usage.ts'
import { valueOf } from '../../support/result.ts'

const TEXT = 'The minister said the vote would wait.'
const LATER = '2025-04-01T12:00:00.000Z'

const edits = fc.array(codebookEdit, { maxLength: 12 })

/** Edits of which many take something away. */
const drafts = fc.tuple(edits, fc.array(fc.nat(100), { maxLength: 6 })).map(([list, gone]) => {
  const removals = gone.map((which) => (codebook: Codebook) => {
    const parts = partsOf(codebook)
    const part = parts[which % Math.max(1, parts.length)]
    return part ? removePart(codebook, part) : ok(codebook)
  })
  return editAll(newsAttribution, [...removals, ...list])
})

/** A project that uses its codebook in many ways: every value at least once in a while, texts, roles, whole articles. */
const project = fc
  .array(
    fc.record({ type: fc.nat(4), values: fc.array(fc.nat(50), { minLength: 8, maxLength: 8 }), whole: fc.boolean() }),
    {
      maxLength: 12,
    },
  )
  .chain((rows) =>
    fc
      .array(fc.record({ source: fc.nat(30), target: fc.nat(30), role: fc.nat(5) }), { maxLength: 20 })
      .map((links) => makeProject(rows, links)),
  )

function makeProject(
  rows: readonly { readonly type: number; readonly values: readonly number[]; readonly whole: boolean }[],
  links: readonly { readonly source: number; readonly target: number; readonly role: number }[],
) {
  const annotations = rows.flatMap(({ type: number, values, whole }, i): Annotation[] => {
    const type = newsAttribution.types[number]
    if (!type) return []
    const spans = whole && type.spanless ? [] : [{ start: 4, end: 12 }]
    const attributes: Record<string, string> = {}
    type.attributes.forEach((attribute, a) => {
      const pick = values[a] ?? 0
      if (pick % 3 === 0) return
      if (attribute.input === 'choice') {
        attributes[attribute.id] = attribute.values[pick % attribute.values.length]?.id ?? ''
      } else attributes[attribute.id] = attribute.input === 'entity' ? 'entity-1' : `text ${pick % 4}`
    })
    return [{ ...annotate(TEXT, 'article', type.id, spans, `annotation-${String(i).padStart(2, '0')}`), attributes }]
  })
  const relations = links.flatMap(({ source, target, role }, i): Relation[] => {
    const from = annotations[source % annotations.length]
    const roles = newsAttribution.types.find(({ id }) => id === from?.type)?.roles ?? []
    const named = roles[role % Math.max(1, roles.length)]
    if (!from || !named) return []
    const fitting = [...annotations, null].filter(
      (end) => relationProblem(newsAttribution, { role: named.id }, from, end) === null,
    )
    const end = fitting[target % Math.max(1, fitting.length)]
    if (end === undefined) return []
    return [
      {
        kind: 'relation',
        id: `relation-${i}`,
        article: from.article,
        role: named.id,
        source: from.id,
        target: end ? { annotation: end.id } : { entity: 'entity-1' },
        attributes: {},
        annotator: ANNOTATOR,
        createdAt: NOW,
        updatedAt: NOW,
      },
    ]
  })
  return { annotations, relations }
}

const recordsOf = <K extends 'annotation' | 'relation'>(records: Records, kind: K) =>
  [...records.values()].filter((record) => record.kind === kind) as Extract<ProjectRecord, { readonly kind: K }>[]

/** A choice for each question: keep, or one of the targets that can take it. */
function decide(questions: readonly Question[], picks: readonly number[]): Decisions {
  return new Map(
    questions.flatMap(({ part, targets }, i) => {
      const able = targets.filter(({ refusal }) => refusal === null)
      const target = able[(picks[i % picks.length] ?? 0) % (able.length + 1)]
      return target ? [[partKey(part), target.id] as const] : []
    }),
  )
}

describe('laws of editing a codebook', () => {
  it('every sequence of acts leaves it without problems, or is refused', () => {
    fc.assert(
      fc.property(edits, (list) => {
        let codebook: Codebook = newsAttribution
        for (const edit of list) {
          const edited = edit(codebook)
          if (edited.ok) codebook = edited.value
          else expect(edited.failure.message).toMatch(/^[A-Z].*[.!”]$/)
          expect(codebookProblems(codebook)).toEqual([])
        }
        expect(codebook.id).toBe(newsAttribution.id)
      }),
    )
  })

  it('a file of it reads back as it was', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const codebook = editAll(newsAttribution, list)
        expect(valueOf(decodeCodebookFile(encodeCodebookFile(codebook)))).toEqual(codebook)
      }),
    )
  })

  it('there are differences exactly where something differs', () => {
    fc.assert(
      fc.property(edits, edits, (one, more) => {
        const before = editAll(newsAttribution, one)
        const after = editAll(before, more)
        expect(codebookDifferences(before, before)).toEqual([])
        expect(codebookDifferences(before, after).length === 0).toBe(sameValue(before, after))
        for (const { sentence } of codebookDifferences(before, after)) expect(sentence).toMatch(/^[A-Z].*\.$/s)
      }),
    )
  })
})

describe('laws of saving a codebook', () => {
  it('the change inverts exactly, and nothing that an annotation holds becomes unknown', () => {
    fc.assert(
      fc.property(project, drafts, fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }), (tagged, draft, picks) => {
        const { annotations, relations } = tagged
        const before = newsAttribution
        const usage = countUsage(annotations, relations)
        const { questions, refusals } = reviewCodebook(before, draft, usage)
        fc.pre(refusals.length === 0)
        const decisions = decide(questions, picks)
        const mapping = codebookMigration({ before, draft, usage, questions, decisions, now: LATER })
        const typeOf = new Map(annotations.map(({ id, type }) => [id, type]))
        const wanted = new Set(mapping.parts.map(partKey))
        // What the store would find for the parts that the mapping asks for.
        const found = annotations.filter(({ type, attributes }) =>
          [
            partKey({ kind: 'type', type }),
            ...Object.entries(attributes).flatMap(([attribute, value]) => [
              partKey({ kind: 'attribute', type, attribute }),
              partKey({ kind: 'value', type, attribute, value }),
            ]),
          ].some((key) => wanted.has(key)),
        )
        mapping.addAnnotations(found)
        mapping.addRelations(relations.map((relation) => [typeOf.get(relation.source) ?? '', relation] as const))
        const { change, codebook } = mapping.finish('change', 'Edit codebook')

        const records: Records = RecordMap.from(
          [before, ...annotations, ...relations].map((record): [string, ProjectRecord] => [recordKey(record), record]),
        )
        const after = valueOf(applyToRecords(records, change))
        const back = valueOf(applyToRecords(after, invertChange(change, 'inverse')))
        expect(Object.fromEntries(back.entries())).toEqual(Object.fromEntries(records.entries()))
        expect(valueOf(decodeChange(encodeChange(change)))).toEqual(change)

        expect(codebook).toMatchObject({ id: before.id, version: before.version + 1 })
        expect(codebookProblems(codebook)).toEqual([])
        const mapped = new Set(change.updated.map(([old]) => old.id))
        for (const record of after.values()) {
          if (record.kind === 'annotation') {
            expect(unknownIn(codebook, record)).toEqual([])
            expect(record.codebookVersion).toBe(mapped.has(record.id) ? codebook.version : 1)
            const old = records.get(recordKey(record)) as Annotation
            expect(Object.keys(record.attributes)).toHaveLength(Object.keys(old.attributes).length)
          }
          if (record.kind === 'relation') {
            const source = after.get(`annotation:${record.source}`) as Annotation
            const end = 'annotation' in record.target ? record.target.annotation : null
            const target = end === null ? null : (after.get(`annotation:${end}`) as Annotation)
            expect(relationProblem(codebook, record, source, target)).toBeNull()
          }
        }
        // What is kept is retired; what was mapped is gone, unless some annotation had no room for it.
        const left = countUsage(recordsOf(after, 'annotation'), recordsOf(after, 'relation'))
        for (const { part } of questions) {
          const kept = findPart(codebook, part)
          expect(kept?.retired ?? false, partKey(part)).toBe(kept !== undefined)
          if (!decisions.has(partKey(part))) expect(kept, partKey(part)).toBeDefined()
          else if (kept) {
            // Only an attribute can lack room; its values may then come along.
            const moved = questions.some(
              (other) =>
                other.part.kind === 'attribute' && other.part.type === part.type && decisions.has(partKey(other.part)),
            )
            expect(moved && part.kind !== 'type' && part.kind !== 'role', partKey(part)).toBe(true)
            expect(usesOf(left, part), partKey(part)).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
