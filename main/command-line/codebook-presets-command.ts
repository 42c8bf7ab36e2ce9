import { presets } from '../../model/presets/index.ts'
import type { Command, CommandInput } from './command.ts'
import type { ExitCode } from './terminal.ts'

export const codebookPresetsCommand: Command = {
  name: 'codebook presets',
  operands: [],
  summary: 'list the codebooks that come with the program',
  options: { json: ['', 'as JSON'] },
  run: listPresets,
}

function listPresets({ options, terminal }: CommandInput): ExitCode {
  const list = presets.all.map(({ id, name, description, types }) => ({
    id,
    name,
    description,
    types: types.map((type) => type.id),
  }))
  if (options.json) terminal.data(JSON.stringify(list, null, 2))
  else terminal.data(list.map(({ id, name, description }) => `${id}  ${name}: ${description}`).join('\n'))
  return 0
}
