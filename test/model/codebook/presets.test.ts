import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { codebookProblems, type Codebook } from '../../../model/record/codebook.ts'
import { codebookJsonSchema, decodeCodebookFile, encodeCodebookFile } from '../../../model/codebook/codebook-file.ts'
import { presets } from '../../../model/presets/index.ts'
import { createPresetRegistry } from '../../../model/presets/registry.ts'
import { failureOf, valueOf } from '../../support/result.ts'

const [first] = presets.all as readonly [Codebook]

describe.each(presets.all)('the codebook $id', (codebook) => {
  it('has no problems, and every type, value and role says what it is', () => {
    expect(codebookProblems(codebook)).toEqual([])
    for (const type of codebook.types) expect(type.description, type.id).not.toBe('')
    expect(codebook.description).not.toBe('')
    expect(presets.find(codebook.id)).toBe(codebook)
  })

  it('law: reading a file gives what was written', () => {
    expect(valueOf(decodeCodebookFile(encodeCodebookFile(codebook)))).toEqual(codebook)
  })
})

test('the labels are those that people expect', () => {
  const types = (id: string) => presets.find(id)?.types.map((type) => type.id)
  const values = (id: string, attribute: string) =>
    presets
      .find(id)
      ?.types.flatMap((type) => type.attributes)
      .flatMap((item) => (item.id === attribute && item.input === 'choice' ? item.values.map((value) => value.id) : []))
  expect(first.id).toBe('news-attribution')
  expect(types('polnear')).toEqual(['content', 'source', 'cue'])
  expect(types('conll-2003')).toEqual(['PER', 'ORG', 'LOC', 'MISC'])
  expect(types('ontonotes-18')).toHaveLength(18)
  expect(values('semeval-2016-stance', 'Stance')).toEqual(['FAVOR', 'AGAINST', 'NONE'])
  expect(values('fnc-1', 'Stance')).toEqual(['agree', 'disagree', 'discuss', 'unrelated'])
  expect(values('claimbuster-checkthat', 'Verdict')).toEqual(['NFS', 'UFS', 'CFS'])
})

test('two presets with one id are a mistake that shows at start-up', () => {
  expect(() => createPresetRegistry([first, first])).toThrow(/two codebooks/)
})

describe('a codebook file', () => {
  interface Loose {
    format?: string
    version: number
    extra?: number
    codebook: { types: Record<string, unknown>[] }
  }
  /** Reads the first preset's file after somebody has changed it. */
  const read = (change: (file: Loose) => void) => {
    const file = JSON.parse(encodeCodebookFile(first)) as Loose
    change(file)
    return decodeCodebookFile(JSON.stringify(file))
  }

  it('that is something else, or newer, is told as such', () => {
    failureOf(decodeCodebookFile('{"format":'), 'invalid-record')
    failureOf(decodeCodebookFile('[]'), 'unknown-format')
    failureOf(decodeCodebookFile('{"format":"standoff-dataset","version":1}'), 'unknown-format')
    expect(
      failureOf(
        read((file) => (file.version = 2)),
        'unknown-format',
      ).message,
    ).toContain('newer version')
  })

  it('names each place that is not as expected by its path', () => {
    const failure = failureOf(
      read((file) => {
        const [entity, quote, claim, stance] = file.codebook.types as [Loose, ...Loose[]] & Record<string, unknown>[]
        Object.assign(entity ?? {}, { key: 'ee' })
        Object.assign(quote ?? {}, { color: 'pink', roles: 'none' })
        Object.assign(claim ?? {}, {
          attributes: [
            { id: 'a', name: 'A', input: 'list' },
            { id: 'b', name: 'B', input: 'choice' },
          ],
        })
        Object.assign(stance ?? {}, { weight: 3, name: 'half a \ud83d' })
      }),
      'invalid-record',
    )
    expect(failure.message).toContain('7 places')
    expect(failure.details).toEqual([
      'codebook.types[0].key: this should be one capital letter from A to Z.',
      expect.stringMatching(/^codebook\.types\[1\]\.color: this should be "blue" or "orange" or /),
      'codebook.types[1].roles: this should be a list.',
      'codebook.types[2].attributes[0].input: this should be "choice", "text", "url" or "entity".',
      'codebook.types[2].attributes[1].values: this field is missing; it should be a list.',
      'codebook.types[3].weight: this field is not known.',
      'codebook.types[3].name: this text holds half a character or a zero character.',
    ])
  })

  it('is refused where ids or keys are not unique, or something is named that is not there', () => {
    const failure = failureOf(
      read((file) => {
        Object.assign(file.codebook.types[0] ?? {}, { key: 'Q' })
        Object.assign(file.codebook.types[1] ?? {}, {
          roles: [{ id: 'r', name: 'R', key: 'R', toEntity: false, toTypes: ['nothing'] }],
        })
      }),
      'invalid-record',
    )
    expect(failure.details).toEqual([
      'codebook.types[1].key: "Quote" and "Entity" share the key Q.',
      'codebook.types[1].roles[0].toTypes[0]: Quote, role R: there is no annotation type "nothing".',
    ])
  })

  it('has a JSON Schema, and the one in resources is the current one', () => {
    const path = join(import.meta.dirname, '../../../resources/standoff-codebook.schema.json')
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, codebookJsonSchema())
    expect(readFileSync(path, 'utf8')).toBe(codebookJsonSchema())
    expect(JSON.parse(codebookJsonSchema())).toMatchObject({ required: ['format', 'version', 'codebook'] })
  })
})
