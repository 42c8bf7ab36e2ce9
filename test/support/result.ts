import { expect } from 'vitest'
import type { Failure, FailureCode, Result } from '../../model/value/result.ts'

/** The value of a result that must be a success. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.details?.join(' ') ?? ''}`)
  return result.value
}

/** The failure of a result that must have failed with a code; its sentences are checked for being sentences. */
export function failureOf(result: Result<unknown>, code: FailureCode): Failure {
  if (result.ok) throw new Error(`Succeeded, but should have failed with ${code}`)
  expect(result.failure.code).toBe(code)
  expect(result.failure.message).toMatch(/^["A-Z].*\.$/s)
  expect(result.failure.action).toMatch(/^[A-Z].*\.$/s)
  return result.failure
}
