import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { USUAL_CHOICES } from '../../../model/dataset/dataset-vocabulary.ts'
import { runDatasetJob } from '../../../main/datasets/import/prepare-import.ts'
import { datasetReaders } from '../../../main/formats/index.ts'
import { sha256 } from '../../../main/files/sha256.ts'
import { standoff } from '../../support/command-line.ts'
import { valueOf } from '../../support/result.ts'
import { temporaryFolder } from '../../support/folder.ts'

/*
 * Held = taken + named as left out. A record of which something cannot be read is not there afterwards, is counted and
 * named, and the command says so with its status. None becomes an annotation of the whole article.
 */

const TEXT = 'The mayor said that the council had met.\n'
const METADATA = {
  'standoff:offsetUnit': 'codepoint',
  'standoff:profile': 'utf8',
  'standoff:articles': [{ id: 'a1', title: 'Title', textSha256: sha256(TEXT) }],
}

const HEADER =
  'article_id,article_title,annotation_id,type,start,end,quote,fragments,status,confidence,note,annotator,created_at,updated_at,entity.kind'
const row = (id: string, start: string, end: string, quote: string): string =>
  `a1,Title,${id},entity,${start},${end},${quote},,draft,,,ana,2026-01-01T00:00:00.000Z,2026-01-01T00:00:00.000Z,`
const csv = (...rows: string[]): Record<string, string> => ({
  'd.csv': `${[HEADER, ...rows].join('\r\n')}\r\n`,
  'd.csv-texts.jsonl': `${JSON.stringify({ id: 'a1', textSha256: sha256(TEXT), text: TEXT })}\n`,
  'd.csv-metadata.json': JSON.stringify(METADATA),
})

const XMI = (attributes: string): Record<string, string> => ({
  'a.xmi': `<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:t="http:///my.ecore" xmi:version="2.0">
<cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="${TEXT.trim()}"/>
<t:Person xmi:id="2" sofa="1" begin="4" end="9"/><t:Person xmi:id="3" sofa="1" ${attributes}/></xmi:XMI>`,
})

const lines = (...examples: object[]): Record<string, string> => ({
  'd.jsonl': examples.map((example) => `${JSON.stringify(example)}\n`).join(''),
})

const brat = (...annotations: string[]): Record<string, string> => ({
  'a.txt': TEXT,
  'a.ann': `${annotations.join('\n')}\n`,
})

/** What is wrong → format, files. Each holds one annotation that is right and one that is not. */
const CASES: Readonly<Record<string, readonly [format: string, files: Record<string, string>]>> = {
  'a row cut in the middle': ['csv', csv(row('x1', '4', '9', 'mayor'), 'a1,Title,x2,entity')],
  'a row cut after its type': ['csv', csv(row('x1', '4', '9', 'mayor'), 'a1,Title,x2,entity,,')],
  'a row cut in its quote': ['csv', csv(row('x1', '4', '9', 'mayor'), 'a1,Title,x2,entity,24,31,coun')],
  'a quote without a place': ['csv', csv(row('x1', '4', '9', 'mayor'), row('x2', '', '', 'council'))],
  'a place that is no number': ['csv', csv(row('x1', '4', '9', 'mayor'), row('x2', 'note 1', '31', 'council'))],
  'a begin that is no number': ['uima-xmi', XMI('begin="note 14" end="31"')],
  'an end that is not there': ['uima-xmi', XMI('begin="24"')],
  'an end outside the text': ['uima-xmi', XMI('begin="24" end="9999999"')],
  'a line of brat without an end': ['brat', brat('T1\tPerson 4 9\tmayor', 'T2\tPerson 24\tcouncil')],
  'a line of brat that is cut': ['brat', brat('T1\tPerson 4 9\tmayor', 'T2')],
  'a span without a start': [
    'spacy',
    lines({
      text: TEXT,
      ents: [
        { start: 4, end: 9, label: 'P' },
        { end: 31, label: 'P' },
      ],
    }),
  ],
  'spans that are no list': [
    'prodigy',
    lines(
      { text: TEXT, answer: 'accept', spans: [{ start: 4, end: 9, label: 'P' }] },
      { text: 'More.', answer: 'accept', spans: 'none' },
    ),
  ],
  'a label that is no list': [
    'doccano',
    lines({
      text: TEXT,
      label: [
        [4, 9, 'P'],
        ['x', 31, 'P'],
      ],
    }),
  ],
}

function dataset(files: Record<string, string>): string {
  const folder = join(temporaryFolder(), 'data')
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const [first = ''] = Object.keys(files)
  return first.startsWith('d.') ? join(folder, first) : folder
}

/** What importing it into an empty project would do. */
async function planned(format: string, path: string) {
  const job = { project: null, path, format, choices: USUAL_CHOICES, scan: null, spool: null, takeProject: false }
  const around = { readers: datasetReaders, now: '2026-01-01T00:00:00Z', onProgress: () => undefined }
  const answer = await runDatasetJob({ ...job, annotator: 'ana' }, { ...around, isCancelled: () => false })
  return valueOf(answer).outcome
}

describe('what is lost on the way in', () => {
  it.each(Object.entries(CASES))('%s is counted and named', async (_what, [format, files]) => {
    const { counts, lost, problems, misplaced } = await planned(format, dataset(files))
    expect(counts.annotations).toMatchObject({ added: 1, leftOut: 1 })
    expect(counts.articles.added).toBeGreaterThan(0)
    expect(lost).toBe(1)
    expect(problems.total + misplaced.total).toBeGreaterThan(0)
  })

  it('makes the command end with 1; what is left out as asked does not', async () => {
    const [format, files] = CASES['a line of brat that is cut'] ?? ['', {}]
    const path = dataset(files)
    const project = join(path, '..', 'p.standoff')
    await standoff('new', project)
    const lossy = await standoff('import-dataset', project, path, '--format', format)
    expect(lossy.code).toBe(1)
    expect(lossy.messages).toContain('Left out: 1 annotation.')
    const whole = dataset(brat('T1\tPerson 4 9\tmayor'))
    expect((await standoff('import-dataset', project, whole, '--map-type', 'Person=-')).code).toBe(0)
  })
})
