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

/** The longest ending that a file name is known by. */
const LONGEST_ENDING = 12

/**
 * What the copy of an original file is called, which the system opens with the program for its ending. The name comes from
 * a project, which may be a stranger's: only an ending of files that are read here is kept, so that nothing can be opened
 * that the system would run ("vote.txt.desktop", "vote.exe"). Anything else is shown as plain text.
 */
export function originalName(fileName: string, readable: readonly string[]): string {
  const last = fileName.split(/[/\\]/).at(-1) ?? ''
  const ending = last.slice(-LONGEST_ENDING).split('.').slice(1).at(-1)?.toLowerCase() ?? ''
  const known = readable.includes(ending)
  return exportName(known ? last.slice(0, -(ending.length + 1)) : last, known ? ending : 'txt')
}
