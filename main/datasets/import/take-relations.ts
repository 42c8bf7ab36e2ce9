import { sameValue } from '../../../model/value/same-value.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { decodeWith, relationSchema } from '../../../model/record/schemas.ts'
import { relationProblem } from '../../../model/codebook/role-fit.ts'
import type { Relation, RelationTarget } from '../../../model/record/relation.ts'
import type { ForeignRelation } from '../../formats/kit/reader.ts'
import type { TakenEnd } from './take-annotations.ts'
import type { TakenArticle } from './take-articles.ts'
import { createSeenIds, isUuid, madeId } from './ids.ts'
import type { DatasetLedger } from './ledger.ts'
import type { KnownProject } from './known-project.ts'
import type { DatasetRegister } from './register.ts'

export interface RelationInput {
  readonly known: KnownProject
  readonly ledger: DatasetLedger
  readonly register: DatasetRegister
  /** The codebook as the import leaves it. */
  readonly codebook: Codebook
  readonly format: string
  readonly keepsIds: boolean
  unsaid(): string
  readonly now: string
  needCodebook(): void
  /** Links two suggestions; false where they are not in one article. */
  linkSuggestions(source: string, role: string, target: string): boolean
}

/** Where the ends of relations are found: undefined: the dataset has no such annotation; null: it was left out. */
export type FindEnd = (key: string) => TakenEnd | undefined

/** Takes relations in once their ends are there. */
export function createRelationTaker(input: RelationInput) {
  const { known, ledger, register, codebook, format, keepsIds } = input
  const seen = createSeenIds()

  const leaveOut = (foreign: ForeignRelation, path: string, reason: string | null): void => {
    // Without a reason of its own it goes with its end, or with what was chosen for its role.
    ledger.count('relations', 'leftOut', reason === null ? 'asked' : undefined)
    if (reason === null) return
    const subject = `The relation ${foreign.place || foreign.key} (${foreign.role})`
    ledger.problem(path, foreign.place, `${subject} ${reason}, and was left out.`)
  }

  const idOf = (foreign: ForeignRelation, article: TakenArticle, source: string, target: RelationTarget) => {
    const { key, role } = foreign
    const mayKeep = (keepsIds || isUuid(key)) && key.length <= 200
    const stored = mayKeep ? known.relation(key) : null
    if (mayKeep && (stored === null || stored.source === source) && seen.add(key)) return key
    const id = madeId(article.textSha256, 'relation', format, article.key, key, role, source, target)
    return seen.add(id) ? id : null
  }

  return (foreign: ForeignRelation, article: TakenArticle, find: FindEnd, scope: string, path: string): void => {
    const source = find(foreign.source)
    if (source === undefined) return leaveOut(foreign, path, 'begins at an annotation that is not in its article')
    const end = 'annotation' in foreign.target ? find(foreign.target.annotation) : null
    if (end === undefined) return leaveOut(foreign, path, 'leads to an annotation that is not in the dataset')
    // Its end was left out and reported already.
    if (source === null || ('annotation' in foreign.target && end === null)) return leaveOut(foreign, path, null)
    const entity = 'entity' in foreign.target ? register.entityOf(foreign.target.entity, scope) : null
    if (!end && entity === null) return leaveOut(foreign, path, 'leads to an entity that is not in the dataset')
    const role = source.route?.role(foreign.role)
    if (!role) return leaveOut(foreign, path, null)
    const problem = relationProblem(codebook, { role }, source, end)
    if (problem) return leaveOut(foreign, path, `does not fit the codebook: ${problem}`)
    if (source.suggested || end?.suggested) {
      const linked = source.suggested && end?.suggested && input.linkSuggestions(source.id, role, end.id)
      return linked
        ? undefined
        : leaveOut(foreign, path, 'leads from or to a suggestion, and not to another one beside it')
    }
    const target: RelationTarget = end ? { annotation: end.id } : { entity: entity ?? '' }
    const id = idOf(foreign, article, source.id, target)
    if (id === null) return leaveOut(foreign, path, 'is in the dataset twice')
    const found = known.relation(id)
    const stored = found?.source === source.id ? found : null
    const { createdAt, updatedAt, annotator } = foreign
    const record: Relation = {
      kind: 'relation',
      id,
      article: article.id,
      role,
      source: source.id,
      target,
      attributes: foreign.attributes,
      annotator:
        annotator === null ? (stored?.annotator ?? input.unsaid()) : register.annotatorOf(annotator, scope, 'human'),
      createdAt: createdAt ?? stored?.createdAt ?? input.now,
      updatedAt: updatedAt ?? createdAt ?? stored?.updatedAt ?? input.now,
    }
    if (stored) {
      const isSame = sameValue(stored, record)
      ledger.count('relations', isSame ? 'present' : 'different')
      if (!isSame) {
        const message = `The relation ${foreign.place || foreign.key} is in the project already, but not the same; it stays as it is there.`
        ledger.problem(path, foreign.place, message)
      }
      return
    }
    const decoded = decodeWith(relationSchema, record, 'A relation')
    if (!decoded.ok) return leaveOut(foreign, path, `cannot be kept (${decoded.failure.details?.[0] ?? ''})`)
    input.needCodebook()
    ledger.count('relations', 'added')
    ledger.add(record)
  }
}
