import { fail } from '../../../../model/value/result.ts'
import { DEEPEST_JSON, isDeep } from '../../../files/json-depth.ts'
import { InputFailure } from '../reader.ts'

/** A JSON value, or where and why it is none, as the engine says it: "… at position 120 (line 3 column 7)". */
export function jsonIn(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    if (isDeep(text)) return { ok: false, reason: `It is nested more than ${DEEPEST_JSON} levels deep` }
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message.replace(/\.$/, '') : String(error) }
  }
}

/** The value of a piece of a file: a line, a cell. undefined where it is no JSON. */
export function jsonOr(text: string): unknown {
  const parsed = jsonIn(text)
  return parsed.ok ? parsed.value : undefined
}

/** The value of a file that is one JSON value. Ends the read where it is none. */
export function parseJson(text: string, name: string): unknown {
  const parsed = jsonIn(text)
  if (parsed.ok) return parsed.value
  const action = 'Export it again, or correct the place that is named.'
  throw new InputFailure(fail('damaged-file', `"${name}" is not valid JSON.`, action, [parsed.reason]).failure)
}
