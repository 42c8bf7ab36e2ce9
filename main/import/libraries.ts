import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** "mammoth 1.13.0": for the record of how a text came to be. */
function named(name: string, packageName = name): string {
  const { version } = require(`${packageName}/package.json`) as { readonly version: string }
  return `${name} ${version}`
}

/** Libraries that read formats, with their versions. */
export const LIBRARIES = {
  get readability() {
    return named('readability', '@mozilla/readability')
  },
  get linkedom() {
    return named('linkedom')
  },
}
