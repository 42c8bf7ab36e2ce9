import type { Annotation } from '../../model/record/annotation.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AttributePath, CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import { ok, type Result } from '../../model/value/result.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import type { OpenProject } from './open-project.ts'

/** How often all articles use what the codebook defines; values only of the attributes named. */
export const codebookUsage = ({ store }: OpenProject, valuesOf: readonly AttributePath[]): Result<CodebookUsage> =>
  store.attempt(() => ok(store.codebookUsage(valuesOf)))

export const annotationsWithParts = (
  { store }: OpenProject,
  parts: readonly PartRef[],
  after: string,
  limit: number,
): Result<PartPage<Annotation>> => store.attempt(() => ok(store.annotationsWithParts(parts, after, limit)))

export const relationsWithRoles = (
  { store }: OpenProject,
  parts: readonly PartRef[],
  after: string,
  limit: number,
): Result<PartPage<LinkedRelation>> => store.attempt(() => ok(store.relationsWithRoles(parts, after, limit)))
