import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { invertChange } from '../../../model/change/change.ts'
import { applyToRecords } from '../../../model/change/apply.ts'
import { type Records } from '../../../model/change/view.ts'
import { decodeChange, encodeChange } from '../../../model/change/codec.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { recordKey } from '../../../model/record/project.ts'
import { RecordMap } from '../../../model/value/record-map.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import { commandContext, runCommand } from '../../../renderer/commands/commands.ts'
import { modeView } from '../../../renderer/modes/modes.ts'
import { removeAnnotation, tagSpans } from '../../../model/acts/annotation-acts.ts'
import { linkOptions } from '../../../renderer/session/annotations/link-options.ts'
import { linkAnnotation, linkNewEntity, linkSpans, linksOf, unlink } from '../../../model/acts/relation-acts.ts'
import type { Session } from '../../../renderer/session/project/session.ts'
import type { SessionState } from '../../../renderer/session/project/state.ts'
import { createWindowModel } from '../../../renderer/session/window/window-model.ts'
import { annotate, countingIds, fakeWorkbench, makeArticle, NOW, SAMPLE_TEXT } from '../../support/fake-workbench.ts'

const ADA = annotate('a', 'entity', 'Ada Lind')
const QUOTE = annotate('a', 'quote', '“We will not be rushed,”')
const CLAIM = annotate('a', 'claim', '40 percent of voters agree')
const STANCE = annotate('a', 'stance', 'Her party is against the plan')

async function openWindow(annotations = [ADA, QUOTE, CLAIM, STANCE]) {
  const fake = fakeWorkbench({ articles: [makeArticle('a')], annotations })
  const model = createWindowModel(fake.workbench, { newId: countingIds('n'), now: () => NOW })
  await model.start()
  const { session } = model.getState()
  if (!session) throw new Error('No session')
  while (!session.getState().open?.complete) await new Promise((resolve) => setTimeout(resolve))
  /** Presses a key of the mode that is on. */
  const press = (key: string): void => {
    const choice = modeView(commandContext(model))?.choices.find(({ keys }) => keys.includes(key))
    if (!choice?.enabled) throw new Error(`The mode has no key ${key}`)
    choice.run(commandContext(model))
  }
  const selectText = (words: string): void => {
    const start = SAMPLE_TEXT.indexOf(words)
    session.setSelection({ start, end: start + words.length })
    // As the editor does when a person selects text.
    session.select(null)
  }
  return { ...fake, model, session, press, selectText }
}

const links = ({ open }: SessionState): string[] =>
  [...(open?.relations.values() ?? [])]
    .map(
      ({ role, source, target }) => `${source} ${role} ${'annotation' in target ? target.annotation : target.entity}`,
    )
    .sort()

describe('the role menu', () => {
  test('offers the roles of the type, walks what a role may lead to, and links it', async () => {
    const { model, session, press } = await openWindow()
    session.select(QUOTE.id)
    expect(runCommand('annotation.link', model)).toBe(true)
    const menu = modeView(commandContext(model))
    expect(menu?.choices.map(({ keys }) => keys[0])).toEqual(['S', 'K', 'A', 'P', 'Escape'])
    press('S')
    expect(session.getState().mode).toEqual({ kind: 'link', source: QUOTE.id, role: 'speaker', next: [] })
    press('N')
    expect(session.getState().selected).toBe(ADA.id)
    press('Enter')
    expect(session.getState()).toMatchObject({ mode: null, selected: QUOTE.id, undoTitle: 'Link speaker “Ada Lind”' })
    expect(links(session.getState())).toEqual([`${QUOTE.id} speaker ${ADA.id}`])
  })

  test('tags fresh text and links it in one act, which undo takes back whole', async () => {
    const { model, session, press, selectText } = await openWindow()
    session.select(QUOTE.id)
    runCommand('annotation.link', model)
    press('K')
    selectText('told')
    press('Enter')
    const { open } = session.getState()
    const cue = [...(open?.index ?? [])].find(({ type }) => type === 'cue')
    expect(cue?.fragments[0]?.quote).toBe('told')
    expect(links(session.getState())).toEqual([`${QUOTE.id} cue ${cue?.id}`])
    expect((await session.undo()).ok).toBe(true)
    expect(links(session.getState())).toEqual([])
    expect([...(session.getState().open?.index ?? [])]).toHaveLength(4)
  })

  test('does not make a second annotation where there is one of the type already', async () => {
    const { model, session, press, selectText } = await openWindow()
    session.select(CLAIM.id)
    runCommand('annotation.link', model)
    press('C')
    selectText('Ada Lind')
    press('Enter')
    expect(links(session.getState())).toEqual([`${CLAIM.id} claimant ${ADA.id}`])
    expect(session.getState().open?.index.size).toBe(4)
  })

  test('ends with the annotation it is about, and refuses what the codebook does not allow', async () => {
    const { model, session } = await openWindow()
    session.select(QUOTE.id)
    runCommand('annotation.link', model)
    const removed = removeAnnotation(session.getState(), QUOTE.id, session.port)
    if (removed.ok) session.dispatch(removed.value)
    expect(session.getState().mode).toBeNull()
    const refused = linkAnnotation(session.getState(), STANCE.id, 'speaker', ADA.id, session.port)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'invalid-record' } })
    expect(linkAnnotation(session.getState(), CLAIM.id, 'within', ADA.id, session.port)).toMatchObject({
      failure: { message: 'This link does not fit the codebook: the role within cannot lead to entity.' },
    })
  })

  test('says so where a type has no roles', async () => {
    const { model, session } = await openWindow()
    session.select(ADA.id)
    runCommand('annotation.link', model)
    expect(session.getState()).toMatchObject({ mode: null, notice: { kind: 'problem' } })
  })
})

