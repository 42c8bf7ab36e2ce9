import { localDay } from './local-day.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'long' })

// Put together here: where the commas stand differs between versions of the system's data.
const date = (time: Date): string =>
  `${weekday.format(time)}, ${time.getDate()} ${month.format(time)} ${time.getFullYear()}`

/** Days within which the name of the weekday says enough. */
const NEAR = 7

/** A day in words, in local time: "today", "yesterday", "Tuesday", "Tuesday, 3 March 2026". */
export function dayInWords(time: Date, now: Date): string {
  const ago = localDay(now) - localDay(time)
  if (ago === 0) return 'today'
  if (ago === 1) return 'yesterday'
  return ago > 0 && ago < NEAR ? weekday.format(time) : date(time)
}

/** "14:32", in local time. */
export const timeOfDay = (time: Date): string => clock.format(time)

/** A moment in words, in local time: "today 14:32", "Tuesday, 3 March 2026, 14:32". */
export function whenInWords(time: Date, now: Date): string {
  const day = dayInWords(time, now)
  return `${day}${day.includes(' ') ? ',' : ''} ${timeOfDay(time)}`
}
