import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { webannoTsvExporter as exporter } from '../../../main/formats/webanno-tsv/write.ts'
import {
  idOfUimaFeature,
  idOfUimaType,
  uimaFeatureName,
  uimaTypeName,
} from '../../../main/formats/kit/names/uima-names.ts'
import { cellValue, lineOfText, textLine, valueOfCell } from '../../../main/formats/webanno-tsv/shared.ts'
import { webannoTsvReader as reader } from '../../../main/formats/webanno-tsv/read.ts'
import { expectKept } from '../../support/dataset-law.ts'
import { datasetFiles } from '../../support/export.ts'
import { smallProject, sourceOf } from '../../support/project.ts'
import { exportOptions, headOf, memoryInput, readAll, roundTrip, spansOf } from '../../support/round-trip.ts'
import { expectGolden, sampleSource } from '../../support/sample-source.ts'

const RUNS = { numRuns: Number(process.env.RUNS ?? 100) }

const readLines = (...lines: string[]) => readAll(reader, memoryInput(new Map([['a.tsv', lines.join('\n')]])))

describe('WebAnno TSV 3', () => {
  it('golden files', async () => {
    const files = await datasetFiles(exporter, sampleSource, exportOptions(exporter))
    expect([...files.keys()].filter((path) => path.endsWith('.tsv'))).toEqual(['0001-a-yes-a-no.tsv', '0002-home.tsv'])
    expectGolden('webanno.tsv', String(files.get('0001-a-yes-a-no.tsv')))
    expect(reader.sniff([...files.keys()], headOf(files))).toBe(true)
  })

  it('law: what is read is what was written, but for what the report counts', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const both = await roundTrip(exporter, reader, sourceOf(project))
        expect(both.problems).toEqual([])
        expectKept(project, both, { annotations: ['whole-article'], relations: ['to-entry', 'lost-end'] })
        for (const { kind, ids } of both.losses) {
          for (const annotation of project.annotations) {
            if (kind === 'whole-article') expect(ids.includes(annotation.id)).toBe(annotation.fragments.length === 0)
            if (kind === 'fragments') expect(ids.includes(annotation.id)).toBe(annotation.fragments.length > 1)
          }
        }
      }),
      RUNS,
    )
  })

  it('law: the file alone says text, types, places, attributes, notes and links', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter))
        const alone = new Map([...files].filter(([path]) => path.endsWith('.tsv')))
        const { articles, problems } = await readAll(reader, memoryInput(alone))
        expect(problems).toEqual([])
        const spanned = project.annotations.filter(({ fragments }) => fragments.length > 0)
        const byKey = new Map(
          articles.flatMap((article, i) =>
            spansOf(article).map((said, n) => [said.key, { i, ...said, ...article.annotations[n]! }] as const),
          ),
        )
        expect([...byKey.keys()].toSorted()).toEqual(spanned.map(({ id }) => id).toSorted())
        for (const { id, type, fragments, attributes, note } of spanned) {
          const found = byKey.get(id)!
          expect({ type: found.type, attributes: found.attributes, note: found.note }).toEqual({
            type,
            attributes,
            note,
          })
          expect(found.spans).toEqual(fragments.map(({ start, end }) => [start, end]))
        }
        articles.forEach(({ text }, i) => {
          const written = project.articles[i]!.text
          const lead = written.trim() === '' ? written.length : written.length - written.trimStart().length
          expect(text).toBe(written.trim() === '' ? '' : ' '.repeat(lead) + written.slice(lead))
        })
        const ends = (list: readonly { source: string; role: string; target: object }[]) =>
          list.map(({ source, role, target }) => JSON.stringify([source, role, target])).toSorted()
        const ids = new Set(spanned.map(({ id }) => id))
        expect(ends(articles.flatMap(({ relations }) => relations))).toEqual(
          ends(
            project.relations.filter(
              ({ source, target }) => ids.has(source) && 'annotation' in target && ids.has(target.annotation),
            ),
          ),
        )
      }),
      RUNS,
    )
  })

  it('law: every row has an id of its own, its text and a cell for each column', async () => {
    await fc.assert(
      fc.asyncProperty(smallProject, async (project) => {
        const files = await datasetFiles(exporter, sourceOf(project), exportOptions(exporter))
        const texts = project.articles.map(({ text }) => text)
        for (const [path, content] of files) {
          if (!path.endsWith('.tsv')) continue
          const text = texts.shift()!
          const lines = String(content).split('\n')
          expect(lines[0]).toBe('#FORMAT=WebAnno TSV 3.3')
          const columns = lines
            .filter((line) => line.startsWith('#T_SP='))
            .reduce((sum, line) => sum + line.split('|').length - 1, 0)
          const ids = new Set<string>()
          for (const line of lines.filter((candidate) => /^\d/.test(candidate))) {
            const [id = '', place = '', token, ...cells] = line.split('\t')
            expect(ids.has(id)).toBe(false)
            ids.add(id)
            expect(text.slice(...(place.split('-').map(Number) as [number, number]))).toBe(token)
            expect(cells).toHaveLength(columns + 1)
            expect(cells.pop()).toBe('')
          }
        }
      }),
      RUNS,
    )
  })

  it('law: values, lines and names come back', () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\\n', '->', '[1]', 'a_b|c;d*\t\n\\', '_', '*', '\\u0041'),
    )
    fc.assert(
      fc.property(said, (value) => {
        const cell = cellValue(value)
        expect(valueOfCell(cell)).toBe(value.replaceAll(/\r\n?/g, '\n'))
        expect(cell).not.toMatch(/[\t\n\r]|^[_*]$/)
        const line = textLine(value.replaceAll('\n', ' '))
        expect(lineOfText(line)).toBe(value.replaceAll('\n', ' '))
        expect(line).not.toMatch(/[\n\r]/)
      }),
    )
    const id = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('claim-id', 'a_b', 'Z', 'Z5AZ', 'begin', 'sofa', 'standoffId', '-a', '1a', 'own key'),
    )
    fc.assert(
      fc.property(id, (name) => {
        expect(uimaTypeName(name)).toMatch(/^[A-Za-z][A-Za-z0-9]*$/)
        expect(uimaFeatureName(name)).toMatch(/^(?!(?:begin|end|sofa|standoffId|standoffNote)$)[A-Za-z]\w*$/)
        expect(idOfUimaType(uimaTypeName(name))).toBe(name)
        expect(idOfUimaFeature(uimaFeatureName(name))).toBe(name)
      }),
    )
  })
})

