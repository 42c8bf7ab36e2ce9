import { basename, resolve } from 'node:path'
import type { Codebook } from '../../model/record/codebook.ts'
import { encodeCodebookFile } from '../../model/codebook/codebook-file.ts'
import { partKey, type PartRef } from '../../model/codebook/codebook-part.ts'
import type { CodebookReview, Decisions } from '../../model/codebook/codebook-review.ts'
import type { Question } from '../../model/codebook/codebook-questions.ts'
import { presets } from '../../model/presets/index.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { readCodebookFile, writeCodebookFile } from '../datasets/codebook-file.ts'
import { createProjectService } from '../project/create-project-service.ts'
import { projectCodebook } from '../project/inspect-project.ts'
import type { ProjectService } from '../project/project-service.ts'
import { prepareReplacement, replaceCodebook } from '../project/replace-codebook.ts'
import { commandLineAnnotator } from './annotator.ts'
import type { CommandInput } from './run.ts'
import { type ExitCode, tellFailure, type Terminal } from './terminal.ts'

interface Subcommand {
  readonly operands: number
  readonly options: readonly string[]
  run(input: CommandInput): ExitCode | Promise<ExitCode>
}

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  presets: { operands: 0, options: ['json'], run: presetsCommand },
  export: { operands: 1, options: ['out'], run: exportCommand },
  import: { operands: 2, options: ['map', 'dry-run'], run: importCommand },
}

/** `codebook presets`, `codebook export PROJECT`, `codebook import PROJECT FILE` */
export function codebookCommand(input: CommandInput): ExitCode | Promise<ExitCode> {
  const [name = '', ...operands] = input.operands
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined
  const names = Object.keys(SUBCOMMANDS).join(', ')
  if (!subcommand) return wrongUsage(input.terminal, `"codebook" is followed by one of: ${names}.`)
  if (operands.length !== subcommand.operands) {
    return wrongUsage(input.terminal, `"codebook ${name}" takes ${subcommand.operands} names, not ${operands.length}.`)
  }
  const foreign = Object.keys(input.options).find((option) => !subcommand.options.includes(option))
  if (foreign !== undefined) return wrongUsage(input.terminal, `"codebook ${name}" has no option --${foreign}.`)
  return subcommand.run({ ...input, operands })
}

function wrongUsage(terminal: Terminal, message: string): ExitCode {
  terminal.message(`standoff: ${message}\nTry: standoff --help`)
  return 2
}

/** A codebook by the id of a preset, or from a file. */
export function findCodebook(idOrFile: string): Result<Codebook> {
  const preset = presets.find(idOrFile)
  if (preset) return ok(preset)
  const file = readCodebookFile(resolve(idOrFile))
  if (file.ok) return ok(file.value.codebook)
  if (file.failure.code !== 'not-found') return file
  const ids = presets.all.map(({ id }) => id).join(', ')
  return { ok: false, failure: { ...file.failure, action: `Name a codebook file, or one of: ${ids}.` } }
}

function presetsCommand({ options, terminal }: CommandInput): ExitCode {
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

async function exportCommand({ operands: [project = ''], options, terminal }: CommandInput): Promise<ExitCode> {
  const codebook = projectCodebook(resolve(project))
  if (!codebook.ok) {
    tellFailure(terminal, project, codebook.failure)
    return 1
  }
  if (options.out === undefined) {
    terminal.data(encodeCodebookFile(codebook.value).trimEnd())
    return 0
  }
  const written = await writeCodebookFile(resolve(options.out), codebook.value, resolve(project))
  if (!written.ok) {
    tellFailure(terminal, options.out, written.failure)
    return 1
  }
  terminal.message(`Wrote ${options.out}: ${codebook.value.name}, version ${codebook.value.version}.`)
  return 0
}

function importCommand(input: CommandInput): ExitCode {
  const { operands, terminal } = input
  const [project = '', source = ''] = operands
  const other = findCodebook(source)
  if (!other.ok) {
    tellFailure(terminal, source, other.failure)
    return 1
  }
  const service = createProjectService()
  const opened = service.open(resolve(project), { annotator: commandLineAnnotator() })
  if (!opened.ok) {
    tellFailure(terminal, project, opened.failure)
    return 1
  }
  try {
    if (opened.value.readOnly) {
      terminal.message(`${project}: Nothing can be changed. ${opened.value.readOnly} [read-only-project]`)
      return 1
    }
    return replace(service, opened.value.codebook, other.value, input)
  } finally {
    const closed = service.close()
    if (!closed.ok) tellFailure(terminal, project, closed.failure)
  }
}

function replace(service: ProjectService, before: Codebook, other: Codebook, input: CommandInput): ExitCode {
  const { operands, options, terminal } = input
  const [project = '', source = ''] = operands
  const prepared = prepareReplacement(service, before, other)
  if (!prepared.ok) {
    tellFailure(terminal, project, prepared.failure)
    return 1
  }
  const { review } = prepared.value
  const decisions = readDecisions(review.questions, options.map ?? [])
  if (typeof decisions === 'string') return wrongUsage(terminal, decisions)
  if (review.differences.length === 0) {
    terminal.message(`${project}: This is its codebook already.`)
    return 0
  }
  tellReview(terminal, review, decisions)
  if (review.refusals.length > 0) return 1
  if (options['dry-run']) {
    terminal.message(`${project}: Nothing was changed (--dry-run).`)
    return 0
  }
  const replaced = replaceCodebook(service, prepared.value, decisions, `Import codebook from ${basename(source)}`)
  if (!replaced.ok) {
    tellFailure(terminal, project, replaced.failure)
    return 1
  }
  const { codebook, mapped } = replaced.value
  terminal.message(
    `${project}: ${codebook.name} is its codebook now, version ${codebook.version}; ${count(mapped, 'record')} mapped.`,
  )
  return 0
}

/** Reads `--map value:quote/mode/mixed=direct`. A sentence where one does not fit what is asked. */
function readDecisions(questions: readonly Question[], args: readonly string[]): Decisions | string {
  const decisions = new Map<string, string>()
  for (const arg of args) {
    const question = questions.find(({ part }) => arg.startsWith(`${partKey(part)}=`))
    if (!question) {
      const keys = questions.map(({ part }) => partKey(part)).join(', ') || 'nothing'
      return `--map ${arg}: what is removed and in use is ${keys}.`
    }
    const key = partKey(question.part)
    const id = arg.slice(key.length + 1)
    const target = question.targets.find((item) => item.id === id)
    if (!target) {
      const ids = question.targets.map((item) => item.id).join(', ') || 'nothing'
      return `--map ${arg}: ${key} can be mapped onto ${ids}.`
    }
    if (target.refusal !== null) return `--map ${arg}: not onto "${id}", because ${target.refusal}.`
    decisions.set(key, id)
  }
  return decisions
}

function tellReview(terminal: Terminal, review: CodebookReview, decisions: Decisions): void {
  const { differences, questions, refusals, notes } = review
  for (const { difference, count: number } of differences) {
    terminal.message(`  ${difference.sentence}${number > 0 ? ` In ${count(number, unitOf(difference.part))}.` : ''}`)
  }
  for (const { part, count: number } of questions) {
    const key = partKey(part)
    const target = decisions.get(key)
    const fate = target === undefined ? 'kept as retired' : `mapped onto ${target}`
    terminal.message(`  ${key}: ${fate}, in ${count(number, unitOf(part))}.`)
  }
  for (const sentence of [...notes, ...refusals]) terminal.message(`  ${sentence}`)
}

const unitOf = (part: PartRef | null): string => (part?.kind === 'role' ? 'relation' : 'annotation')

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
