import {
  type AnnotationType,
  type AttributeDefinition,
  type Codebook,
  type RoleDefinition,
} from '../record/codebook.ts'
import { addAttribute, type Added, addRole, addType, addValue, changeId } from '../codebook/codebook-add.ts'
import { changeLabel, changeRange, changeSpanless } from '../codebook/codebook-edit.ts'
import { editType } from '../codebook/codebook-lens.ts'
import { findAttribute, ownId, type PartRef, siblingsOf } from '../codebook/codebook-part.ts'
import { NAMELESS } from './dataset-suggest.ts'
import { findRole } from '../codebook/role-fit.ts'
import type { Result } from '../value/result.ts'

/** What a role leads to. */
export type Range = Pick<RoleDefinition, 'toEntity' | 'toTypes'>

/**
 * A codebook to which parts are added that stand for words from elsewhere. The word becomes the id where it can be one,
 * and else the label. Each addition gives the id of the new part; null where the codebook refuses it.
 */
export interface CodebookBuilder {
  codebook(): Codebook
  /** `definition`: what is said about it elsewhere, all but its roles, which need a range here. */
  addType(word: string, name: string, definition?: AnnotationType): string | null
  allowWholeArticle(type: string): void
  addAttribute(
    type: string,
    word: string,
    as: AttributeDefinition['input'] | AttributeDefinition,
    name: string,
  ): string | null
  addValue(type: string, attribute: string, word: string): string | null
  addRole(type: string, word: string, name: string, range: Range): string | null
  /** Lets a role lead to what it is said to lead to, besides what it leads to already. */
  widenRole(type: string, role: string, range: Range): void
}

export function codebookBuilder(start: Codebook): CodebookBuilder {
  let codebook = start

  const attempt = (edited: Result<Codebook>): void => {
    if (edited.ok) codebook = edited.value
  }

  const take = (added: Result<Added>, word: string): string | null => {
    if (!added.ok) return null
    const { part } = added.value
    const renamed = changeId(added.value.codebook, part, word)
    if (renamed.ok) {
      codebook = renamed.value
      return word
    }
    codebook = added.value.codebook
    // Where a part beside it has the label already, this one takes what the other cannot hold, and is found by its number.
    attempt(changeLabel(codebook, part, word))
    return ownId(part)
  }

  /** A name that no part beside it has. */
  const unlike = (siblings: PartRef, name: string): string => {
    const taken = new Set(siblingsOf(codebook, siblings).map((item) => item.name.trim().toLowerCase()))
    const wish = name.trim() || NAMELESS
    let free = wish
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${wish} ${number}`
    return free
  }

  return {
    codebook: () => codebook,
    addType(word, name, definition) {
      const id = take(addType(codebook, unlike({ kind: 'type', type: '' }, name)), word)
      if (id === null || !definition) return id
      const { retired: _retired, key: _key, roles: _roles, ...rest } = definition
      codebook = editType(codebook, id, (made) => ({ ...made, ...rest, id, name: made.name }))
      return id
    },
    allowWholeArticle: (type) => attempt(changeSpanless(codebook, type, true)),
    addAttribute(type, word, as, name) {
      const input = typeof as === 'string' ? as : as.input
      const free = unlike({ kind: 'attribute', type, attribute: '' }, name)
      const id = take(addAttribute(codebook, type, free, input), word)
      if (id === null || typeof as === 'string') return id
      codebook = editType(codebook, type, (item) => ({
        ...item,
        attributes: item.attributes.map((other) => (other.id === id ? { ...other, ...as, id, name: free } : other)),
      }))
      return id
    },
    addValue(type, attribute, word) {
      if (findAttribute(codebook, type, attribute)?.input !== 'choice') return null
      const name = unlike({ kind: 'value', type, attribute, value: '' }, word)
      return take(addValue(codebook, type, attribute, name), word)
    },
    addRole(type, word, name, range) {
      const id = take(addRole(codebook, type, unlike({ kind: 'role', type, role: '' }, name)), word)
      if (id !== null) attempt(changeRange(codebook, { kind: 'role', type, role: id }, range))
      return id
    },
    widenRole(type, role, range) {
      const known = findRole(codebook, type, role)
      if (!known) return
      const toTypes = [...new Set([...known.toTypes, ...range.toTypes])]
      const toEntity = known.toEntity || range.toEntity
      if (toEntity === known.toEntity && toTypes.length === known.toTypes.length) return
      attempt(changeRange(codebook, { kind: 'role', type, role }, { toEntity, toTypes }))
    },
  }
}
