import { linkSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { datasetSchema } from '../../../main/formats/kit/standoff/dataset-schema.ts'
import { createProjectService } from '../../../main/project/create-project-service.ts'
import { makeChange } from '../../../model/change/change.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { removePart } from '../../../model/codebook/codebook-edit.ts'
import { decodeCodebookFile, encodeCodebookFile } from '../../../model/codebook/codebook-file.ts'
import { conll2003 } from '../../../model/presets/conll-2003.ts'
import { newsAttribution } from '../../../model/presets/news-attribution.ts'
import { presets } from '../../../model/presets/index.ts'
import { ANNOTATOR, annotate, NOW } from '../../support/article.ts'
import { standoff } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { valueOf } from '../../support/result.ts'
import { importText } from '../../support/import.ts'

const TEXT = 'Minister leaves\n\nThe minister said she would go.\n'

/** A project with two quotes, one of them direct, and a claim. */
function taggedProject() {
  const folder = temporaryFolder()
  const project = join(folder, 'p.standoff')
  writeFileSync(join(folder, 'a.txt'), TEXT)
  const service = createProjectService()
  valueOf(service.create(project, { name: 'p', annotator: { id: ANNOTATOR, name: 'Ada' } }))
  const imported = valueOf(importText(service, join(folder, 'a.txt')))
  if (imported.kind !== 'imported') throw new Error('Not imported')
  const { id } = imported.article
  const added = [
    annotate(TEXT, id, 'quote', [{ start: 17, end: 29 }], 'annotation-1'),
    { ...annotate(TEXT, id, 'quote', [{ start: 30, end: 47 }], 'annotation-2'), attributes: { mode: 'mixed' } },
    annotate(TEXT, id, 'claim', [{ start: 0, end: 8 }], 'annotation-3'),
    {
      kind: 'relation',
      id: 'relation-1',
      article: id,
      role: 'within',
      source: 'annotation-3',
      target: { annotation: 'annotation-1' },
      attributes: {},
      annotator: ANNOTATOR,
      createdAt: NOW,
      updatedAt: NOW,
    } as const,
  ]
  valueOf(service.save({ change: makeChange('change-1', 'Tag', { added }), origin: 'user', of: null }))
  valueOf(service.close())
  return { folder, project, article: id }
}

/** What is in a project afterwards, as one of its annotators opens it. */
function look(project: string, article: string, annotator = { id: ANNOTATOR, name: 'Ada' }) {
  const service = createProjectService()
  const { codebook, history } = valueOf(service.open(project, { annotator }))
  const { annotations } = valueOf(service.annotationPage(article, 0, 100))
  valueOf(service.close())
  return { codebook, annotations, undo: history.undo.map(({ change }) => change.title) }
}

const without = (codebook: Codebook, ...types: string[]): Codebook =>
  types.reduce((sum, type) => valueOf(removePart(sum, { kind: 'type', type })), codebook)

test('a new project takes a preset or a file as its codebook', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'mine.codebook.json')
  writeFileSync(file, encodeCodebookFile({ ...conll2003, name: 'Mine' }))
  const codebookOf = async (...options: string[]) => {
    const project = join(folder, `${options.length}${options.join('').length}.standoff`)
    const made = await standoff('new', project, ...options)
    expect(made.code, made.messages).toBe(0)
    return valueOf(decodeCodebookFile((await standoff('codebook', 'export', project)).out))
  }
  expect(await codebookOf()).toEqual(newsAttribution)
  expect(await codebookOf('--codebook', 'ontonotes-18')).toEqual(presets.find('ontonotes-18'))
  expect((await codebookOf('--codebook', file)).name).toBe('Mine')
  const none = await standoff('new', join(folder, 'none.standoff'), '--codebook', join(folder, 'none'))
  expect(none.code).toBe(1)
  expect(none.messages).toContain('or one of: news-attribution, polnear')
  writeFileSync(file, encodeCodebookFile(conll2003).replace('"key": "P"', '"key": "PP"'))
  const bad = await standoff('new', join(folder, 'none.standoff'), '--codebook', file)
  expect(bad.messages).toContain('  codebook.types[0].key: this should be one capital letter from A to Z.')
})

