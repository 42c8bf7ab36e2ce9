import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import type { ImportDecision, ImportReport, RereadChoice } from '../../../preload/contract/contract.ts'
import { originalName } from '../../files/file-names.ts'
import { makeTemporaryFolder } from '../../files/temporary.ts'
import { chooseArticleFiles, chooseArticleFolders } from '../file-questions.ts'
import { askShowPage } from '../questions.ts'
import type { HandlerPort } from './port.ts'

/** The formats of articles, which are loaded when they are first needed. */
const formats = async () => (await import('../../articles-in/index.ts')).importers.all

/** Endings of files that the system shows in a browser, with their scripts. */
const WEB_PAGE = /\.(?:x?html?|mht|mhtml|xht|svg|xml)$/i

/** Articles that come in, and the files that they came from. */
export function articleHandlers({ shell, desk, store, imports }: HandlerPort) {
  const choose = async (what: 'files' | 'folder'): Promise<readonly string[]> =>
    what === 'folder'
      ? chooseArticleFolders(shell.dialogs, shell.paths.home)
      : chooseArticleFiles(shell.dialogs, shell.paths.home, await formats())

  return {
    async chooseArticles(what: 'files' | 'folder'): Promise<Result<ImportReport | null>> {
      const paths = await choose(what)
      return paths.length === 0 ? ok(null) : desk.takeFiles(paths)
    },
    importDropped: (paths: readonly string[]) =>
      paths.length > 0
        ? desk.takeFiles(paths)
        : fail('not-a-file', 'What was dropped is not a file.', 'Save it as a file first, then drop that or open it.'),
    importPasted: (pasted: { readonly text: string; readonly html: string }) => desk.takePasted(pasted),
    rereadImport: (id: string, file: number, choice: RereadChoice) => imports.reread(id, file, choice),
    importStaged: (decision: ImportDecision) => desk.importStaged(decision),
    cancelImport(): Result<null> {
      imports.cancel()
      return ok(null)
    },
    /** Opens a copy of the original file, which cannot be written to by mistake. A web page is never shown in our window. */
    async showOriginal(article: string): Promise<Result<null>> {
      const original = await store.originalOf(article)
      if (!original.ok) return original
      const { fileName, bytes } = original.value
      const readable = (await formats()).flatMap(({ extensions }) => extensions)
      const name = originalName(fileName, readable)
      let source = false
      if (WEB_PAGE.test(name)) {
        const how = await askShowPage(shell.dialogs, fileName)
        if (how === 'no') return ok(null)
        source = how === 'source'
      }
      const made = makeTemporaryFolder()
      if (!made.ok) return made
      const folder = made.value
      const path = join(folder, source ? `${name}.txt` : name)
      await writeFile(path, bytes, { mode: 0o400 })
      const problem = await shell.openWithSystem(path)
      if (problem === '') return ok(null)
      return fail(
        'unexpected',
        `"${basename(fileName)}" could not be opened.`,
        'There may be no program for files of this kind; the copy is in the folder that is named.',
        [folder, problem],
      )
    },
  }
}
