import { importers } from '../articles-in/index.ts'
import type { Exporter } from '../formats/kit/exporter.ts'
import { datasetReaders, exporters } from '../formats/index.ts'
import type { Command, CommandInput } from './command.ts'
import type { ExitCode } from './terminal.ts'

export const formatsCommand: Command = {
  name: 'formats',
  operands: [],
  summary: 'list the formats that can be imported and exported',
  options: { json: ['', 'as JSON'] },
  run: listFormats,
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

interface ListedFormat {
  readonly id: string
  readonly title: string
  readonly extensions: readonly string[]
}

type ListedExport = Pick<Exporter, 'id' | 'title' | 'extension' | 'description' | 'profiles'>

const formatLine = ({ id, title, extensions }: ListedFormat): string => `  ${id}  ${title} (.${extensions.join(', .')})`

function exportLine({ id, title, extension, description, profiles }: ListedExport): string {
  const kinds = profiles.map((profile) => `    --profile ${profile.id}  ${profile.title}: ${profile.description}`)
  return [`  ${id}  ${title} (.${extension}): ${description}`, ...kinds].join('\n')
}

function listFormats({ options, terminal }: CommandInput): ExitCode {
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
  const lines = [
    'Import articles:',
    ...formats.import.map(formatLine),
    'Import datasets:',
    ...formats.datasets.filter((format) => format.in).map(formatLine),
    'Export:',
    ...formats.export.map(exportLine),
  ]
  terminal.data(lines.join('\n'))
  return 0
}
