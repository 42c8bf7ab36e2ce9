import { type AttributeDefinition, type Codebook, findType } from '../record/codebook.ts'
import { codebookInLabels } from '../codebook/labels.ts'
import { codebookDifferences } from '../codebook/codebook-diff.ts'
import { type CodebookBuilder, codebookBuilder, type Range } from './codebook-builder.ts'
import { findAttribute } from '../codebook/codebook-part.ts'
import { canHold, inputFor, newValues, suggestAttribute, suggestRole, suggestType } from './dataset-suggest.ts'
import { type DatasetRoutes, createRoutes, routeKey } from './dataset-routes.ts'
import type {
  DatasetChoices,
  DatasetVocabulary,
  Destination,
  ForeignAttribute,
  ForeignRole,
  ForeignType,
  MappedAttribute,
  MappedRole,
  MappedType,
} from './dataset-vocabulary.ts'
import { entityAttributeOf } from '../entities/mentions.ts'
import { findRole } from '../codebook/role-fit.ts'

/*
 * From the words of a dataset to those of a codebook. What has no place in it gets a new one, so that nothing an
 * annotation holds is unknown to the codebook that the import leaves.
 */

export interface DatasetMapping extends DatasetRoutes {
  /** The codebook as the import leaves it: a new version where it is not as before. */
  readonly codebook: Codebook
  readonly codebookChanges: readonly string[]
  readonly types: readonly MappedType[]
}

/** What a mapping is made from. */
export interface MappingInput {
  readonly codebook: Codebook
  /** The dataset's own codebook, where it has one: its types are taken over with all they say. */
  readonly own: Codebook | null
  /** Whether it takes the place of the project's. */
  readonly takeOver: boolean
  readonly vocabulary: DatasetVocabulary
  readonly choices: Pick<DatasetChoices, 'types' | 'attributes' | 'roles' | 'words'>
}

const LEFT_OUT = { kind: 'leave-out' } as const
const NEW = { kind: 'new' } as const

/** Maps a whole vocabulary. A choice that does not fit the codebook is passed over, and the suggestion holds. */
export function mapDataset(input: MappingInput): DatasetMapping {
  const { codebook: before, takeOver, vocabulary } = input
  const base = takeOver && input.own ? input.own : before
  // The vocabulary is in labels: so is what the dataset's own codebook is asked for.
  const own = input.own && codebookInLabels(input.own)
  const growth = codebookBuilder(base)
  const typed = mapTypes({ ...input, own }, base, growth)
  const becomes = new Map(typed.map(({ foreign, becomes: id }) => [foreign.name, id]))
  const parts = createPartMapper({ ...input, own }, growth, becomes)
  const types = typed.map(({ foreign, to, becomes: id, fresh }): MappedType => {
    const { name, count, wholeArticle } = foreign
    const attributes = foreign.attributes.map((attribute) => parts.attribute(id, foreign, attribute))
    const roles = foreign.roles.map((role) => parts.role(id, foreign, role))
    if (fresh && id !== null) parts.unusedRoles(id, foreign)
    return { type: { name, count, wholeArticle }, to, becomes: id, attributes, roles }
  })
  const grown = growth.codebook()
  const codebook: Codebook = grown === base ? base : { ...grown, version: base.version + 1 }
  const sentences = codebookDifferences(base, codebook).map(({ sentence }) => sentence)
  const replaced = `The codebook “${base.name}” of the dataset takes the place of “${before.name}”.`
  return {
    codebook,
    codebookChanges: base === before ? sentences : [replaced, ...sentences],
    types,
    ...createRoutes(codebook, vocabulary, types, parts.made, input.choices.words),
  }
}

interface TypedType {
  readonly foreign: ForeignType
  readonly to: Destination
  readonly becomes: string | null
  /** Whether it was added. */
  readonly fresh: boolean
}

function mapTypes({ own, vocabulary, choices }: MappingInput, base: Codebook, growth: CodebookBuilder): TypedType[] {
  const chosen = new Map(choices.types)
  const decided = vocabulary.map((foreign): { readonly foreign: ForeignType; readonly to: Destination } => {
    const choice = fitting(base, chosen.get(foreign.name))
    if (choice) return { foreign, to: choice }
    const like = suggestType(base, foreign.name, choices.words)
    if (!like) return { foreign, to: NEW }
    const set = Object.keys(like.set).length === 0 ? {} : { set: like.set }
    return { foreign, to: { kind: 'existing', id: like.id, ...set } }
  })
  return decided.map(({ foreign, to }): TypedType => {
    if (to.kind !== 'new') return { foreign, to, becomes: to.kind === 'existing' ? to.id : null, fresh: false }
    const definition = own ? findType(own, foreign.name) : undefined
    const id = growth.addType(foreign.name, definition?.name ?? foreign.name, definition)
    if (id === null) return { foreign, to: LEFT_OUT, becomes: null, fresh: false }
    if (foreign.wholeArticle > 0) growth.allowWholeArticle(id)
    return { foreign, to, becomes: id, fresh: true }
  })
}

