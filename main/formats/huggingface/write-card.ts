import type { DatasetSource, ExportOptions } from '../kit/exporter.ts'

/** A split that has examples. */
export interface CardSplit {
  readonly name: string
  readonly path: string
  readonly examples: number
}

type Feature = string | readonly Column[]
/** A column: a type of the library, a struct, or (`list`) a list of either. */
interface Column {
  readonly name: string
  readonly of: Feature
  readonly list?: boolean
}

const strings = (...names: readonly string[]): Column[] => names.map((name) => ({ name, of: 'string' }))
const pairs = (name: string): Column => ({ name, of: strings('name', 'value'), list: true })

const ARTICLE: readonly Column[] = [
  ...strings('id', 'title', 'language', 'outlet', 'author', 'published', 'url'),
  pairs('metadata'),
  ...strings('status', 'source_file', 'source_sha256', 'text_sha256', 'text'),
  {
    name: 'annotations',
    list: true,
    of: [
      ...strings('id', 'type'),
      {
        name: 'fragments',
        list: true,
        of: [{ name: 'start', of: 'int64' }, { name: 'end', of: 'int64' }, ...strings('quote')],
      },
      pairs('attributes'),
      { name: 'confidence', of: 'float64' },
      ...strings('note', 'status', 'annotator', 'created_at', 'updated_at', 'provenance'),
      { name: 'codebook_version', of: 'int64' },
    ],
  },
  {
    name: 'relations',
    list: true,
    of: [
      ...strings('id', 'role', 'source', 'target_annotation', 'target_entity'),
      pairs('attributes'),
      ...strings('annotator', 'created_at', 'updated_at'),
    ],
  },
]

const ENTITY: readonly Column[] = [
  ...strings('id', 'name', 'type'),
  { name: 'aliases', of: 'string', list: true },
  ...strings('wikidata'),
  pairs('attributes'),
]
const ANNOTATOR: readonly Column[] = strings('id', 'name', 'type')

/** Every JSON string is one of YAML. */
const scalar = (text: string): string => JSON.stringify(text)

/** Features as the hub writes them: "dtype", "struct" for an object, "list" for a list. */
function* featureLines(columns: readonly Column[], indent: string): Iterable<string> {
  for (const { name, of, list = false } of columns) {
    yield `${indent}- name: ${name}`
    if (typeof of === 'string') yield `${indent}  ${list ? 'list' : 'dtype'}: ${of}`
    else {
      yield `${indent}  ${list ? 'list' : 'struct'}:`
      yield* featureLines(of, `${indent}  `)
    }
  }
}

interface Config {
  readonly name: string
  readonly columns: readonly Column[]
  readonly splits: readonly CardSplit[]
}

function* configLines({ name, splits }: Config): Iterable<string> {
  yield `- config_name: ${name}`
  if (name === 'articles') yield '  default: true'
  yield '  data_files:'
  for (const split of splits) yield `  - split: ${split.name}\n    path: ${split.path}`
}

function* infoLines({ name, columns, splits }: Config): Iterable<string> {
  yield `- config_name: ${name}`
  yield '  features:'
  yield* featureLines(columns, '  ')
  yield '  splits:'
  for (const split of splits) yield `  - name: ${split.name}\n    num_examples: ${split.examples}`
}

/** Bounds of the hub's size categories. */
const SIZES: readonly (readonly [below: number, name: string])[] = [
  [1000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
  [Number.POSITIVE_INFINITY, 'n>1M'],
]

/** The dataset card (README.md): YAML for the hub, then text for people. */
export function datasetCard(
  source: DatasetSource,
  { settings, generator, exportedAt }: ExportOptions,
  splits: readonly CardSplit[],
  languages: readonly string[],
): string {
  const { project, entities, annotators, codebook } = source
  // One file is a split, too; the library's word for the only one is "train".
  const single = (name: string, examples: number): CardSplit => ({
    name: 'train',
    path: `data/${name}.jsonl`,
    examples,
  })
  const configs: Config[] = [
    { name: 'articles', columns: ARTICLE, splits },
    { name: 'entities', columns: ENTITY, splits: entities.length > 0 ? [single('entities', entities.length)] : [] },
    {
      name: 'annotators',
      columns: ANNOTATOR,
      splits: annotators.length > 0 ? [single('annotators', annotators.length)] : [],
    },
  ].filter((config) => config.splits.length > 0)
  const total = splits.reduce((sum, { examples }) => sum + examples, 0)
  const tags = languages.map((language) => language.split('-')[0] ?? language).filter((tag) => /^[a-z]{2,3}$/.test(tag))
  const yaml = [
    `pretty_name: ${scalar(project.name)}`,
    // Who may use the texts is for their publishers to say.
    'license: other',
    'license_name: see-the-publishers-of-the-texts',
    ...(tags.length > 0 ? ['language:', ...[...new Set(tags)].map((tag) => `- ${scalar(tag)}`)] : []),
    'task_categories:',
    '- token-classification',
    'size_categories:',
    `- ${SIZES.find(([below]) => total < below)?.[1] ?? ''}`,
    'configs:',
    ...configs.flatMap((config) => Array.from(configLines(config))),
    'dataset_info:',
    ...configs.flatMap((config) => Array.from(infoLines(config))),
  ]
  return `---
${yaml.join('\n')}
---

# ${project.name}

${project.description === '' ? '' : `${project.description}\n\n`}\`fragments\` hold half-open offsets from 0 in Unicode code points of \`text\`, which is what Python counts:
\`text[start:end] == quote\`.

| Split | Articles |
|---|---|
${splits.map(({ name, examples }) => `| ${name} | ${examples} |`).join('\n')}

Articles were divided ${settings.ratio?.replaceAll('-', ' / ')} with the seed ${scalar(settings.seed ?? '')}; spread evenly by: ${settings.stratify}.
The annotation types are those of the codebook "${codebook.name}", version ${codebook.version}, in \`codebook.json\`:
${codebook.types.map(({ id, description }) => `\n- \`${id}\`: ${description}`).join('')}

Written by ${generator}, ${exportedAt}.
`
}
