/* What an RTF document says about itself in its group \info. */

/** Texts of \info that are kept → the field of an article they become. */
export const INFO_TEXTS: ReadonlyMap<string, 'title' | 'author' | 'section'> = new Map([
  ['title', 'title'],
  ['author', 'author'],
  ['category', 'section'],
])

/** The group that says when the document was written. */
export const CREATED = 'creatim'

const PARTS = ['yr', 'mo', 'dy', 'hr', 'min'] as const

/** A time as its control words come: \yr2025\mo3\dy1\hr12\min0. */
export interface InfoTime {
  set(word: string, value: number): void
  /** ISO 8601, in the time of the place it was written; a day where there is no hour; null where it is none. */
  iso(): string | null
}

/** A time of which nothing is known yet. */
export function createInfoTime(): InfoTime {
  const values = new Map<string, number>()
  const two = (value: number): string => String(value).padStart(2, '0')
  return {
    set(word, value) {
      values.set(word, value)
    },
    iso() {
      const [year, month, day, hour, minute] = PARTS.map((part) => values.get(part))
      if (year === undefined || month === undefined || day === undefined) return null
      // Some programs write zeros where they do not know.
      if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return null
      const date = `${year}-${two(month)}-${two(day)}`
      const timed = hour !== undefined && minute !== undefined && hour >= 0 && hour < 24 && minute >= 0 && minute < 60
      return timed ? `${date}T${two(hour)}:${two(minute)}` : date
    },
  }
}
