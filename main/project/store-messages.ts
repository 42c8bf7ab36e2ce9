import type { ProjectService } from './project-service.ts'

/* What passes between the store's thread and its client. */

export interface StoreCall {
  readonly method: keyof ProjectService
  readonly args: readonly unknown[]
  /** Whether the value is to come as JSON text for the window. */
  readonly packed: boolean
}

export type StoreEvent =
  /** How many records of a batch have been saved so far. */
  | { readonly kind: 'batch'; readonly records: number }
  | { readonly kind: 'slow'; readonly name: string; readonly milliseconds: number }
