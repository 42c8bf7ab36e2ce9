import { resolve } from 'node:path'
import { encodeCodebookFile } from '../../model/codebook/codebook-file.ts'
import { writeCodebookFile } from '../datasets/codebook-file.ts'
import { projectCodebook } from '../project/inspect-project.ts'
import type { Command, CommandInput } from './command.ts'
import { type ExitCode, failed } from './terminal.ts'

export const codebookExportCommand: Command = {
  name: 'codebook export',
  operands: ['PROJECT'],
  summary: 'write its codebook to stdout, or to a file',
  options: { out: ['PATH', 'file to write'] },
  run: exportCodebook,
}

async function exportCodebook({ operands: [project = ''], options, terminal }: CommandInput): Promise<ExitCode> {
  const codebook = projectCodebook(resolve(project))
  if (!codebook.ok) return failed(terminal, project, codebook)
  if (options.out === undefined) {
    terminal.data(encodeCodebookFile(codebook.value).trimEnd())
    return 0
  }
  const written = await writeCodebookFile(resolve(options.out), codebook.value, resolve(project))
  if (!written.ok) return failed(terminal, options.out, written)
  terminal.message(`Wrote ${options.out}: ${codebook.value.name}, version ${codebook.value.version}.`)
  return 0
}
