import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { standoff } from '../../support/command-line.ts'
import { temporaryFolder } from '../../support/folder.ts'

const TEXT = 'Ada Lind spoke in Lindhaven.\n'

/** A brat dataset of one article; `lines` are its annotations. */
function brat(folder: string, lines: readonly string[], name = 'news'): string {
  writeFileSync(join(folder, `${name}.txt`), TEXT)
  writeFileSync(join(folder, `${name}.ann`), lines.map((line) => `${line}\n`).join(''))
  return folder
}

const GOOD = ['T1\tPER 0 8\tAda Lind', 'T2\tLOC 18 27\tLindhaven', 'R1\tlives_in Arg1:T1 Arg2:T2']

function folders() {
  const folder = temporaryFolder()
  return { folder, data: temporaryFolder(), project: join(folder, 'p.standoff') }
}

describe('import-dataset', () => {
  it('takes a dataset in, tells what was added, and adds nothing the second time', async () => {
    const { data, project, folder } = folders()
    brat(data, GOOD)
    await standoff('new', project)
    const trial = await standoff('import-dataset', project, data, '--dry-run')
    expect(trial.out).toContain('Would be added: 1 article, 2 annotations, 1 relation')
    const report = join(folder, 'report.json')
    const done = await standoff('import-dataset', project, data, '--report', report)
    expect(done).toMatchObject({
      code: 0,
      out: 'Added: 1 article, 2 annotations, 1 relation, 0 entities, 0 annotators.',
    })
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ counts: { annotations: { added: 2 } } })
    const again = await standoff('import-dataset', project, data)
    expect(again.out).toContain('Added: 0 articles, 0 annotations, 0 relations')
    expect(again.messages).toContain('Already there: 1 article, 2 annotations, 1 relation')
    expect((await standoff('check', project)).code).toBe(0)
    const info = JSON.parse((await standoff('info', project, '--json')).out) as { annotationsByType: object }
    expect(info.annotationsByType).toMatchObject({ entity: 0, PER: 1, LOC: 1 })
  })

  it('takes what programs predicted as suggestions, which go back the same way', async () => {
    const { project, folder } = folders()
    const region = { id: 'r', from_name: 'label', to_name: 'text', type: 'labels' }
    const value = { start: 0, end: 8, text: 'Ada Lind', labels: ['PER'] }
    const task = { data: { text: TEXT }, predictions: [{ model_version: 'ner-3', result: [{ ...region, value }] }] }
    const tasks = join(folder, 'tasks.json')
    writeFileSync(tasks, JSON.stringify([task]))
    await standoff('new', project)
    const without = await standoff('import-dataset', project, tasks, '--no-predictions', '--dry-run')
    expect(without.messages).toContain('Left out: 1 suggestion.')
    const done = await standoff('import-dataset', project, tasks)
    expect(done.out).toContain('Added: 1 article, 0 annotations, 1 suggestion, 0 relations')
    expect((await standoff('check', project)).code).toBe(0)
    const info = JSON.parse((await standoff('info', project, '--json')).out) as { annotations: number }
    expect(info.annotations).toBe(0)
    const [back, table] = [join(folder, 'back.json'), join(folder, 'table.csv')]
    await standoff('export', project, '--format', 'label-studio', '--out', back)
    const [written] = JSON.parse(readFileSync(back, 'utf8')) as (typeof task)[]
    const [prediction] = written?.predictions ?? []
    expect(prediction?.model_version).toBe('ner-3')
    expect(prediction?.result[0]).toMatchObject({ value: { text: 'Ada Lind', labels: ['PER'] } })
    expect((await standoff('import-dataset', project, back)).out).toContain(
      'Added: 0 articles, 0 annotations, 0 relations',
    )
    expect((await standoff('export', project, '--format', 'csv', '--out', table)).messages).toContain(
      'Suggestions, which',
    )
  })

  it('maps types as it is told to, and relocates only when asked', async () => {
    const { data, project } = folders()
    brat(data, ['T1\tPER 3 11\tAda Lind', 'T2\tLOC 18 27\tLindhaven'])
    await standoff('new', project)
    const left = await standoff('import-dataset', project, data, '--map-type', 'LOC=-')
    expect(left.out).toContain('Added: 1 article, 0 annotations')
    expect(left.messages).toContain('quotes “Ada Lind”')
    const moved = await standoff('import-dataset', project, data, '--relocate', '--map-type', 'LOC=new')
    expect(moved.out).toContain('2 annotations')
    expect(moved.messages).toContain('Moved to where the quote was found: 1 annotation.')
    const info = JSON.parse((await standoff('info', project, '--json')).out) as { annotationsByType: object }
    expect(info.annotationsByType).toMatchObject({ PER: 1, LOC: 1 })
  })

  it('says what each word becomes, and takes any of it otherwise', async () => {
    const { data, project, folder } = folders()
    brat(data, GOOD)
    await standoff('new', project)
    const plain = await standoff('import-dataset', project, data, '--dry-run')
    expect(plain.messages).toContain('  Type "PER" (1): new: PER\n    Role "lives_in": new: lives_in')
    const options = ['--alike', '--map-type', 'LOC=entity+type:location', '--map-role', 'PER/lives_in=-']
    const report = join(folder, 'report.json')
    const mapped = await standoff('import-dataset', project, data, ...options, '--report', report)
    expect(mapped.messages).toContain('  Type "PER" (1): entity+type:person\n    Role "lives_in": left out')
    expect(mapped.messages).toContain('  Type "LOC" (1): entity+type:location')
    expect(mapped.out).toContain('Added: 1 article, 2 annotations, 0 relations')
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      types: [{ becomes: 'entity' }, { becomes: 'entity' }],
    })
    const wrong = await standoff('import-dataset', project, data, '--map-role', 'lives_in=cue')
    expect(wrong).toMatchObject({ code: 2, messages: expect.stringContaining('--map-role needs WORD/WORD=ROLE') })
  })

  it('names what is wrong with the command, or with the files', async () => {
    const { data, project, folder } = folders()
    await standoff('new', project)
    expect((await standoff('import-dataset', project, data, '--map-type', 'PER')).code).toBe(2)
    expect((await standoff('import-dataset', project, data, '--format', 'word')).code).toBe(2)
    expect((await standoff('import-dataset', project, join(data, 'none'))).messages).toContain('[not-found]')
    const odd = join(folder, 'odd.bin')
    writeFileSync(odd, 'nothing known')
    const unknown = await standoff('import-dataset', project, odd)
    expect(unknown).toMatchObject({ code: 1 })
    expect(unknown.messages).toContain('[unknown-format]')
  })
})

