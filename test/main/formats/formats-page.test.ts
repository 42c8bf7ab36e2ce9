import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { datasetReaders, exporters } from '../../../main/formats/index.ts'
import { importers } from '../../../main/articles-in/index.ts'

/* docs/formats.md is made from the registries; UPDATE_DOCS=1 writes it anew. */

const PATH = join(import.meta.dirname, '../../../docs/formats.md')

const UNITS: Readonly<Record<string, string>> = {
  codepoint: 'code points',
  utf16: 'UTF-16 units',
  utf8: 'UTF-8 bytes',
  any: 'as you choose',
}

/** What the tests in test/validators and test/schemas hold the files against. */
const CHECKED = [
  '## Read by other programs',
  '',
  'Random projects with emoji, right-to-left text, discontinuous and overlapping annotations are exported in every format and',
  'every profile, and read with programs and schemas that are not ours:',
  '',
  "- all JSON, JSON Lines and CSV with Python's `json` and `csv`, strictly, and all archives with its `zipfile`;",
  '- all XML (TEI, REFI-QDA, UIMA XMI and type system, the parts of a workbook) with `xmllint`;',
  "- REFI-QDA projects and codebooks by the standard's XML Schemas;",
  '- Web Annotations by the assertions of the W3C for everything an annotation MUST be;',
  '- data packages, their resources and the schemas of their tables by the JSON Schemas of Frictionless Data;',
  '- every quote of JSON, JSON Lines, CSV and data packages with the `verify.py` that lies beside them.',
  '',
  'The TEI export is checked for well-formed XML and by tests of its own, but not by the grammar `tei_all`: the',
  'youngest that could be had from npm or Debian is of 2006, and `standOff` came in 2020.',
]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

function page(): string {
  const articles = importers.all.map(({ id, title, extensions }) => [
    `\`${id}\``,
    title,
    extensions.map((name) => `.${name}`).join(', '),
  ])
  const ids = [...new Set([...exporters.all, ...datasetReaders.all].map(({ id }) => id))]
  const datasets = ids.map((id) => {
    const exporter = exporters.all.find((item) => item.id === id)
    const reader = datasetReaders.all.find((item) => item.id === id)
    const unit = exporter ? (UNITS[exporter.offsetUnit ?? ''] ?? 'none') : 'as the file says'
    const loses = !exporter ? '' : exporter.losses.length === 0 ? 'nothing' : 'see below'
    return [
      `\`${id}\``,
      exporter?.title ?? reader?.title ?? '',
      exporter ? 'yes' : '',
      reader ? 'yes' : '',
      unit,
      loses,
    ]
  })
  const losses = exporters.all
    .filter((exporter) => exporter.losses.length > 0)
    .map(({ title, losses: kinds }) => [`### ${title}`, '', ...kinds.map(({ what }) => `- ${what}`), ''].join('\n'))
  const settings = exporters.all.flatMap(({ id, settings: list }) =>
    list.map((setting) => [
      `\`${id}\``,
      `\`${setting.id}\``,
      setting.description,
      setting.values ? setting.values.map((value) => `\`${value.id}\``).join(', ') : 'any text',
      `\`${setting.initial}\``,
    ]),
  )
  return `${[
    '# Formats',
    '',
    'This page is made from what the program knows about its formats.',
    '',
    '## Articles in',
    '',
    table(['id', 'format', 'files'], articles),
    '',
    'ZIP archives and folders of them are gone through.',
    '',
    '## Datasets',
    '',
    table(['id', 'format', 'out', 'in', 'offsets count', 'may lose'], datasets),
    '',
    '## Settings',
    '',
    'On the command line `--set NAME=VALUE`.',
    '',
    table(['format', 'name', 'what it does', 'values', 'at first'], settings),
    '',
    '## What a format may have to leave out',
    '',
    'Each export counts it, names the ids in `NAME.losses.json`, and the dialog tells it before anything is written.',
    '',
    ...losses,
    ...CHECKED,
  ]
    .join('\n')
    .trimEnd()}\n`
}

it('docs/formats.md is what the registries say', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PATH, page())
  expect(readFileSync(PATH, 'utf8')).toBe(page())
})
