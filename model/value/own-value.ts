/**
 * What a record holds under a name that somebody else has chosen. Asking for `record[name]` would also find what every
 * object of JavaScript has: an attribute may be called "constructor".
 */
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
