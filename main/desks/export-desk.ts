import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportFormat, ExportReport, ExportRequest } from '../../model/dataset/dataset-export.ts'
import { fail, ok, type Result } from '../../model/value/result.ts'
import type { Emit } from '../../preload/contract/events.ts'
import { exportName } from '../files/file-names.ts'
import type { ProjectStore } from '../project/store-client.ts'
import type { Shell } from '../shell/shell.ts'
import { chooseExportTarget } from './file-questions.ts'
import type { ProjectDesk } from './project-desk.ts'

export interface ExportDeskPort {
  readonly shell: Pick<Shell, 'dialogs' | 'showInFolder' | 'paths'>
  readonly desk: Pick<ProjectDesk, 'current'>
  readonly store: Pick<ProjectStore, 'openArticle'>
  readonly emit: Emit
}

/** Exports, one at a time. Each report has an id that names its file without its path. */
export interface ExportDesk {
  formats(): Promise<readonly ExportFormat[]>
  /** Asks where the dataset goes and writes it; null when cancelled. */
  start(request: ExportRequest): Promise<Result<ExportReport | null>>
  /** Tells what would be written, and what lost. */
  tryOut(request: ExportRequest): Promise<Result<ExportReport>>
  cancel(): void
  showInFolder(id: string): Result<null>
}

/** The formats are loaded when they are first needed: the window does not wait for them. */
async function loadFormats() {
  const [{ exporters }, { exportExtension }] = await Promise.all([
    import('../formats/index.ts'),
    import('../formats/registry/exporter-registry.ts'),
  ])
  return { exporters, exportExtension }
}

const noProject = () => fail('no-project', 'No project is open.', 'Open a project, then export it.')
const isRunning = () => fail('conflict', 'An export is running already.', 'Wait for it, or cancel it first.')

export function createExportDesk({ shell, desk, store, emit }: ExportDeskPort): ExportDesk {
  const files = new Map<string, string>()
  let running: AbortController | null = null

  /** What the dataset is about: the name of its article, or of the project. */
  const subjectOf = async ({ filter }: ExportRequest, project: string): Promise<Result<string>> => {
    const article = filter.articles?.length === 1 ? filter.articles[0] : undefined
    if (article === undefined) return ok(project)
    const opened = await store.openArticle(article)
    return opened.ok ? ok(opened.value.article.title) : opened
  }

  const run = async (
    request: ExportRequest,
    project: string,
    out: string,
    dryRun: boolean,
  ): Promise<Result<ExportReport>> => {
    running = new AbortController()
    try {
      const { runExport } = await import('../datasets/export/run-export.ts')
      const report = await runExport(
        { ...request, project, out, dryRun },
        { onProgress: (progress) => emit('exportProgress', progress), signal: running.signal },
      )
      if (!report.ok) return report
      const id = randomUUID()
      if (!dryRun) files.set(id, join(report.value.folder, report.value.fileName))
      return ok({ id, ...report.value })
    } finally {
      running = null
    }
  }

  return {
    async formats() {
      const { exporters } = await loadFormats()
      return exporters.all.map(
        ({ id, title, extension, description, profiles, settings, shape, offsetUnit, textsOptional, losses }) => ({
          id,
          title,
          extension,
          description,
          profiles: profiles.map((profile) => ({
            id: profile.id,
            title: profile.title,
            description: profile.description,
          })),
          settings,
          shape,
          offsetUnit,
          textsOptional,
          mayLose: losses.map(({ what }) => what),
        }),
      )
    },
    async start(request) {
      const project = desk.current()
      if (!project) return noProject()
      if (running) return isRunning()
      const { exporters, exportExtension } = await loadFormats()
      const found = exporters.find(request.format, request.profile)
      if (!found.ok) return found
      const { exporter, profile } = found.value
      const subject = await subjectOf(request, project.name)
      if (!subject.ok) return subject
      // Of what makes many files, the file that holds them all is asked for: a folder cannot be named in every dialog.
      const many = exporter.shape === 'folder' || request.split
      const extension = many ? 'zip' : exportExtension(exporter, profile)
      const out = await chooseExportTarget(shell.dialogs, {
        folder: shell.paths.documents,
        fileName: exportName(subject.value, extension),
        title: exporter.title,
        extension,
      })
      return out === null ? ok(null) : run(request, project.path, out, false)
    },
    async tryOut(request) {
      const project = desk.current()
      if (!project) return noProject()
      return running ? isRunning() : run(request, project.path, join(tmpdir(), 'dataset'), true)
    },
    cancel: () => running?.abort(),
    showInFolder(id) {
      const path = files.get(id)
      if (path === undefined || !existsSync(path)) {
        return fail('not-found', 'The exported file is no longer there.', 'Export again.')
      }
      shell.showInFolder(path)
      return ok(null)
    },
  }
}
