const numbers = new Intl.NumberFormat('en')
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
const times = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

export const formatNumber = (value: number): string => numbers.format(value)

/** "1 annotation", "12,000 annotations". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`

/** An ISO 8601 time as a date in the local calendar; what cannot be read is shown as it is. */
export const formatDate = (iso: string): string => format(dates, iso)

const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

/**
 * When an article was published, as its outlet says: the day that is written, whatever day it was here at that time. What
 * is no whole date ("2024", "yesterday") is shown as it is.
 */
export function formatPublished(value: string): string {
  const day = /^\d{4}-\d\d-\d\d(?=$|T|\s)/.exec(value)?.[0]
  const date = new Date(day ?? '')
  return Number.isNaN(date.getTime()) ? value : days.format(date)
}

/** An ISO 8601 time as date and time of day. */
export const formatTime = (iso: string): string => format(times, iso)

function format(formatter: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : formatter.format(date)
}

/** Bytes with the decimal units that file managers show. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return formatCount(bytes, 'byte')
  const units = ['kB', 'MB', 'GB'] as const
  let value = bytes / 1_000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000
    unit++
  }
  return `${value < 9.95 ? value.toFixed(1) : numbers.format(Math.round(value))} ${units[unit]}`
}

/** How long something took, for reading: "0.4 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1_000
  if (seconds < 60) return `${seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}