describe('what others write', () => {
  it('stacked annotations, parts of tokens, slots, relations and chains', async () => {
    const { articles, problems } = await readLines(
      '#FORMAT=WebAnno TSV 3.2',
      '#T_SP=webanno.custom.Name|kind',
      '#T_SP=webanno.custom.Say|ROLE_webanno.custom.Say:ends_webanno.custom.SayLink|webanno.custom.Name',
      '#T_RL=webanno.custom.Knows|how|BT_webanno.custom.Name',
      '#T_CH=webanno.custom.CorefLink|referenceRelation|referenceType',
      '',
      '#Comment=ours',
      '#Sentence.id=s1',
      '#Text=Ann Lee met',
      '#Text=Bob.',
      '1-1\t0-3\tAnn\tPER[1]|*[2]\t_\t_\t_\t_\tis->1-1\tX[1]\t',
      '1-2\t4-7\tLee\tPER[1]\t_\t_\t_\t_\t_\t_\t',
      '1-3\t8-11\tmet\t_\twho;*\t1-1[1];1-4.1\t_\t_\t_\t_\t',
      '1-4\t12-15\tBob\t_\t_\t_\t_\t_\t*->1-2\t*[1]\t',
      '1-4.1\t12-13\tB\tA\\_B\t_\t_\tfond\t1-1[2_0]\t_\t_\t',
      '1-5\t15-16\t.\t_\t_\t_\t_\t_\t_\t_\t',
      '',
      '#Text=Yes\\\\no',
      '2-1\t18-21\tYes\t_\t_\t_\t_\t_\t_\t_\t',
      '',
    )
    expect(problems).toEqual([])
    const [article] = articles
    expect(article!.text).toBe('Ann Lee met\nBob.\n Yes\\no')
    expect(
      spansOf(article!).map(({ type, spans }, i) => [type, spans[0], article!.annotations[i]!.attributes]),
    ).toEqual([
      ['Name', [0, 7], { kind: 'PER' }],
      ['Name', [0, 3], {}],
      ['CorefLink', [0, 3], { referenceType: 'X' }],
      ['Say', [8, 11], {}],
      ['CorefLink', [12, 15], {}],
      ['Name', [12, 13], { kind: 'A_B' }],
    ])
    const keys = article!.annotations.map(({ key }) => key)
    expect(
      article!.relations.map(({ role, source, target, attributes }) => [
        role,
        keys.indexOf(source),
        'annotation' in target && keys.indexOf(target.annotation),
        attributes,
      ]),
    ).toEqual([
      ['who', 3, 0, {}],
      ['ends', 3, 5, {}],
      ['Knows', 1, 5, { how: 'fond' }],
      ['is', 2, 4, {}],
    ])
  })

  it('says which lines it cannot use, and goes on', async () => {
    const { articles, problems } = await readLines(
      '#FORMAT=WebAnno TSV 3.3',
      '#T_SP=webanno.custom.Name|kind|more',
      '#T_RL=webanno.custom.Knows|BT_webanno.custom.Name',
      '',
      '#Text=Ann met',
      '1-1\t0-3\tAnn\tPER\t_\t9-9\t',
      'nonsense',
      '1-2\t4-7\tmat\tX\t',
    )
    expect(articles[0]!.annotations).toHaveLength(2)
    expect(problems.map(({ line }) => line)).toEqual([7, 8, 8, 6])
  })
})
