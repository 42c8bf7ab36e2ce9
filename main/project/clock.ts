import { v7 as uuidv7 } from 'uuid'

/** Time and ids are given, so that tests can give their own. */
export interface Clock {
  /** ISO 8601, UTC */
  readonly now: () => string
  /** UUIDv7 */
  readonly newId: () => string
}

export const systemClock: Clock = { now: () => new Date().toISOString(), newId: () => uuidv7() }
