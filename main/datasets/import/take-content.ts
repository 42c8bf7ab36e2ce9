import type { ForeignArticle, ForeignRelation } from '../../formats/kit/reader.ts'
import type { KnownProject } from './known-project.ts'
import type { createAnnotationTaker, TakenEnd } from './take-annotations.ts'
import type { TakenArticle } from './take-articles.ts'
import type { PredictionTaker } from './take-predictions.ts'
import type { createRelationTaker } from './take-relations.ts'

export interface ContentInput {
  readonly known: Pick<KnownProject, 'annotation'>
  readonly keepsIds: boolean
  /** Keys of annotations, with their scope, that relations of other articles lead to. */
  readonly far: readonly string[]
  readonly takeAnnotation: ReturnType<typeof createAnnotationTaker>
  readonly predictions: PredictionTaker
  readonly takeRelation: ReturnType<typeof createRelationTaker>
}

/**
 * Takes in what articles hold: annotations and suggestions, then the relations between them. Relations that lead to
 * other articles wait until `finish`, when all their ends are there.
 */
export function createContentTaker({
  known,
  keepsIds,
  far: farKeys,
  takeAnnotation,
  predictions,
  takeRelation,
}: ContentInput) {
  const far = new Set(farKeys)
  const farEnds = new Map<string, TakenEnd>()
  const waiting: (() => void)[] = []

  /** An annotation of the project that the dataset names without holding it. */
  const projectEnd = (key: string): TakenEnd | undefined => {
    const found = keepsIds ? known.annotation(key) : null
    return found ? { id: found.id, type: found.type, route: null, suggested: false } : undefined
  }

  return {
    take(foreign: ForeignArticle, article: TakenArticle, scope: string, path: string): void {
      const ends = new Map<string, TakenEnd>()
      for (const annotation of foreign.annotations) {
        const take = annotation.suggestion ? predictions.take : takeAnnotation
        const end = take(annotation, article, scope, path)
        ends.set(annotation.key, end)
        if (far.has(scope + annotation.key)) farEnds.set(scope + annotation.key, end)
      }
      const isFar = ({ target }: ForeignRelation): boolean => 'annotation' in target && !ends.has(target.annotation)
      for (const relation of foreign.relations) {
        if (!isFar(relation)) takeRelation(relation, article, (key) => ends.get(key), scope, path)
        else {
          const source = ends.get(relation.source)
          const find = (key: string) =>
            key === relation.source ? source : (farEnds.get(scope + key) ?? projectEnd(key))
          waiting.push(() => takeRelation(relation, article, find, scope, path))
        }
      }
      predictions.finish()
    },
    finish(): void {
      for (const take of waiting) take()
    },
  }
}