/** A choice that can be followed: its type is there, and so are the values that it sets. */
function fitting(codebook: Codebook, choice: Destination | undefined): Destination | undefined {
  if (choice?.kind !== 'existing') return choice
  if (!findType(codebook, choice.id)) return undefined
  const sound = Object.entries(choice.set ?? {}).every(([id, value]) => {
    const attribute = findAttribute(codebook, choice.id, id)
    return attribute?.input === 'choice'
      ? attribute.values.some((item) => item.id === value)
      : attribute !== undefined && attribute.input !== 'entity'
  })
  return sound ? choice : undefined
}

/** Maps attributes and roles, and remembers what was made for them. */
function createPartMapper(
  { own, choices }: MappingInput,
  growth: CodebookBuilder,
  becomes: ReadonlyMap<string, string | null>,
) {
  const chosenAttributes = new Map(choices.attributes.map(([type, name, to]) => [routeKey(type, name), to]))
  const chosenRoles = new Map(choices.roles.map(([type, name, to]) => [routeKey(type, name), to]))
  const attributes = new Map<string, string>()
  const roles = new Map<string, string>()

  const newAttribute = (type: string, foreignType: ForeignType, foreign: ForeignAttribute): string | null => {
    const definition = own ? findAttribute(own, foreignType.name, foreign.name) : undefined
    const as: AttributeDefinition | AttributeDefinition['input'] =
      definition && canHold(definition, foreign, choices.words)
        ? definition
        : inputFor(foreign, entityAttributeOf(findType(growth.codebook(), type)) !== undefined, choices.words)
    return growth.addAttribute(type, foreign.name, as, definition?.name ?? foreign.name)
  }

  const widenChoice = (type: string, id: string, foreign: ForeignAttribute): void => {
    const choice = findAttribute(growth.codebook(), type, id)
    if (choice?.input !== 'choice') return
    for (const value of newValues(choice, foreign, choices.words)) growth.addValue(type, id, value)
  }

  const rangeOf = (targets: readonly (string | null)[]): Range => ({
    toEntity: targets.includes(null),
    toTypes: targets.flatMap((target) => (target === null ? [] : (becomes.get(target) ?? []))),
  })

  /** What the dataset's own codebook says a role may lead to, as far as that is here. */
  const ownRange = (definition: Range | undefined): Range => ({
    toEntity: definition?.toEntity === true,
    toTypes: (definition?.toTypes ?? []).flatMap((id) => becomes.get(id) ?? findType(growth.codebook(), id)?.id ?? []),
  })

  const addRole = (type: string, foreignType: ForeignType, word: string, range: Range): string | null => {
    const definition = own ? findRole(own, foreignType.name, word) : undefined
    const said = ownRange(definition)
    return growth.addRole(type, word, definition?.name ?? word, {
      toEntity: range.toEntity || said.toEntity,
      toTypes: [...new Set([...range.toTypes, ...said.toTypes])],
    })
  }

  return {
    made: { attributes, roles },
    attribute(type: string | null, foreignType: ForeignType, foreign: ForeignAttribute): MappedAttribute {
      const key = routeKey(foreignType.name, foreign.name)
      const choice = chosenAttributes.get(key)
      const owner = type === null ? undefined : findType(growth.codebook(), type)
      if (!owner || choice?.kind === 'leave-out') return { attribute: foreign, to: LEFT_OUT }
      const wanted = choice?.kind === 'existing' ? owner.attributes.find(({ id }) => id === choice.id) : undefined
      const like = choice?.kind === 'new' ? null : suggestAttribute(owner, foreign, choices.words)
      const known = wanted && canHold(wanted, foreign, choices.words) ? wanted.id : like
      const id = known ?? newAttribute(owner.id, foreignType, foreign)
      if (id === null) return { attribute: foreign, to: LEFT_OUT }
      widenChoice(owner.id, id, foreign)
      attributes.set(key, id)
      return { attribute: foreign, to: known === null ? NEW : { kind: 'existing', id } }
    },
    role(type: string | null, foreignType: ForeignType, foreign: ForeignRole): MappedRole {
      const key = routeKey(foreignType.name, foreign.name)
      const choice = chosenRoles.get(key)
      const range = rangeOf(foreign.targets)
      const leadsNowhere = !range.toEntity && range.toTypes.length === 0
      if (type === null || choice?.kind === 'leave-out' || leadsNowhere) return { role: foreign, to: LEFT_OUT }
      const wanted = choice?.kind === 'existing' ? findRole(growth.codebook(), type, choice.id)?.id : undefined
      const known =
        wanted ?? (choice?.kind === 'new' ? null : suggestRole(growth.codebook(), type, foreign.name, choices.words))
      const fresh = known === null ? addRole(type, foreignType, foreign.name, range) : null
      const id = known ?? fresh
      if (id === null) return { role: foreign, to: LEFT_OUT }
      growth.widenRole(type, id, range)
      roles.set(key, id)
      return { role: foreign, to: fresh === null ? { kind: 'existing', id } : NEW }
    },
    /** Of a type that was added with its definition: the roles that nothing in the dataset has. */
    unusedRoles(type: string, foreignType: ForeignType): void {
      for (const { id, toEntity, toTypes } of (own && findType(own, foreignType.name)?.roles) ?? []) {
        const range = ownRange({ toEntity, toTypes })
        const isUsed = foreignType.roles.some(({ name }) => name === id)
        const leadsNowhere = !range.toEntity && range.toTypes.length === 0
        if (!isUsed && !leadsNowhere) addRole(type, foreignType, id, range)
      }
    },
  }
}
