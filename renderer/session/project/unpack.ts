import type { Packed } from '../../../preload/contract/contract.ts'

/** Reads a value that came as text. The main process wrote it, so nothing is decoded. */
export const unpack = <T>({ json }: Packed<T>): T => JSON.parse(json) as T
