import { fail, ok, type Result } from '../../model/value/result.ts'
import { extensionOf, HEAD_LENGTH, type Importer } from './importer.ts'
import { looksBinary } from './signatures.ts'

export interface ImporterRegistry {
  readonly all: readonly Importer[]
  /** The importer that recognises the beginning of a file, preferably one with the extension of its name. */
  find(bytes: Uint8Array, fileName: string): Result<Importer>
}

/** Throws at start-up when two importers share an id. */
export function createImporterRegistry(all: readonly Importer[]): ImporterRegistry {
  const ids = new Set<string>()
  for (const { id } of all) {
    if (ids.has(id)) throw new Error(`There are two importers with the id "${id}"`)
    ids.add(id)
  }
  return {
    all,
    find(bytes, fileName) {
      const head = bytes.subarray(0, HEAD_LENGTH)
      const extension = extensionOf(fileName)
      const able = all.filter((importer) => importer.sniff(head, fileName))
      const found = able.find(({ extensions }) => extensions.includes(extension)) ?? able[0]
      if (found) return ok(found)
      const known = all.flatMap(({ extensions }) => extensions.map((name) => `.${name}`)).join(', ')
      return looksBinary(head)
        ? fail(
            'binary-file',
            `"${fileName}" is not a text file.`,
            `Open it in the program it belongs to and save its text; files that can be imported: ${known}.`,
          )
        : fail(
            'unknown-format',
            `The format of "${fileName}" cannot be imported yet.`,
            `Save the article as plain text; files that can be imported: ${known}.`,
          )
    },
  }
}
