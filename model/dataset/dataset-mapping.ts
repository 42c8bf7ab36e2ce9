import { type AttributeDefinition, type Codebook, findType } from '../record/codebook.ts'
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
  readonly choices: Pick<DatasetChoices, 'types' | 'attributes' | 'roles'>
}

/** The type, with an attribute of that name, and the role that take all for which there are no letters left. */
const LABEL = 'Label'
const LINK = 'Link'

const LEFT_OUT = { kind: 'leave-out' } as const
const NEW = { kind: 'new' } as const

/** Maps a whole vocabulary. A choice that does not fit the codebook is passed over, and the suggestion holds. */
export function mapDataset(input: MappingInput): DatasetMapping {
  const { codebook: before, own, takeOver, vocabulary } = input
  const base = takeOver && own ? own : before
  const growth = codebookBuilder(base)
  const typed = mapTypes(input, base, growth)
  const becomes = new Map(typed.map(({ foreign, becomes: id }) => [foreign.name, id]))
  const parts = createPartMapper(input, growth, becomes)
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
    ...createRoutes(codebook, vocabulary, types, parts.made),
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
    const like = suggestType(base, foreign.name)
    if (!like) return { foreign, to: NEW }
    const set = Object.keys(like.set).length === 0 ? {} : { set: like.set }
    return { foreign, to: { kind: 'existing', id: like.id, ...set } }
  })
  const wanted = decided.filter(({ to }) => to.kind === 'new').length
  const letters = growth.freeLetters()
  // The most frequent ones come first; one letter is kept for all the others together.
  let left = wanted > letters ? letters - 1 : wanted
  const added = new Map<string, string>()
  return decided.map(({ foreign, to }): TypedType => {
    if (to.kind !== 'new') return { foreign, to, becomes: to.kind === 'existing' ? to.id : null, fresh: false }
    // Names that differ in the space around them are one: so they would be in the next import, too.
    const twin = added.get(foreign.name.trim())
    if (twin !== undefined) {
      if (foreign.wholeArticle > 0) growth.allowWholeArticle(twin)
      return { foreign, to, becomes: twin, fresh: false }
    }
    const definition = own ? findType(own, foreign.name) : undefined
    const id = left-- > 0 ? growth.addType(foreign.name.trim(), definition?.name ?? foreign.name, definition) : null
    if (id !== null) {
      added.set(foreign.name.trim(), id)
      if (foreign.wholeArticle > 0) growth.allowWholeArticle(id)
      return { foreign, to, becomes: id, fresh: true }
    }
    const shared = sharedType(growth)
    if (!shared) return { foreign, to: LEFT_OUT, becomes: null, fresh: false }
    const set = { [shared.attribute]: foreign.name }
    return { foreign, to: { kind: 'existing', id: shared.type, set }, becomes: shared.type, fresh: false }
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

function sharedType(growth: CodebookBuilder): { readonly type: string; readonly attribute: string } | null {
  const known = growth.codebook().types.find(({ name, retired }) => name === LABEL && !retired)
  const type = known?.id ?? growth.addType('label', LABEL)
  if (type === null) return null
  const attribute =
    findType(growth.codebook(), type)?.attributes.find(({ name, input }) => name === LABEL && input === 'text')?.id ??
    growth.addAttribute(type, 'label', 'text', LABEL)
  return attribute === null ? null : { type, attribute }
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
  const roles = new Map<string, { readonly id: string; readonly set: Readonly<Record<string, string>> }>()

  const newAttribute = (type: string, foreignType: ForeignType, foreign: ForeignAttribute): string | null => {
    const definition = own ? findAttribute(own, foreignType.name, foreign.name) : undefined
    const as: AttributeDefinition | AttributeDefinition['input'] =
      definition && canHold(definition, foreign)
        ? definition
        : inputFor(foreign, entityAttributeOf(findType(growth.codebook(), type)) !== undefined)
    return growth.addAttribute(type, foreign.name.trim(), as, definition?.name ?? foreign.name)
  }

  const widenChoice = (type: string, id: string, foreign: ForeignAttribute): void => {
    const choice = findAttribute(growth.codebook(), type, id)
    if (choice?.input !== 'choice') return
    for (const value of newValues(choice, foreign)) growth.addValue(type, id, value)
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
    return growth.addRole(type, word.trim(), definition?.name ?? word, {
      toEntity: range.toEntity || said.toEntity,
      toTypes: [...new Set([...range.toTypes, ...said.toTypes])],
    })
  }

  /** The role of a type that takes all for which it has no letters. */
  const sharedRole = (type: string, range: Range): string | null => {
    const known = findType(growth.codebook(), type)?.roles.find(({ name, retired }) => name === LINK && !retired)
    return known?.id ?? growth.addRole(type, 'link', LINK, range)
  }

  return {
    made: { attributes, roles },
    attribute(type: string | null, foreignType: ForeignType, foreign: ForeignAttribute): MappedAttribute {
      const key = routeKey(foreignType.name, foreign.name)
      const choice = chosenAttributes.get(key)
      const owner = type === null ? undefined : findType(growth.codebook(), type)
      if (!owner || choice?.kind === 'leave-out') return { attribute: foreign, to: LEFT_OUT }
      const wanted = choice?.kind === 'existing' ? owner.attributes.find(({ id }) => id === choice.id) : undefined
      const like = choice?.kind === 'new' ? null : suggestAttribute(owner, foreign)
      const known = wanted && canHold(wanted, foreign) ? wanted.id : like
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
      const known = wanted ?? (choice?.kind === 'new' ? null : suggestRole(growth.codebook(), type, foreign.name))
      // The last letter is kept for all that come after it together.
      const fresh =
        known === null && growth.freeLetters(type) > 1 ? addRole(type, foreignType, foreign.name, range) : null
      const shared = known === null && fresh === null ? sharedRole(type, range) : null
      const id = known ?? fresh ?? shared
      if (id === null) return { role: foreign, to: LEFT_OUT }
      growth.widenRole(type, id, range)
      roles.set(key, { id, set: shared === null ? {} : { role: foreign.name } })
      return { role: foreign, to: fresh === null ? { kind: 'existing', id } : NEW }
    },
    /** Of a type that was added with its definition: the roles that nothing in the dataset has. */
    unusedRoles(type: string, foreignType: ForeignType): void {
      for (const { id, toEntity, toTypes } of (own && findType(own, foreignType.name)?.roles) ?? []) {
        const range = ownRange({ toEntity, toTypes })
        const isUsed = foreignType.roles.some(({ name }) => name === id)
        const leadsNowhere = !range.toEntity && range.toTypes.length === 0
        if (!isUsed && !leadsNowhere && growth.freeLetters(type) > 1) addRole(type, foreignType, id, range)
      }
    },
  }
}