describe('validate', () => {
  it('proves a dataset', async () => {
    const { data } = folders()
    expect(await standoff('validate', brat(data, GOOD))).toMatchObject({ code: 0 })
  })

  it('names each problem with its line, and fails', async () => {
    const { data } = folders()
    const result = await standoff('validate', brat(data, [...GOOD, 'T3\tPER 900 908\tAda Land', 'nonsense']))
    expect(result.code).toBe(1)
    expect(result.messages).toMatch(/news\.ann:5: /)
    expect(result.messages).toContain('Ada Land')
    expect(result.messages).toMatch(/2 problems\.$/)
  })
})

describe('convert', () => {
  it('goes from one format to another in the words of the dataset', async () => {
    const { data, folder } = folders()
    const out = join(folder, 'data.json')
    const done = await standoff('convert', brat(data, GOOD), '--to', 'json', '--out', out)
    expect(done).toMatchObject({ code: 0, out: '' })
    const dataset = JSON.parse(readFileSync(out, 'utf8')) as {
      codebook: { types: { id: string }[] }
      articles: { annotations: { type: string }[]; relations: { role: string }[] }[]
    }
    expect(dataset.codebook.types.map(({ id }) => id)).toEqual(['PER', 'LOC'])
    expect(dataset.articles[0]?.annotations.map(({ type }) => type)).toEqual(['PER', 'LOC'])
    expect(dataset.articles[0]?.relations).toMatchObject([{ role: 'lives_in' }])
  })

  it('ends with 1 where something of the dataset was lost, and does not say that nothing was', async () => {
    const { data, folder } = folders()
    brat(data, [...GOOD, 'T9\tPER 900 908\tNowhere'])
    const done = await standoff('convert', data, '--to', 'jsonl', '--out', join(folder, 'out.jsonl'))
    expect(done.code).toBe(1)
    expect(done.messages).toContain('Left out: 1 annotation')
    expect(done.messages).not.toContain('Nothing was lost.')
  })

  it('loses nothing on the way from JSON to JSON but the time of the export', async () => {
    const { data, folder, project } = folders()
    brat(data, GOOD)
    await standoff('new', project)
    await standoff('import-dataset', project, data)
    const [first, second] = [join(folder, 'a.json'), join(folder, 'b.json')]
    await standoff('export', project, '--format', 'json', '--out', first)
    expect((await standoff('convert', first, '--to', 'json', '--out', second)).code).toBe(0)
    const read = (path: string): unknown => ({ ...JSON.parse(readFileSync(path, 'utf8')), exportedAt: null })
    expect(read(second)).toEqual(read(first))
  })

  it('leaves the dataset that it reads as it is', async () => {
    const { data, folder } = folders()
    const own = join(folder, 'own.json')
    await standoff('convert', brat(data, GOOD), '--to', 'json', '--out', own)
    const before = readFileSync(own, 'utf8')
    const refused = await standoff('convert', own, '--to', 'label-studio', '--out', own)
    expect(refused.code).toBe(1)
    expect(refused.messages).toContain('[not-permitted]')
    expect(readFileSync(own, 'utf8')).toBe(before)
    const corpus = join(folder, 'corpus')
    expect((await standoff('convert', own, '--to', 'brat', '--out', corpus)).code).toBe(0)
    expect((await standoff('convert', corpus, '--to', 'uima-xmi', '--out', corpus)).code).toBe(1)
  })

  it('needs to know where to', async () => {
    expect((await standoff('convert', 'x')).code).toBe(2)
    expect((await standoff('convert', 'x', '--to', 'word', '--out', 'y')).code).toBe(2)
  })
})

describe('formats', () => {
  it('tells of each dataset format whether it is read, written, and lossless', async () => {
    const formats = JSON.parse((await standoff('formats', '--json')).out) as { datasets: { id: string }[] }
    const of = (id: string) => formats.datasets.find((format) => format.id === id)
    expect(of('json')).toMatchObject({ in: true, out: true, lossless: true, offsetUnit: 'any' })
    expect(of('csv')).toMatchObject({ in: true, out: true, lossless: false })
  })
})

it('is what "import --format" does, too, where the format is one of datasets', async () => {
  const folder = temporaryFolder()
  const project = join(folder, 'p.standoff')
  const file = join(folder, 'd.jsonl')
  writeFileSync(file, `${JSON.stringify({ id: 1, text: 'Ann Lee left.', label: [[0, 7, 'PER']] })}\n`)
  expect((await standoff('new', project)).code).toBe(0)
  const imported = await standoff('import', project, file, '--format', 'doccano')
  expect([imported.code, imported.out]).toEqual([0, expect.stringContaining('1 annotation')])
})
