import { sameValue } from '../../../model/value/same-value.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import { valueNamed } from '../../../model/dataset/dataset-suggest.ts'
import { annotatorSchema, decodeWith, entitySchema } from '../../../model/record/schemas.ts'
import type { Entity } from '../../../model/record/entity.ts'
import { entityAttributeOf } from '../../../model/entities/mentions.ts'
import type { Annotator } from '../../../model/record/project.ts'
import { isUuid, madeId } from './ids.ts'
import type { DatasetLedger } from './ledger.ts'
import type { KnownProject } from './known-project.ts'
import { sha256 } from '../../files/sha256.ts'

/** What people and entries of the register are found by, while a dataset is taken in. */
export interface DatasetRegister {
  annotator(said: Omit<Annotator, 'kind'>, scope: string, path: string): void
  entity(said: Omit<Entity, 'kind'>, scope: string, path: string): void
  /** Id of the annotator that a file names by key or by name; a new annotator where it names none. */
  annotatorOf(said: string, scope: string, type: Annotator['type']): string
  /** Id of the entry that a file's key means; null where it means none. */
  entityOf(key: string, scope: string): string | null
}

export interface RegisterInput {
  readonly known: KnownProject
  /** The codebook as the import leaves it. */
  readonly codebook: Codebook
  readonly ledger: DatasetLedger
  /** Id of the format. */
  readonly format: string
  /** Whether keys are ids of this program. */
  readonly keepsIds: boolean
}

/** Ids of the register belong together in no article. */
const groupOf = (what: string): string => sha256(what)

const nameKey = ({ name, type }: Pick<Entity, 'name' | 'type'>): string => JSON.stringify([name, type])

/** What an annotator is called whom a file names by nothing at all. */
const UNNAMED = 'Unnamed annotator'

export function createDatasetRegister({ known, codebook, ledger, format, keepsIds }: RegisterInput): DatasetRegister {
  const mayKeep = (key: string): boolean => (keepsIds || isUuid(key)) && key.length <= 200

  const annotators = new Map(known.annotators.map((annotator) => [annotator.id, annotator]))
  const byName = new Map(known.annotators.map((annotator) => [annotator.name, annotator.id]))
  const annotatorKeys = new Map<string, string>()

  const addAnnotator = (annotator: Annotator, path: string): boolean => {
    const decoded = decodeWith(annotatorSchema, annotator, 'An annotator')
    if (!decoded.ok) {
      ledger.count('annotators', 'leftOut')
      ledger.problem(path, null, `The annotator “${annotator.name}” cannot be kept, and was left out.`)
      return false
    }
    annotators.set(annotator.id, annotator)
    ledger.count('annotators', 'added')
    ledger.add(annotator)
    return true
  }

  const entities = new Map(known.entities.map((entity) => [entity.id, entity]))
  // Only what the project has: a register may hold two people of one name, and so may a file.
  const byWikidata = new Map(known.entities.map((entity) => [entity.wikidata, entity.id]))
  const byNameAndType = new Map(known.entities.map((entity) => [nameKey(entity), entity.id]))
  const entityKeys = new Map<string, string>()
  const kinds = codebook.types.find((type) => entityAttributeOf(type))?.attributes.find(({ id }) => id === 'type')

  return {
    annotator({ id: key, name, type }, scope, path) {
      const id = mayKeep(key) ? key : madeId(groupOf('annotators'), name, type)
      const same = annotators.get(id)?.id ?? byName.get(name)
      if (same !== undefined) ledger.count('annotators', 'present')
      const stands = same !== undefined || addAnnotator({ kind: 'annotator', id, name, type }, path)
      if (stands) annotatorKeys.set(scope + key, same ?? id)
    },
    annotatorOf(named, scope, type) {
      const said = named === '' ? UNNAMED : named
      const keyed = annotatorKeys.get(scope + said) ?? (mayKeep(said) ? annotators.get(said)?.id : undefined)
      const found = keyed ?? byName.get(said)
      if (found !== undefined) return found
      const id = mayKeep(said) ? said : madeId(groupOf('annotators'), said, type)
      annotatorKeys.set(scope + said, id)
      if (!annotators.has(id)) addAnnotator({ kind: 'annotator', id, name: said, type }, scope)
      return id
    },
    entity(said, scope, path) {
      const key = scope + said.id
      const kind = kinds?.input === 'choice' ? valueNamed(kinds, said.type, 'alike') : null
      const entity: Entity = { kind: 'entity', ...said, type: kind ?? said.type }
      const id = mayKeep(said.id) ? said.id : madeId(groupOf('entities'), format, said.id, entity.name, entity.type)
      const own = entities.get(id)
      const same = own?.id ?? (entity.wikidata && byWikidata.get(entity.wikidata)) ?? byNameAndType.get(nameKey(entity))
      if (same) {
        const isSame = own === undefined || sameValue(own, { ...entity, id })
        ledger.count('entities', isSame ? 'present' : 'different')
        entityKeys.set(key, same)
        return
      }
      const record: Entity = { ...entity, id }
      const decoded = decodeWith(entitySchema, record, 'An entity')
      if (!decoded.ok) {
        ledger.count('entities', 'leftOut')
        const reason = decoded.failure.details?.[0]
        ledger.problem(path, null, `The entity “${entity.name}” cannot be kept (${reason ?? ''}), and was left out.`)
        return
      }
      entities.set(id, record)
      entityKeys.set(key, id)
      ledger.count('entities', 'added')
      ledger.add(record)
    },
    entityOf: (key, scope) => entityKeys.get(scope + key) ?? (mayKeep(key) ? (entities.get(key)?.id ?? null) : null),
  }
}