describe('a frame', () => {
  test('makes a quote with its speaker and its cue, one step after the other', async () => {
    const { model, session, press, selectText } = await openWindow([])
    selectText('“We will not be rushed,”')
    expect(runCommand('frame.quote', model)).toBe(true)
    selectText('Ada Lind')
    press('Enter')
    selectText('told')
    press('Enter')
    const { open, mode } = session.getState()
    expect(mode).toBeNull()
    expect([...(open?.index ?? [])].map(({ type, fragments }) => [type, fragments[0]?.quote])).toEqual([
      ['quote', '“We will not be rushed,”'],
      ['entity', 'Ada Lind'],
      ['cue', 'told'],
    ])
    expect([...(open?.relations.values() ?? [])].map(({ role }) => role).sort()).toEqual(['cue', 'speaker'])
  })

  test('keeps what was made when it is left, and leaves a role out on Enter', async () => {
    const { model, session, press, selectText } = await openWindow([])
    selectText('“We will not be rushed,”')
    runCommand('frame.quote', model)
    press('Enter')
    expect(session.getState().mode).toMatchObject({ kind: 'link', role: 'cue', next: [] })
    // The last one, too: Enter would go to the inspector with the gesture still on.
    expect(modeView(commandContext(model))?.choices.map(({ title }) => title)).toEqual([
      'Leave out the cue',
      'Next',
      'Previous',
      'Type a name',
      'Done',
    ])
    press('Escape')
    expect(session.getState().mode).toBeNull()
    expect(session.getState().open?.index.size).toBe(1)
  })

  test('of a stance may be about the whole article', async () => {
    const { model, session, press, selectText } = await openWindow([ADA])
    session.setSelection({ start: 3, end: 3 })
    runCommand('frame.stance', model)
    expect(session.getState().mode?.kind).toBe('frame-text')
    press('Enter')
    const made = session.getState().open?.index.at(0)
    expect(made).toMatchObject({ type: 'stance', fragments: [] })
    press('N')
    press('Enter')
    selectText('the plan')
    press('E')
    expect(links(session.getState())).toHaveLength(2)
  })
})

describe('names', () => {
  test('find annotations in range, the nearest of equal words first, then the register, a new entry, a topic', async () => {
    const { session } = await openWindow()
    const options = (id: string, role: string, text: string) => linkOptions(session.getState(), id, role, text)
    expect(options(QUOTE.id, 'speaker', 'ada')).toEqual([
      { kind: 'annotation', id: ADA.id, name: 'Ada Lind', type: 'entity' },
      { kind: 'new-entity', name: 'ada' },
    ])
    expect(options(QUOTE.id, 'cue', 'ada')).toEqual([])
    expect(options(STANCE.id, 'target', 'harbour').map(({ kind }) => kind)).toEqual(['new-entity', 'topic'])
    const made = linkNewEntity(session.getState(), QUOTE.id, 'speaker', ' Ada Lind ', session.port)
    if (made.ok) session.dispatch(made.value)
    const [entry] = session.getState().entities
    expect(entry).toMatchObject({ name: 'Ada Lind', type: 'other' })
    expect(options(CLAIM.id, 'claimant', 'Ada Lind')).toEqual([
      { kind: 'annotation', id: ADA.id, name: 'Ada Lind', type: 'entity' },
      { kind: 'entity', id: entry?.id, name: 'Ada Lind' },
    ])
  })
})

