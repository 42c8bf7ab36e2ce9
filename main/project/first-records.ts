import { makeChange } from '../../model/change/change.ts'
import type { SaveReceipt } from '../../model/change/save-request.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { Codebook } from '../../model/record/codebook.ts'
import type { Annotator, Project } from '../../model/record/project.ts'
import { ok, type Result } from '../../model/value/result.ts'
import { commit, type OpenProject } from './open-project.ts'
import { COMMAND_LINE, type LocalAnnotator } from './project-service.ts'

/** Puts the first records into a new project: itself, its codebook and its annotator. */
export function addFirstRecords(
  project: OpenProject,
  name: string,
  { id, name: person }: LocalAnnotator,
  codebook: Codebook = newsAttribution,
): Result<SaveReceipt> {
  const { clock } = project
  const record: Project = { kind: 'project', id: clock.newId(), name, description: '', createdAt: clock.now() }
  const annotator: Annotator = { kind: 'annotator', id, name: person, type: 'human' }
  const change = makeChange(clock.newId(), 'Create project', { added: [record, codebook, annotator] })
  return commit(project, change, 'system')
}

/**
 * Adds the person at this computer to the project's annotators, or takes in their new name. What the command line did
 * becomes theirs to undo: it has no undo of its own.
 */
export function registerAnnotator(project: OpenProject, annotator: LocalAnnotator): Result<null> {
  if (project.store.readOnly !== null) return ok(null)
  const named = nameAnnotator(project, annotator)
  return named.ok && annotator.id !== COMMAND_LINE ? project.store.adoptSteps(COMMAND_LINE, annotator.id) : named
}

function nameAnnotator(project: OpenProject, { id, name }: LocalAnnotator): Result<null> {
  const { store, clock } = project
  const known = store.attempt(() => ok(store.find('annotator', id)))
  if (!known.ok) return known
  if (known.value?.name === name) return ok(null)
  const after: Annotator = { kind: 'annotator', id, name, type: known.value?.type ?? 'human' }
  const parts = known.value ? { updated: [[known.value, after] as const] } : { added: [after] }
  const title = known.value ? 'Rename annotator' : 'Add annotator'
  const saved = commit(project, makeChange(clock.newId(), title, parts), 'system')
  return saved.ok ? ok(null) : saved
}
