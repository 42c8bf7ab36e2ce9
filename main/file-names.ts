/**
 * `path` with an ending, unless it has it already: not every platform's dialog adds it. Of an ending of two parts the
 * last one may be there: "data.csv" becomes "data.excel.csv".
 */
export function withExtension(path: string, extension: string): string {
  const has = (ending: string): boolean => path.toLowerCase().endsWith(`.${ending}`)
  if (has(extension)) return path
  const last = extension.split('.').at(-1) ?? extension
  return `${has(last) ? path.slice(0, -(last.length + 1)) : path}.${extension}`
}

/** What an export is called unless the user says otherwise; characters that some file system refuses become spaces. */
export function exportName(subject: string, extension: string): string {
  const safe = subject
    .replaceAll(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  // 80 characters leave room for an ending and for the folders above; cut by code points, never through one.
  // oxlint-disable-next-line typescript/no-misused-spread -- code points are what is to be counted
  const short = [...safe]
    .slice(0, 80)
    .join('')
    .replace(/[. ]+$/u, '')
  return `${short || 'Dataset'}.${extension}`
}
