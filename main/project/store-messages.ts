import type { Result } from '../../model/value/result.ts'
import type { ProjectService } from './project-service.ts'

/* What passes between the store's thread and its client. Both ends are ours, so nothing is decoded. */

export interface StoreCall {
  readonly id: number
  readonly method: keyof ProjectService
  readonly args: readonly unknown[]
  /** Whether the value is to come as JSON text for the window. */
  readonly packed: boolean
}

export type StoreAnswer =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  /** A result as JSON: for thousands of small objects that is several times faster than the structured clone. */
  | { readonly kind: 'json'; readonly id: number; readonly json: string }
  /** How many records of a batch have been saved so far. */
  | { readonly kind: 'batch'; readonly records: number }
  | { readonly kind: 'slow'; readonly name: string; readonly milliseconds: number }
