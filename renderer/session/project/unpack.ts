import type { Packed } from '../../../preload/contract/contract.ts'

/** Reads a value that came as JSON text. The main process wrote it, so it is not checked. */
export const unpack = <T>({ json }: Packed<T>): T => JSON.parse(json) as T
