import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportDataset } from '../../../main/datasets/export/export-dataset.ts'
import { EVERYTHING } from '../../../main/datasets/export/filter-source.ts'
import type { ExportJob } from '../../../main/datasets/export/job.ts'
import { exporters } from '../../../main/formats/index.ts'
import { datasetSchema } from '../../../main/formats/kit/standoff/dataset-schema.ts'
import { runCommandLine } from '../../../main/command-line/run.ts'
import { damage, projectToDamage } from '../../support/damaged-project.ts'
import { failureOf, valueOf } from '../../support/result.ts'

/* What is written from a damaged project: all that can be trusted, and a list of what cannot. */

let number = 0
function jobOf(project: string, format: string, more: Partial<ExportJob> = {}): ExportJob {
  const folder = join(dirname(project), `out-${++number}`)
  mkdirSync(folder)
  return {
    project,
    out: join(folder, 'data'),
    format,
    profile: null,
    offsets: 'codepoint',
    filter: EVERYTHING,
    texts: true,
    split: false,
    settings: {},
    dryRun: false,
    ...more,
  }
}

const exported = (job: ExportJob) =>
  exportDataset(job, {
    generator: 'Standoff',
    exportedAt: '2026-01-02T03:04:05.678Z',
    onProgress: () => {},
    isCancelled: () => false,
  })

async function jsonOf(project: string) {
  const job = jobOf(project, 'json')
  const report = valueOf(await exported(job))
  return {
    report,
    dataset: datasetSchema.parse(JSON.parse(readFileSync(join(report.folder, report.fileName), 'utf8'))),
  }
}

const E1 = 'annotation-1-0001'

/** What is damaged, what must be said of it, and what must not be in the dataset any more. */
const FAULTS: readonly (readonly [name: string, sql: string, said: readonly string[], gone: readonly string[]])[] = [
  [
    'an annotation, and so a relation',
    `UPDATE annotations SET fragments = '{oops' WHERE id = '${E1}'`,
    [`damaged-annotation ${E1}`, 'damaged-loose-end relation-1'],
    [E1, 'relation-1'],
  ],
  [
    'an annotation that a relation of another article leads to',
    `UPDATE annotations SET status = 'odd' WHERE id = 'annotation-1-0003'`,
    ['damaged-annotation annotation-1-0003', 'damaged-loose-end relation-2'],
    ['annotation-1-0003', 'relation-2'],
  ],
  [
    'a place outside the text',
    `UPDATE annotations SET fragments = '[[900,908,"minister","",""]]' WHERE id = '${E1}'`,
    [`damaged-misplaced ${E1}`, 'damaged-loose-end relation-1', 'damaged-altered annotation in article-0001'],
    [E1, 'relation-1'],
  ],
  [
    'a relation',
    `UPDATE relations SET attributes = '[' WHERE id = 'relation-3'`,
    ['damaged-relation relation-3'],
    ['relation-3'],
  ],
  [
    'an end of a relation that is nowhere',
    `UPDATE relations SET target_annotation = 'nowhere' WHERE id = 'relation-2'`,
    ['damaged-loose-end relation-2', 'damaged-altered relation in article-0002'],
    ['relation-2'],
  ],
  [
    'an entity',
    `UPDATE entities SET aliases = '3' WHERE id = 'lind'`,
    ['damaged-entity lind', 'damaged-loose-end relation-3'],
    [],
  ],
  [
    'an annotator',
    `UPDATE annotators SET type = 'robot' WHERE id = 'annotator-0001'`,
    ['damaged-annotator annotator-0001'],
    [],
  ],
  [
    'a text, and so its article',
    `UPDATE bodies SET text = replace(text, 'agreed', 'argued')`,
    ['damaged-text article-0001', 'damaged-loose-end relation-2'],
    ['article-0001', E1, 'relation-1', 'relation-2'],
  ],
  [
    'a text that is missing',
    `DELETE FROM bodies WHERE text LIKE 'Later%'`,
    ['damaged-article article-0002'],
    ['article-0002', 'relation-2'],
  ],
  [
    'an article',
    `UPDATE articles SET metadata = '' WHERE id = 'article-0002'`,
    ['damaged-article article-0002'],
    ['article-0002', 'relation-2'],
  ],
  [
    'the order',
    `UPDATE annotations SET start = 0, "end" = 1 WHERE id = 'annotation-1-0004'`,
    ['damaged-order annotation-1-0001'],
    [],
  ],
]

describe('an export of a damaged project', () => {
  it.each(FAULTS)('goes on without %s, and says so', async (_name, sql, said, gone) => {
    const project = projectToDamage()
    damage(project, sql)
    const { report, dataset } = await jsonOf(project)
    const found = report.damage.flatMap(({ kind, ids }) => ids.map((id) => `${kind} ${id}`))
    expect(found.toSorted()).toEqual([...said].toSorted())
    const written = JSON.stringify(dataset)
    for (const id of gone) expect(written).not.toContain(`"${id}"`)
    const losses = JSON.parse(readFileSync(join(report.folder, `${report.fileName}.losses.json`), 'utf8'))
    expect(losses).toMatchObject({ nothingLost: false, total: said.length })
  })

  it.each(exporters.all.map(({ id }) => id))('goes on in %s, whatever is damaged', async (format) => {
    const project = projectToDamage()
    for (const [name, sql] of FAULTS) if (!name.startsWith('a text,')) damage(project, sql)
    const { shape, suggestions } = exporters.all.find(({ id }) => id === format) ?? {}
    damage(project, `UPDATE predictions SET links = '{' WHERE id = 'prediction-1'`)
    const report = valueOf(await exported(jobOf(project, format, { split: shape === 'file' && !suggestions })))
    expect(report.damage.map(({ kind }) => kind)).toContain('damaged-article')
  })

  it('is refused where nothing of what was asked for can be trusted', async () => {
    const project = projectToDamage()
    damage(project, `UPDATE bodies SET text = text || '!'`)
    failureOf(await exported(jobOf(project, 'csv')), 'damaged-project')
    const one = { ...EVERYTHING, articles: ['article-0001'] }
    failureOf(await exported(jobOf(project, 'csv', { filter: one })), 'damaged-project')
  })

  it('ends with 1 on the command line', async () => {
    const project = projectToDamage()
    const lines: string[] = []
    const terminal = { data: () => undefined, message: (line: string) => void lines.push(line) }
    const run = (out: string) =>
      runCommandLine(
        ['export', project, '--format', 'csv', '--out', join(dirname(project), out)],
        terminal,
        new AbortController().signal,
      )
    expect(await run('sound.csv')).toBe(0)
    damage(project, FAULTS[0]?.[1] ?? '')
    expect(await run('damaged.csv')).toBe(1)
    expect(lines.join('\n')).toContain(
      `Damaged: Annotations of the project that cannot be read are left out. (1: ${E1})`,
    )
  })
})
