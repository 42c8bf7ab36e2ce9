/**
 * Whether the beginning of a file gives this as its format. With the name of the field: the schema that lies beside a
 * dataset says what the format is called, too.
 */
export const saysFormat = (head: string, format: string): boolean =>
  new RegExp(`"format"\\s*:\\s*"${format}"`).test(head)
