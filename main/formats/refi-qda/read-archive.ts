import { fail } from '../../../model/value/result.ts'
import { openZip } from '../../files/zip.ts'
import { type DatasetInput, InputFailure, orEnd } from '../kit/reader.ts'

/** The files of a project: of the archive, or of a folder it was unpacked to. */
export interface QdaFiles {
  /** The project's XML. */
  readonly project: string
  readonly paths: readonly string[]
  text(path: string): Promise<string>
}

const isProject = (path: string): boolean => path.toLowerCase().endsWith('.qde')

/** Opens a project. Programs name the XML as they like; there is one in an archive. */
export async function openProject(input: DatasetInput): Promise<QdaFiles> {
  const unpacked = input.paths.find(isProject)
  if (unpacked !== undefined)
    return { project: unpacked, paths: input.paths, text: async (path) => orEnd(await input.text(path)) }
  const [path = input.name] = input.paths
  const archive = orEnd(await openZip(orEnd(await input.bytes(path)), path))
  const project = archive.names.find(isProject)
  if (project === undefined) {
    const message = `"${path}" holds no REFI-QDA project: there is no ".qde" file in it.`
    throw new InputFailure(fail('unknown-format', message, 'Export the project again as REFI-QDA (.qdpx).').failure)
  }
  return {
    project,
    paths: archive.names,
    text: async (name) => decoded(orEnd(await archive.read(name)), name),
  }
}

/** UTF-8, or UTF-16 with a byte-order mark, which the standard does not forbid. */
function decoded(bytes: Uint8Array, path: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const message = `"${path}" is not encoded as ${encoding.toUpperCase()}.`
    throw new InputFailure(
      fail('undecodable', message, 'Export the project again with the program that made it.').failure,
    )
  }
}

/** The file that a path of a project means: "internal://a.txt", "relative:///a.txt"; programs vary the case of folders. */
export function resolvePath(paths: readonly string[], path: string): string | null {
  const wanted = path
    .replace(/^[a-z]+:\/*/i, '')
    .replaceAll('\\', '/')
    .toLowerCase()
  const name = wanted.slice(wanted.lastIndexOf('/') + 1)
  const lower = paths.map((candidate) => candidate.toLowerCase())
  for (const ending of [`sources/${wanted}`, wanted, `/${name}`, name]) {
    const at = lower.findIndex((candidate) => candidate === ending || candidate.endsWith(ending))
    if (at >= 0) return paths[at] ?? null
  }
  return null
}