describe('standoff codebook', () => {
  it('lists the presets', async () => {
    const { out } = await standoff('codebook', 'presets', '--json')
    const list = JSON.parse(out) as { id: string; types: string[] }[]
    expect(list.map(({ id }) => id)).toEqual(presets.all.map(({ id }) => id))
    expect(list.find(({ id }) => id === 'conll-2003')?.types).toEqual(['PER', 'ORG', 'LOC', 'MISC'])
    expect((await standoff('codebook', 'presets')).out).toContain('fnc-1  FNC-1 pair:')
  })

  it('writes the codebook of a project to a file that reads back', async () => {
    const { project, folder } = taggedProject()
    const out = join(folder, 'news.codebook.json')
    expect((await standoff('codebook', 'export', project, '--out', out)).code).toBe(0)
    expect(valueOf(decodeCodebookFile(readFileSync(out, 'utf8')))).toEqual(newsAttribution)
    expect((await standoff('codebook', 'export', join(folder, 'none.standoff'))).code).toBe(1)
    expect((await standoff('codebook', 'export', project, '--out', folder)).messages).toContain('[not-a-file]')
  })

  it('never writes over the project, another one or an article', async () => {
    const { project, folder } = taggedProject()
    const disguised = join(folder, 'p.json')
    linkSync(project, disguised)
    const before = readFileSync(project)
    for (const out of [project, disguised, join(folder, 'a.txt')]) {
      const refused = await standoff('codebook', 'export', project, '--out', out)
      expect(refused.code).toBe(1)
      expect(refused.messages).toContain('[not-permitted]')
    }
    expect(readFileSync(project)).toEqual(before)
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(TEXT)
  })

  it('makes a file the next version: what is in use is counted, and kept as retired', async () => {
    const { project, folder, article } = taggedProject()
    const file = join(folder, 'less.json')
    writeFileSync(file, encodeCodebookFile(without(newsAttribution, 'quote', 'cue')))
    const dry = await standoff('codebook', 'import', project, file, '--dry-run')
    expect(dry).toMatchObject({ code: 0, out: '' })
    expect(dry.messages).toContain('Type “Quote” was removed. In 2 annotations.')
    expect(dry.messages).toContain('type:quote: kept as retired, in 2 annotations.')
    expect(look(project, article).codebook).toEqual(newsAttribution)

    expect((await standoff('codebook', 'import', project, file)).code).toBe(0)
    const after = look(project, article)
    expect(after.codebook).toMatchObject({ id: 'news-attribution', version: 2 })
    expect(after.codebook.types.map(({ id, retired }) => [id, retired ?? false])).toEqual([
      ['entity', false],
      ['quote', true],
      ['claim', false],
      ['stance', false],
    ])
    // Whoever opens the project next can take it back.
    expect(after.undo).toEqual(['Tag', 'Import codebook from less.json'])
    expect((await standoff('check', project)).code).toBe(0)
    expect((await standoff('codebook', 'import', project, 'news-attribution')).messages).toContain('version 3')
  })

  it('maps what it is told to, in all articles, and what is exported knows it', async () => {
    const { project, folder, article } = taggedProject()
    const file = join(folder, 'less.json')
    writeFileSync(file, encodeCodebookFile(without(newsAttribution, 'quote')))
    const mapped = await standoff('codebook', 'import', project, file, '--map', 'type:quote=claim')
    expect(mapped.messages).toContain('type:quote: mapped onto claim')
    expect(mapped.messages).toContain('version 2; 2 records mapped.')
    const { codebook, annotations } = look(project, article)
    expect(annotations.map(({ type, codebookVersion }) => [type, codebookVersion])).toEqual([
      ['claim', 1],
      ['claim', 2],
      ['claim', 2],
    ])
    const mode = codebook.types.find(({ id }) => id === 'claim')?.attributes.find(({ id }) => id === 'mode')
    expect(mode).toMatchObject({ retired: true })
    expect((await standoff('check', project)).code).toBe(0)
    const out = join(folder, 'data.csv')
    expect((await standoff('export', project, '--format', 'csv', '--out', out)).code).toBe(0)
    expect(readFileSync(`${out}-metadata.json`, 'utf8')).toContain('Attribute mode of claim, retired')
    const json = join(folder, 'data.json')
    expect((await standoff('export', project, '--format', 'json', '--out', json)).code).toBe(0)
    expect(datasetSchema.parse(JSON.parse(readFileSync(json, 'utf8'))).codebook.version).toBe(2)
  })

  it.each([
    [['codebook']],
    [['codebook', 'fly']],
    [['codebook', 'export']],
    [['codebook', 'import', 'p']],
    [['codebook', 'presets', 'p']],
    [['codebook', 'presets', '--out', 'x']],
    [['new', 'p', '--map', 'x']],
  ])('answers wrong usage %j with 2 and a message', async (args) => {
    const result = await standoff(...args)
    expect(result).toMatchObject({ code: 2, out: '' })
    expect(result.messages).not.toBe('')
  })

  it('says what can be mapped where --map does not fit, and changes nothing', async () => {
    const { project, folder, article } = taggedProject()
    const file = join(folder, 'less.json')
    writeFileSync(file, encodeCodebookFile(without(newsAttribution, 'quote')))
    const attempt = (map: string) => standoff('codebook', 'import', project, file, '--map', map)
    expect(await attempt('type:claim=entity')).toMatchObject({ code: 2 })
    expect((await attempt('type:claim=entity')).messages).toContain('what is removed and in use is type:quote')
    expect((await attempt('type:quote=nothing')).messages).toContain('can be mapped onto entity, claim, stance, cue')
    expect(look(project, article).codebook.version).toBe(1)
  })

  it('refuses what no mapping could make sound', async () => {
    const { project, folder } = taggedProject()
    const types = newsAttribution.types.map((type) =>
      type.id === 'quote' ? { ...type, attributes: [{ id: 'mode', name: 'Mode', input: 'entity' as const }] } : type,
    )
    writeFileSync(join(folder, 'odd.json'), encodeCodebookFile({ ...newsAttribution, types }))
    const refused = await standoff('codebook', 'import', project, join(folder, 'odd.json'))
    expect(refused.code).toBe(1)
    expect(refused.messages).toContain('entries of the register cannot become anything else')
  })
})
