/*
 * Names in formats that allow few characters. What is not allowed is written as ECMA-376 and .NET write it in XML names:
 * "_x0020_" for a space. A literal "_x" is written that way, too, so that every name comes back as it was.
 */

const ESCAPE = /_x([0-9A-F]{4,6})_/g

/** A name with every character that `allowed` (one character, flag u) does not match as `_xHHHH_`. */
export const safeName = (name: string, allowed: RegExp): string =>
  name
    .replaceAll(/_(?=x[0-9A-F]{4})/g, '_x005F_')
    .replaceAll(/[^]/gu, (character) => (allowed.test(character) ? character : escaped(character)))

/** The name that {@link safeName} has made safe; other names stay as they are. */
export const unsafeName = (name: string): string =>
  name.replaceAll(ESCAPE, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/** One character as it is written in a safe name. */
export const escaped = (character: string): string =>
  `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`
