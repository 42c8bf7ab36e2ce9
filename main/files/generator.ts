import manifest from '../../package.json' with { type: 'json' }

/** The program's version, from its one place. */
export const VERSION = manifest.version

/** How exports name the program that made them. */
export const GENERATOR = `${manifest.productName} ${manifest.version}`