describe('laws of linking', () => {
  type Step =
    | { readonly kind: 'tag'; readonly type: string; readonly from: number; readonly length: number }
    | { readonly kind: 'link'; readonly from: number; readonly role: number; readonly to: number }
    | { readonly kind: 'fresh'; readonly from: number; readonly role: number; readonly at: number }
    | { readonly kind: 'entity'; readonly from: number; readonly role: number; readonly name: string }
    | { readonly kind: 'unlink'; readonly which: number }
    | { readonly kind: 'remove'; readonly which: number }

  const types = newsAttribution.types.map(({ id }) => id)
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('tag' as const),
        type: fc.constantFrom(...types),
        from: fc.nat(SAMPLE_TEXT.length - 10),
        length: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({ kind: fc.constant('link' as const), from: fc.nat(9), role: fc.nat(3), to: fc.nat(9) }),
      fc.record({ kind: fc.constant('fresh' as const), from: fc.nat(9), role: fc.nat(3), at: fc.nat(150) }),
      fc.record({
        kind: fc.constant('entity' as const),
        from: fc.nat(9),
        role: fc.nat(3),
        name: fc.constantFrom('Ada', 'The party', 'Berg'),
      }),
      fc.record({ kind: fc.constant('unlink' as const), which: fc.nat(9) }),
      fc.record({ kind: fc.constant('remove' as const), which: fc.nat(9) }),
    ),
    { minLength: 1, maxLength: 30 },
  )

  const records = ({ open, entities }: SessionState): Records =>
    RecordMap.from(
      [...(open?.index ?? []), ...(open?.relations.values() ?? []), ...entities].map(
        (record) => [recordKey(record), record] as const,
      ),
    )
  const sorted = (map: Records) => [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1))

  /** The act of a step in a state; null where there is nothing to do it to. */
  function actOf({ getState, port }: Session, step: Step) {
    const state = getState()
    const index = state.open?.index
    const all = [...(index ?? [])]
    const roleAt = (from: number, role: number) => {
      const source = all[from % Math.max(1, all.length)]
      const roles = newsAttribution.types.find(({ id }) => id === source?.type)?.roles ?? []
      const found = roles[role % Math.max(1, roles.length)]
      return source && found ? { source: source.id, role: found } : null
    }
    if (step.kind === 'tag') {
      const tagged = tagSpans(state, step.type, [{ start: step.from, end: step.from + step.length }], port)
      return tagged.ok ? ({ ok: true, value: tagged.value.change } as const) : tagged
    }
    if (step.kind === 'remove') {
      const found = all[step.which % Math.max(1, all.length)]
      return found ? removeAnnotation(state, found.id, port) : null
    }
    if (step.kind === 'unlink') {
      const found = [...(state.open?.relations.values() ?? [])][step.which]
      return found ? unlink(state, found.id, port) : null
    }
    const from = roleAt(step.from, step.role)
    if (!from) return null
    if (step.kind === 'entity') return linkNewEntity(state, from.source, from.role.id, step.name, port)
    if (step.kind === 'fresh') {
      const span = { start: step.at, end: step.at + 5 }
      return linkSpans(state, from.source, from.role.id, from.role.toTypes[0] ?? '', [span], port)
    }
    const target = all[step.to % Math.max(1, all.length)]
    return target ? linkAnnotation(state, from.source, from.role.id, target.id, port) : null
  }

  test('each act inverts and crosses as JSON; no relation dangles or leaves its domain and range; undo brings all back', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const { session } = await openWindow([ADA, QUOTE])
        const first = sorted(records(session.getState()))
        let done = 0
        for (const step of list) {
          const act = actOf(session, step)
          if (!act?.ok) continue
          const change = act.value
          const before = records(session.getState())
          expect(decodeChange(encodeChange(change))).toEqual({ ok: true, value: change })
          expect(session.dispatch(change).ok).toBe(true)
          done++
          const after = applyToRecords(before, change)
          expect(after.ok && sorted(after.value)).toEqual(sorted(records(session.getState())))
          const back = after.ok && applyToRecords(after.value, invertChange(change, 'inverse'))
          expect(back && back.ok && sorted(back.value)).toEqual(sorted(before))
          const { open, entities, codebook } = session.getState()
          for (const relation of open?.relations.values() ?? []) {
            const source = open?.index.get(relation.source)
            const { target } = relation
            const to = 'annotation' in target ? open?.index.get(target.annotation) : null
            expect(source).toBeDefined()
            expect(
              to === null ? entities.some(({ id }) => 'entity' in target && id === target.entity) : to,
            ).toBeTruthy()
            expect(source && relationProblem(codebook, relation, source, to ?? null)).toBeNull()
            const twins = linksOf(session.getState(), relation.source, relation.role)
            expect(new Set(twins.map((item) => JSON.stringify(item.target))).size).toBe(twins.length)
          }
        }
        for (let i = 0; i < done; i++) expect((await session.undo()).ok).toBe(true)
        expect(sorted(records(session.getState()))).toEqual(first)
      }),
      { numRuns: 60 },
    )
  })
})
