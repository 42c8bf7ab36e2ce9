/*
 * One shared Int32; anything but 0 cancels. A message would wait until the thread has finished its work.
 */

/** A flag that is set when a signal is, and the way to stop listening to the signal. */
export function cancelFlagOf(signal: AbortSignal | undefined) {
  const flag = new SharedArrayBuffer(4)
  const cancel = (): void => void Atomics.store(new Int32Array(flag), 0, 1)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  return { flag, release: () => signal?.removeEventListener('abort', cancel) }
}

/** Whether a flag is set. */
export const isSet = (flag: SharedArrayBuffer): boolean => Atomics.load(new Int32Array(flag), 0) !== 0
