import { z } from 'zod'
import type { Codebook } from '../record/codebook.ts'
import { codebookSchema } from '../record/schemas.ts'
import { fail, ok, type Result } from '../value/result.ts'

/*
 * A codebook as a separate file, so that it can be shared, kept under version control and written by hand:
 * {"format": "standoff-codebook", "version": 1, "codebook": {…}}. A field that is renamed or removed makes a new version.
 */

export const CODEBOOK_FORMAT = 'standoff-codebook'
export const CODEBOOK_FILE_VERSION = 1
/** Ending of the files, without the leading dot. */
export const CODEBOOK_EXTENSION = 'codebook.json'

/** The JSON Schema of codebook files, as the text of a file. */
export function codebookJsonSchema(): string {
  const file = z.strictObject({
    format: z.literal(CODEBOOK_FORMAT),
    version: z.literal(CODEBOOK_FILE_VERSION).describe('Of the form; the codebook has a version of its own'),
    codebook: codebookSchema.describe('Ids are what annotations hold; what is retired is no longer offered'),
  })
  const override = ({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    // What kind of record it is says the file; a record of a project says it itself.
    delete jsonSchema.properties?.kind
    if (jsonSchema.required) jsonSchema.required = jsonSchema.required.filter((key) => key !== 'kind')
  }
  const schema = z.toJSONSchema(file, { target: 'draft-2020-12', override })
  return `${JSON.stringify({ ...schema, title: 'Standoff codebook, version 1' }, null, 2)}\n`
}

/** A codebook as the text of a file, indented for people and for line-by-line comparison. */
export function encodeCodebookFile({ kind: _kind, ...codebook }: Codebook): string {
  return `${JSON.stringify({ format: CODEBOOK_FORMAT, version: CODEBOOK_FILE_VERSION, codebook }, null, 2)}\n`
}

/** Problems named one by one; a file with more is not worth reading to the end. */
const MOST_PROBLEMS = 50

const noCodebook = (message: string, action: string, details?: readonly string[]) =>
  fail('invalid-record', message, action, details)

const head = z.looseObject({ format: z.literal(CODEBOOK_FORMAT), version: z.int().positive() })
const frame = z.strictObject({
  format: z.literal(CODEBOOK_FORMAT),
  version: z.literal(CODEBOOK_FILE_VERSION),
  codebook: z.record(z.string(), z.unknown()),
})

/**
 * Reads what {@link encodeCodebookFile} or a person wrote. Fails with `unknown-format` where it is something
 * else, and with `invalid-record` where places in it are not as they should be; `details` names each with its path.
 */
export function decodeCodebookFile(text: string): Result<Codebook> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const where = error instanceof Error ? [error.message] : []
    return noCodebook('This file is not valid JSON.', 'Correct it in a text editor, or choose another file.', where)
  }
  const named = head.safeParse(value)
  if (!named.success) {
    return fail(
      'unknown-format',
      'This file is no codebook.',
      `A codebook file begins with {"format": "${CODEBOOK_FORMAT}", "version": ${CODEBOOK_FILE_VERSION}, "codebook": …}.`,
    )
  }
  if (named.data.version > CODEBOOK_FILE_VERSION) {
    return fail(
      'unknown-format',
      `This codebook was written by a newer version of Standoff (form ${named.data.version}; this program knows ${CODEBOOK_FILE_VERSION}).`,
      'Update Standoff, then try again.',
    )
  }
  const framed = frame.safeParse(value)
  if (!framed.success) return invalid(framed.error.issues.flatMap((issue) => tellIssue(issue, value)))
  const parsed = codebookSchema.safeParse({ ...framed.data.codebook, kind: 'codebook' })
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap((issue) =>
      tellIssue({ ...issue, path: ['codebook', ...issue.path] }, value),
    ),
    ...unstorablePaths(framed.data.codebook, ['codebook']),
  ]
  return parsed.success && problems.length === 0 ? ok(parsed.data) : invalid(problems)
}

function invalid(problems: readonly string[]): Result<never> {
  const count = problems.length === 1 ? 'one place that is' : `${problems.length} places that are`
  const more = problems.length > MOST_PROBLEMS ? [`… and ${problems.length - MOST_PROBLEMS} more`] : []
  return noCodebook(
    `This codebook has ${count} not as expected.`,
    'Correct the places listed, then try again. Nothing was changed.',
    [...problems.slice(0, MOST_PROBLEMS), ...more],
  )
}

/** `codebook.types[2].key`, the way it is written in programs. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`)).join('')

type Issue = z.core.$ZodIssue

/** An issue as lines for a person: where, and what should be there. `file` is what the issue's path leads through. */
function tellIssue(issue: Issue, file: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${pathOf([...issue.path, key])}: this field is not known.`)
  }
  const found = issue.path.reduce<unknown>((value, step) => Object(value)[step] as unknown, file)
  if (issue.code === 'custom') return [`${pathOf(issue.path)}: ${issue.message}`]
  const isMissing = found === undefined
  return [`${pathOf(issue.path)}: ${isMissing ? 'this field is missing; it' : 'this'} ${expectationOf(issue)}`]
}

/** The end of a sentence that begins with "this". */
function expectationOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `should be ${KIND_NAMES[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `should be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`
    case 'invalid_format':
      return 'should be one capital letter from A to Z.'
    case 'too_small':
      return issue.origin === 'string' ? 'text should not be empty.' : `should be more than ${issue.minimum}.`
    case 'too_big':
      return `should not be longer than ${issue.maximum} characters.`
    case 'invalid_union':
      return 'should be "choice", "text", "url" or "entity".'
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return `is not as expected: ${issue.message}.`
  }
}

const KIND_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const UNSTORABLE = /[\p{Surrogate}\0]/u

/** Texts that a project cannot keep: with half a character, or a zero character. */
function unstorablePaths(value: unknown, path: readonly PropertyKey[]): string[] {
  if (typeof value === 'string') {
    return UNSTORABLE.test(value) ? [`${pathOf(path)}: this text holds half a character or a zero character.`] : []
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => unstorablePaths(item, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => unstorablePaths(item, [...path, key]))
}
