/**
 * What a record holds under a name that comes from data. `record[name]` would also find what every object of JavaScript
 * inherits: an attribute may be called "constructor".
 */
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
