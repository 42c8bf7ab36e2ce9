const DAY = 86_400_000

/** The number of a day in local time, from 1970-01-01 on. */
export const localDay = (time: Date): number =>
  Math.floor(Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / DAY)

/** The number of the week that a day is in; weeks begin on Mondays. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7)
