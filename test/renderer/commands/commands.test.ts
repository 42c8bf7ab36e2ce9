import { expect, test } from 'vitest'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { windowKeyProblems } from '../../../model/codebook/codebook-keys.ts'
import { presets } from '../../../model/presets/index.ts'
import { commandsFor, FIXED_LETTERS } from '../../../renderer/commands/commands.ts'
import { createRegistry } from '../../../renderer/commands/registry.ts'
import { keyName } from '../../../renderer/input/keys.ts'
import { overviewOf } from '../../support/fake-workbench.ts'

const commands = commandsFor({ codebook: overviewOf({ articles: [] }).codebook })

test('ids are unique, and no key means two things in one place', () => {
  const ids = commands.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const keys = commands.flatMap(({ scope, keys: own }) => own.map((key) => `${scope} ${key}`))
  expect(new Set(keys).size).toBe(keys.length)
})

test('every type of the codebook can be tagged by its key', () => {
  for (const { id, key } of newsAttribution.types) {
    expect(commands.find((command) => command.id === `tag.${id}`)?.keys).toEqual([key])
  }
})

test('no type of a preset wants a letter that the window has for itself', () => {
  expect([...FIXED_LETTERS.keys()]).toContain('N')
  for (const preset of presets.all) expect(windowKeyProblems(preset, FIXED_LETTERS), preset.id).toEqual([])
})

test('a type that wants such a letter all the same is tagged without a key', () => {
  const types = newsAttribution.types.map((type) => (type.id === 'claim' ? { ...type, key: 'N' } : type))
  const codebook = { ...newsAttribution, types }
  expect(windowKeyProblems(codebook, FIXED_LETTERS)).toEqual([
    'The key N of “Claim” is the key of the command “Next annotation”.',
  ])
  const strange = commandsFor({ codebook })
  expect(strange.find(({ id }) => id === 'tag.claim')?.keys).toEqual([])
  expect(strange.find(({ keys }) => keys.includes('N'))?.id).toBe('annotation.next')
})

test('the registry refuses two commands of one id, and of one key in one place', () => {
  const [one] = commands
  if (!one) throw new Error('There are no commands')
  expect(() => createRegistry([[one], [{ ...one, keys: [] }]])).toThrow(`share the id ${one.id}`)
  expect(() => createRegistry([[one, { ...one, id: 'another' }]])).toThrow('share the key')
  expect(() => createRegistry([[one, { ...one, id: 'another', scope: 'everywhere' }]])).not.toThrow()
})

test.each([
  [{ key: 'e', code: 'KeyE' }, 'E'],
  [{ key: 'E', code: 'KeyE', shiftKey: true }, 'Shift+E'],
  [{ key: 'у', code: 'KeyE' }, 'E'],
  [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
  [{ key: 'z', code: 'KeyZ', ctrlKey: true }, 'Mod+Z'],
  [{ key: 'F6', code: 'F6', shiftKey: true }, 'Shift+F6'],
])('%o is %s', (event, name) => {
  const whole = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...event }
  expect(keyName(whole as KeyboardEvent, 'linux')).toBe(name)
})
