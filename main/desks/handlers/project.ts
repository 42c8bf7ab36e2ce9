import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Codebook } from '../../../model/record/codebook.ts'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { findRecent, forgetRecent } from '../../shell/recent-projects.ts'
import { chooseNewProject, chooseProject, chooseProjectCopy } from '../file-questions.ts'
import { createLargeSaves } from '../large-saves.ts'
import { PROJECT_EXTENSION, projectNameOf, SAMPLE_PROJECT } from '../project-names.ts'
import { askForget } from '../questions.ts'
import type { HandlerPort } from './port.ts'

/** The ways to a project and out of it, and what is saved to it. */
export function projectHandlers(port: HandlerPort) {
  const { shell, desk, store, settings, annotator, backups } = port
  const { dialogs, paths } = shell

  const forget = async (id: string): Promise<void> => {
    await settings.update({ recents: forgetRecent(settings.get().recents, id) })
    port.onChange()
  }

  return {
    async newProject(codebook?: Codebook): Promise<Result<null>> {
      const path = await chooseNewProject(dialogs, paths.documents)
      return path === null ? ok(null) : desk.create(path, projectNameOf(path), codebook)
    },
    async openProject(): Promise<Result<null>> {
      const path = await chooseProject(dialogs, paths.documents)
      return path === null ? ok(null) : desk.open(path)
    },
    async openRecentProject(id: string): Promise<Result<null>> {
      const recent = findRecent(settings.get().recents, id)
      if (!recent) return fail('not-found', 'This project is no longer in the list.', 'Open it with "Open project…".')
      if (existsSync(recent.path)) return desk.open(recent.path)
      const forgotten = await askForget(dialogs, recent.path)
      if (forgotten) await forget(id)
      const { failure } = fail(
        'not-found',
        `The project "${recent.name}" is not where it was.`,
        forgotten ? 'It has been taken off the list.' : 'If it was moved, open it with "Open project…".',
      )
      return { ok: false, failure: await backups.offers(recent.path, failure) }
    },
    async forgetRecentProject(id: string): Promise<Result<null>> {
      await forget(id)
      return ok(null)
    },
    openSampleProject(): Promise<Result<null>> {
      const path = join(paths.documents, `${SAMPLE_PROJECT}.${PROJECT_EXTENSION}`)
      const folder = join(paths.app, 'resources/sample')
      return desk.open(path, async () => {
        // A sample that is there already may hold the user's work by now.
        if (existsSync(path)) return ok(null)
        await mkdir(paths.documents, { recursive: true }).catch(() => undefined)
        const { makeSampleProject } = await import('../sample-project.ts')
        return makeSampleProject(path, { store, annotator, folder })
      })
    },
    async saveProjectCopy(): Promise<Result<boolean>> {
      const project = desk.current()
      if (!project) return fail('no-project', 'No project is open.', 'Open a project first.')
      const target = await chooseProjectCopy(dialogs, project.path)
      if (target === null) return ok(false)
      const saved = await store.saveCopy(target)
      return saved.ok ? ok(true) : saved
    },
    async closeProject(): Promise<Result<null>> {
      const closed = await desk.close()
      return closed.ok ? ok(null) : closed
    },
    savePart: createLargeSaves((json, as) => store.saveText(json, as)),
    reportUnsaved(count: number): Result<null> {
      desk.setUnsaved(count)
      return ok(null)
    },
    undoBatch: (id: string) => desk.undoBatch(id),
    redoBatch: (id: string) => desk.redoBatch(id),
  }
}
