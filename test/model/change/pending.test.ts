import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyToRecords } from '../../../model/change/apply.ts'
import { type Change, makeChange } from '../../../model/change/change.ts'
import { amend, type Pending, pendingOf, push, receive, refuse } from '../../../model/change/pending.ts'
import { rebaseChange } from '../../../model/change/rebase.ts'
import { noRecords, type Records } from '../../../model/change/view.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { fail } from '../../../model/value/result.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const entity = (id: number, parts: Partial<Entity> = {}): Entity => ({
  kind: 'entity',
  id: `entity-${id}`,
  name: `Entity ${id}`,
  type: 'person',
  aliases: [],
  wikidata: null,
  attributes: {},
  ...parts,
})

const NO = fail('conflict', 'The project says no.', 'Nothing to do.').failure
const apply = applyToRecords
const contents = (records: Records) => Object.fromEntries(records.entries())

/** An act on what is shown: adds, changes or removes one of a few entities. */
interface Act {
  readonly act: 'add' | 'rename' | 'party' | 'remove'
  readonly which: number
  readonly word: string
}
const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom('add', 'rename', 'party', 'remove'),
  which: fc.nat(4),
  word: fc.constantFrom('Ann', 'Bo', 'Cem'),
})

function changeOf({ act: kind, which, word }: Act, shown: Records, id: string): Change | null {
  const known = shown.get(`entity:entity-${which}`)
  if (kind === 'add') return known ? null : makeChange(id, 'Add', { added: [entity(which, { name: word })] })
  if (known?.kind !== 'entity') return null
  if (kind === 'remove') return makeChange(id, 'Remove', { removed: [known] })
  const next = kind === 'rename' ? { ...known, name: word } : { ...known, attributes: { party: word } }
  return makeChange(id, 'Edit', { updated: [[known, next]] })
}

type Event =
  | { readonly kind: 'push' | 'foreign'; readonly act: Act }
  | { readonly kind: 'confirm' | 'refuse'; readonly at: number }
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('push' as const), act }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('foreign' as const), act }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('confirm' as const), at: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuse' as const), at: fc.nat(5) }) },
)

/** A law that holds after everything: shown is confirmed with what waits applied in turn. */
function expectSum({ confirmed, waiting, shown }: Pending<Records>): void {
  const sum = waiting.reduce((records, change) => valueOf(apply(records, change)), confirmed)
  expect(contents(shown)).toEqual(contents(sum))
}

describe('laws of what waits', () => {
  it('shown is confirmed with what waits, whatever is pushed, confirmed, refused and comes from elsewhere', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let pending = pendingOf(noRecords)
        /** What the store holds: own changes as they were confirmed, and those of others. */
        let stored = noRecords
        events.forEach((item, i) => {
          if (item.kind === 'push') {
            const change = changeOf(item.act, pending.shown, `change-${i}`)
            if (change) pending = valueOf(push(pending, change, apply))
          } else if (item.kind === 'foreign') {
            const change = changeOf(item.act, stored, `foreign-${i}`)
            if (!change) return
            stored = valueOf(apply(stored, change))
            const before = pending.waiting
            const settled = receive(pending, [change], apply)
            pending = settled.pending
            // Nothing is lost without being named.
            const left = new Set(
              [...pending.waiting, ...settled.refused.map(({ change: gone }) => gone)].map(({ id }) => id),
            )
            expect(left).toEqual(new Set(before.map(({ id }) => id)))
          } else if (item.kind === 'confirm') {
            const [first] = pending.waiting
            if (!first) return
            stored = valueOf(apply(stored, first))
            pending = receive(pending, [first], apply).pending
          } else if (item.kind === 'refuse') {
            const change = pending.waiting[item.at % Math.max(1, pending.waiting.length)]
            if (!change) return
            const settled = refuse(pending, change.id, NO, apply)
            expect(settled.refused[0]).toEqual({ change, failure: NO })
            pending = settled.pending
          }
          expectSum(pending)
          expect(contents(pending.confirmed)).toEqual(contents(stored))
        })
      }),
      { numRuns: 500 },
    )
  })

  it('refusing leaves what does not depend on it, and takes back what does', () => {
    let pending = pendingOf(noRecords)
    const first = entity(1)
    const changes = [
      makeChange('a', 'Add 1', { added: [first] }),
      makeChange('b', 'Add 2', { added: [entity(2)] }),
      makeChange('c', 'Rename 1', { updated: [[first, { ...first, name: 'Other' }]] }),
    ]
    for (const change of changes) pending = valueOf(push(pending, change, apply))
    const { pending: left, refused } = refuse(pending, 'a', NO, apply)
    expect(refused.map(({ change }) => change.id)).toEqual(['a', 'c'])
    expect(left.waiting.map(({ id }) => id)).toEqual(['b'])
    expect([...left.shown.values()]).toEqual([entity(2)])
    expect(refuse(left, 'unknown', NO, apply)).toEqual({ pending: left, refused: [] })
  })

  it('what comes into view is in both, and costs nothing where nothing waits', () => {
    const more = (records: Records): Records => records.with('entity:entity-9', entity(9))
    const quiet = amend(pendingOf(noRecords), more)
    expect(quiet.confirmed).toBe(quiet.shown)
    const waiting = valueOf(push(pendingOf(noRecords), makeChange('a', 'Add', { added: [entity(1)] }), apply))
    const amended = amend(waiting, more)
    expectSum(amended)
    expect(amended.shown.size).toBe(2)
  })
})

describe('a change over others', () => {
  const base = entity(1, { attributes: { party: 'A' } })
  const update = (after: Entity): Change => makeChange('x', 'Edit', { updated: [[base, after]] })

  it('keeps what only one side changed, field by field and attribute by attribute', () => {
    const mine = update({ ...base, name: 'Mine', attributes: { party: 'A', office: 'mayor' } })
    const theirs = update({ ...base, wikidata: 'Q1', attributes: { party: 'B' } })
    const rebased = valueOf(rebaseChange(mine, [theirs]))
    const merged = { ...base, name: 'Mine', wikidata: 'Q1', attributes: { party: 'B', office: 'mayor' } }
    expect(rebased.updated).toEqual([[theirs.updated[0]?.[1], merged]])
  })

  it('is refused where both changed the same, or one removed it', () => {
    const mine = update({ ...base, name: 'Mine' })
    failureOf(rebaseChange(mine, [update({ ...base, name: 'Theirs' })]), 'conflict')
    failureOf(rebaseChange(mine, [makeChange('y', 'Remove', { removed: [base] })]), 'conflict')
    const removal = makeChange('z', 'Remove', { removed: [base] })
    failureOf(rebaseChange(removal, [mine]), 'conflict')
    expect(valueOf(rebaseChange(removal, [makeChange('y', 'Remove', { removed: [base] })])).removed).toEqual([])
  })
})
