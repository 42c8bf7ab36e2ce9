import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CODEBOOK_EXTENSION } from '../../model/codebook/codebook-file.ts'
import { withExtension } from '../files/file-names.ts'
import type { Dialogs, FileKind } from '../shell/dialogs.ts'
import { PROJECT_EXTENSION, projectNameOf } from './project-names.ts'
import { askReplace } from './questions.ts'

/* What the program asks for in native dialogs: files to read, and where files go. Null or empty when cancelled. */

const PROJECT: FileKind = { name: 'Standoff project', extensions: [PROJECT_EXTENSION] }
const CODEBOOK: FileKind = { name: 'Codebook', extensions: ['json'] }

/** A format that files can have. */
interface Format {
  readonly title: string
  readonly extensions: readonly string[]
}

/** All formats together first, then each by itself. */
const kindsOf = (all: string, formats: readonly Format[]): FileKind[] => [
  { name: all, extensions: [...new Set([...formats.flatMap(({ extensions }) => extensions), 'zip'])] },
  ...formats.map(({ title, extensions }) => ({ name: title, extensions })),
  { name: 'ZIP archive', extensions: ['zip'] },
  { name: 'All files', extensions: ['*'] },
]

/** Asks for article files of any format that can be imported. */
export const chooseArticleFiles = (
  dialogs: Dialogs,
  folder: string,
  formats: readonly Format[],
): Promise<readonly string[]> =>
  dialogs.open({ title: 'Open article', folder, what: 'files', kinds: kindsOf('Articles', formats) })

/** Asks for folders of article files. */
export const chooseArticleFolders = (dialogs: Dialogs, folder: string): Promise<readonly string[]> =>
  dialogs.open({ title: 'Import folder', folder, what: 'folders', kinds: [] })

/** Asks for an annotated dataset, a file or a folder of files. */
export async function chooseDatasetPath(
  dialogs: Dialogs,
  folder: string,
  what: 'file' | 'folder',
  formats: readonly Format[],
): Promise<string | null> {
  const kinds = what === 'folder' ? [] : kindsOf('Datasets', formats)
  const [path] = await dialogs.open({ title: 'Import dataset', button: 'Look at it', folder, what, kinds })
  return path ?? null
}

/** Asks for a project to open. */
export async function chooseProject(dialogs: Dialogs, folder: string): Promise<string | null> {
  const [path] = await dialogs.open({ title: 'Open project', folder, what: 'file', kinds: [PROJECT] })
  return path ?? null
}

/** Asks where a new project goes. */
export async function chooseNewProject(dialogs: Dialogs, folder: string): Promise<string | null> {
  const suggested = join(folder, `New project.${PROJECT_EXTENSION}`)
  const path = await dialogs.save({
    title: 'New project',
    button: 'Create',
    path: suggested,
    mayReplace: false,
    kinds: [PROJECT],
  })
  return path === null ? null : withExtension(path, PROJECT_EXTENSION)
}

/** Asks where a copy of the project goes. The suggested name is not the project's own. */
export async function chooseProjectCopy(dialogs: Dialogs, project: string): Promise<string | null> {
  const path = await dialogs.save({
    title: 'Save a copy of the project',
    button: 'Save copy',
    path: join(dirname(project), `${basename(project, `.${PROJECT_EXTENSION}`)} copy.${PROJECT_EXTENSION}`),
    mayReplace: false,
    kinds: [PROJECT],
  })
  return path === null ? null : withExtension(path, PROJECT_EXTENSION)
}

/** Asks where a project that is made of a backup goes. Its name is not that of the project that there is. */
export async function chooseRestored(dialogs: Dialogs, folder: string, file: string): Promise<string | null> {
  const path = await dialogs.save({
    title: 'Restore under a new name',
    button: 'Restore',
    path: join(folder, file),
    mayReplace: false,
    kinds: [PROJECT],
  })
  return path === null ? null : withExtension(path, PROJECT_EXTENSION)
}

/** Asks for the folder that backups go to. */
export async function chooseBackupFolder(dialogs: Dialogs, folder: string): Promise<string | null> {
  const [path] = await dialogs.open({ title: 'Folder for backups', folder, what: 'folder', kinds: [] })
  return path ?? null
}

/** Asks where a project goes that is salvaged. The suggested name is not the damaged one's own. */
export async function chooseSalvaged(dialogs: Dialogs, broken: string): Promise<string | null> {
  const path = await dialogs.save({
    title: 'Salvage the project',
    button: 'Salvage',
    path: join(dirname(broken), `${projectNameOf(broken)} salvaged.${PROJECT_EXTENSION}`),
    mayReplace: false,
    kinds: [PROJECT],
  })
  return path === null ? null : withExtension(path, PROJECT_EXTENSION)
}

/** Asks for a codebook file. */
export async function chooseCodebook(dialogs: Dialogs, folder: string): Promise<string | null> {
  const [path] = await dialogs.open({ title: 'Open codebook', folder, what: 'file', kinds: [CODEBOOK] })
  return path ?? null
}

/** A file that is to be written. */
interface Target {
  readonly folder: string
  readonly fileName: string
  /** Of its format. */
  readonly title: string
  readonly extension: string
}

/** Asks where a codebook goes. */
export const chooseCodebookTarget = (
  dialogs: Dialogs,
  target: Pick<Target, 'folder' | 'fileName'>,
): Promise<string | null> =>
  chooseTarget(dialogs, 'Save codebook', { ...target, title: 'Codebook', extension: CODEBOOK_EXTENSION })

/** Asks where an export goes. */
export const chooseExportTarget = (dialogs: Dialogs, target: Target): Promise<string | null> =>
  chooseTarget(dialogs, 'Export dataset', target)

/** Nothing older is replaced without a yes. The first word of the action stands on the button. */
async function chooseTarget(dialogs: Dialogs, action: string, target: Target): Promise<string | null> {
  const { folder, fileName, title, extension } = target
  const chosen = await dialogs.save({
    title: action,
    button: action.split(' ')[0] ?? action,
    path: join(folder, fileName),
    mayReplace: true,
    // A dialog knows endings of one part only: of "excel.csv" it is told "csv".
    kinds: [{ name: title, extensions: [extension.split('.').at(-1) ?? extension] }],
  })
  if (chosen === null) return null
  const path = withExtension(chosen, extension)
  // The dialog asked about the name that was typed, not about the one with its full ending.
  return path === chosen || !existsSync(path) || (await askReplace(dialogs, path)) ? path : null
}
