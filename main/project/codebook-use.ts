import type { Annotation } from '../../model/record/annotation.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AttributePath, CodebookUsage } from '../../model/codebook/codebook-usage.ts'
import { ok, type Result } from '../../model/value/result.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import {
  annotationsWithParts as findAnnotations,
  codebookUsage as countUsage,
  relationsWithRoles as findRelations,
} from '../store/sqlite/codebook-usage.ts'
import { guarded } from '../store/sqlite/store-failure.ts'
import type { OpenProject } from './open-project.ts'

/** How often all articles use what the codebook defines; values only of the attributes named. */
export const codebookUsage = ({ file }: OpenProject, valuesOf: readonly AttributePath[]): Result<CodebookUsage> =>
  guarded(file.path, () => ok(countUsage(file.db, valuesOf)))

/** A page is the last one where it is not full. */
const pageOf = <T>(items: readonly T[], limit: number, idOf: (item: T) => string): PartPage<T> => {
  const last = items.length < limit ? undefined : items[items.length - 1]
  return { items, next: last === undefined ? null : idOf(last) }
}

export const annotationsWithParts = (
  { file }: OpenProject,
  parts: readonly PartRef[],
  after: string,
  limit: number,
): Result<PartPage<Annotation>> =>
  guarded(file.path, () => ok(pageOf(findAnnotations(file.db, parts, after, limit), limit, ({ id }) => id)))

export const relationsWithRoles = (
  { file }: OpenProject,
  parts: readonly PartRef[],
  after: string,
  limit: number,
): Result<PartPage<LinkedRelation>> =>
  guarded(file.path, () => ok(pageOf(findRelations(file.db, parts, after, limit), limit, ([, { id }]) => id)))
