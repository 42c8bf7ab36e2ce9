/** Whether a file begins like a ZIP archive whose first entry's name passes a test. */
export function sniffZip(head: Uint8Array, test: (firstName: string) => boolean): boolean {
  if (head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3 || head[3] !== 4) return false
  const length = (head[26] ?? 0) + (head[27] ?? 0) * 256
  return test(Buffer.from(head.subarray(30, 30 + length)).toString('latin1'))
}

/** The text of a first entry that is stored as it is: how OpenDocument and EPUB say what they are. */
export function storedMimeType(head: Uint8Array): string | null {
  if (!sniffZip(head, (name) => name === 'mimetype')) return null
  const size = (head[18] ?? 0) + (head[19] ?? 0) * 256
  const extra = (head[28] ?? 0) + (head[29] ?? 0) * 256
  const start = 30 + 'mimetype'.length + extra
  return Buffer.from(head.subarray(start, start + size)).toString('latin1')
}
