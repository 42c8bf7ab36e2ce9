import { resolve } from 'node:path'
import { datasetReaders, exporters } from '../formats/index.ts'
import { importers } from '../articles-in/index.ts'
import { findProblems, inspectProject } from '../project/inspect-project.ts'
import type { CommandInput } from './run.ts'
import { type ExitCode, tellFailure } from './terminal.ts'

/** `info PROJECT [--json]` */
export function infoCommand({ operands: [project = ''], options, terminal }: CommandInput): ExitCode {
  const found = inspectProject(resolve(project))
  if (!found.ok) {
    tellFailure(terminal, project, found.failure)
    return 1
  }
  const info = found.value
  if (options.json) {
    terminal.data(JSON.stringify(info, null, 2))
    return 0
  }
  terminal.data(
    [
      `Project: ${info.name}`,
      `Schema version: ${info.schemaVersion}`,
      `Codebook: ${info.codebook.name}, version ${info.codebook.version}`,
      `Annotators: ${info.annotators}`,
      `Entities: ${info.entities}`,
      `Annotations: ${info.annotations}`,
      ...Object.entries(info.annotationsByType).map(([type, number]) => `  ${type}: ${number}`),
      `Relations: ${info.relations}`,
      `Articles: ${info.articles.length}`,
      ...info.articles.map(({ id, title, annotations }) => `  ${id}  ${title} (${annotations})`),
    ].join('\n'),
  )
  return 0
}

/** `check PROJECT` */
export function checkCommand({ operands: [project = ''], terminal }: CommandInput): ExitCode {
  const found = findProblems(resolve(project))
  if (!found.ok) {
    tellFailure(terminal, project, found.failure)
    return 1
  }
  for (const { subject, message } of found.value) terminal.message(`${project}: ${subject}: ${message}`)
  if (found.value.length > 0) {
    terminal.message(`${project}: ${found.value.length} problems.`)
    return 1
  }
  terminal.data(`${project}: file, references, texts, quotes, relations and change log are as they should be.`)
  return 0
}

/** Every format of datasets: whether it can be read and written, and whether anything is ever lost in it. */
function datasetFormats() {
  const ids = [...new Set([...exporters.all, ...datasetReaders.all].map(({ id }) => id))]
  return ids.map((id) => {
    const exporter = exporters.all.find((item) => item.id === id)
    const reader = datasetReaders.all.find((item) => item.id === id)
    return {
      id,
      title: exporter?.title ?? reader?.title ?? id,
      extensions: [...new Set([...(reader?.extensions ?? []), ...(exporter ? [exporter.extension] : [])])],
      in: reader !== undefined,
      out: exporter !== undefined,
      offsetUnit: exporter?.offsetUnit ?? null,
      lossless: exporter !== undefined && reader !== undefined && exporter.losses.length === 0,
    }
  })
}

/** `formats [--json]` */
export function formatsCommand({ options, terminal }: CommandInput): ExitCode {
  const formats = {
    import: importers.all.map(({ id, title, extensions }) => ({ id, title, extensions })),
    datasets: datasetFormats(),
    export: exporters.all.map(({ id, title, extension, description, profiles }) => ({
      id,
      title,
      extension,
      description,
      profiles,
    })),
  }
  if (options.json) {
    terminal.data(JSON.stringify(formats, null, 2))
    return 0
  }
  terminal.data(
    [
      'Import articles:',
      ...formats.import.map(({ id, title, extensions }) => `  ${id}  ${title} (.${extensions.join(', .')})`),
      'Import datasets:',
      ...formats.datasets
        .filter((format) => format.in)
        .map(({ id, title, extensions }) => `  ${id}  ${title} (.${extensions.join(', .')})`),
      'Export:',
      ...formats.export.map(({ id, title, extension, description, profiles }) =>
        [
          `  ${id}  ${title} (.${extension}): ${description}`,
          ...profiles.map((profile) => `    --profile ${profile.id}  ${profile.title}: ${profile.description}`),
        ].join('\n'),
      ),
    ].join('\n'),
  )
  return 0
}
