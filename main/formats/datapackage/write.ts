import { DATA_PACKAGE_FORMAT, DATA_PACKAGE_VERSION, PACKAGE_FILE, type Table, TABLES } from './tables.ts'
import {
  annotationRows,
  annotatorRows,
  articleRows,
  attributeRows,
  entityRows,
  fragmentRows,
  relationRows,
  textFileName,
} from './rows.ts'
import { datasetJsonSchema, SCHEMA_FILE_NAME } from '../kit/standoff/dataset-json-schema.ts'
import type { DatasetSource, Exporter, ExportOptions, OutputPart } from '../kit/exporter.ts'
import { codebookRows } from '../kit/tables/codebook-rows.ts'
import { csvRow } from '../kit/tables/csv-syntax.ts'
import { codebookPart } from '../kit/writing/codebook-part.ts'
import { offsetsSentence } from '../kit/writing/offset-words.ts'
import { articleFileName } from '../kit/writing/part-names.ts'
import { VERIFY_FILE_NAME, verifyScript } from '../kit/writing/verify-script.ts'

type Row = Readonly<Record<string, string | number | null>>

/** A folder of linked tables as Frictionless data packages have them, with the texts. Nothing is lost. */
export const dataPackageExporter: Exporter = {
  id: 'datapackage',
  title: 'Data package',
  extension: 'datapackage',
  description:
    'A folder of linked CSV tables with their description (Frictionless), the texts, the codebook, and a script that finds every quote again.',
  profiles: [],
  settings: [],
  shape: 'folder',
  offsetUnit: 'any',
  textsOptional: false,
  byId: true,
  losses: [],
  parts: packageParts,
}

function* packageParts(source: DatasetSource, options: ExportOptions): Iterable<OutputPart> {
  const rows: Readonly<Record<string, () => Iterable<Row>>> = {
    articles: () => articleRows(source),
    annotators: () => annotatorRows(source),
    entities: () => entityRows(source),
    annotations: () => annotationRows(source),
    fragments: () => fragmentRows(source, options),
    attributes: () => attributeRows(source),
    relations: () => relationRows(source),
    codebook: () => codebookRows(source),
  }
  yield { path: PACKAGE_FILE, chunks: () => [`${JSON.stringify(description(source, options), null, 2)}\n`] }
  yield { path: 'README.md', chunks: () => [readme(source, options)] }
  for (const table of TABLES) {
    const list = rows[table.name]
    if (list) yield { path: `${table.name}.csv`, chunks: () => csvLines(table, list()) }
  }
  yield codebookPart(source)
  yield { path: SCHEMA_FILE_NAME, chunks: () => [datasetJsonSchema()] }
  yield { path: VERIFY_FILE_NAME, chunks: () => [verifyScript('datapackage')] }
  let position = 0
  for (const { article, text } of source.articles())
    yield { path: textFileName(articleFileName(article, position++)), chunks: () => [text] }
}

function* csvLines({ fields }: Table, rows: Iterable<Row>): Iterable<string> {
  yield csvRow(fields.map(({ name }) => name))
  for (const row of rows) yield csvRow(fields.map(({ name }) => row[name] ?? null))
}

/** `datapackage.json`, after the Data Package standard, version 1. */
function description({ project }: DatasetSource, options: ExportOptions) {
  return {
    profile: 'tabular-data-package',
    name: packageName(project.name),
    id: project.id,
    title: project.name,
    description: [project.description, offsetsSentence(options.offsets)].filter((part) => part !== '').join(' '),
    created: options.exportedAt,
    'standoff:format': DATA_PACKAGE_FORMAT,
    'standoff:version': DATA_PACKAGE_VERSION,
    'standoff:offsetUnit': options.offsets,
    'standoff:generator': options.generator,
    'standoff:project': {
      id: project.id,
      name: project.name,
      description: project.description,
      createdAt: project.createdAt,
    },
    resources: TABLES.map(({ name, title, fields, primaryKey, foreignKeys }) => ({
      profile: 'tabular-data-resource',
      name,
      title,
      path: `${name}.csv`,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      dialect: { delimiter: ',', doubleQuote: true, lineTerminator: '\r\n', header: true },
      schema: {
        fields: fields.map((field) => {
          const constraints = { required: field.required, enum: field.values }
          const isFree = constraints.required === undefined && constraints.enum === undefined
          return {
            name: field.name,
            type: field.type,
            format: field.type === 'datetime' ? 'any' : 'default',
            description: field.description,
            constraints: isFree ? undefined : constraints,
          }
        }),
        primaryKey: primaryKey.length > 0 ? primaryKey : undefined,
        foreignKeys: foreignKeys.length > 0 ? foreignKeys : undefined,
        missingValues: [''],
      },
    })),
  }
}

/** Lower-case letters, digits, "-", "." and "_", as the standard asks. */
const packageName = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'standoff-dataset'

const readme = ({ project }: DatasetSource, { offsets, generator, exportedAt }: ExportOptions): string =>
  `# ${project.name}

${project.description === '' ? '' : `${project.description}\n\n`}${offsetsSentence(offsets)} Line ends of the texts are "\\n"; \`fragments.csv\` says for every
span which text stands there, and \`python3 verify.py\` finds each of them again.

| File | What is in it |
|---|---|
| \`datapackage.json\` | Description of all tables (Frictionless data package) |
${TABLES.map(({ name, title }) => `| \`${name}.csv\` | ${title} |`).join('\n')}
| \`codebook.json\` | The whole codebook: types, attributes, values, roles, guidelines |
| \`texts/\` | The text of each article, UTF-8; \`articles.csv\` names its file and its SHA-256 |
| \`${SCHEMA_FILE_NAME}\` | JSON Schema of the records in Standoff's JSON form |
| \`verify.py\` | Finds every quote again; ends with an error where one is not found |

Written by ${generator}, ${exportedAt}.
`
