import type { Codebook } from '../record/codebook.ts'
import type { PartRef } from './codebook-part.ts'

/** How often annotations and relations of all articles use what a codebook defines. Only what is used is listed. */
export interface CodebookUsage {
  /** `whole`: how many of them are about the whole article. */
  readonly types: readonly { readonly type: string; readonly count: number; readonly whole: number }[]
  readonly attributes: readonly { readonly type: string; readonly attribute: string; readonly count: number }[]
  /** Of the attributes that were asked about, the most frequent first, at most {@link MOST_VALUES} + 1 of each. */
  readonly values: readonly {
    readonly type: string
    readonly attribute: string
    readonly value: string
    readonly count: number
  }[]
  /** `type` is that of the source; `target` the type at the other end, or null for an entry of the register. */
  readonly roles: readonly {
    readonly type: string
    readonly role: string
    readonly target: string | null
    readonly count: number
  }[]
}

/** Different values of one attribute that are counted; nobody could review an attribute with more. */
export const MOST_VALUES = 1_000

/** Type and attribute. */
export type AttributePath = readonly [type: string, attribute: string]

/** The attributes that are a choice in any of the codebooks: those whose values must be counted. */
export function choicesIn(codebooks: readonly Codebook[]): AttributePath[] {
  const found = new Map<string, AttributePath>()
  for (const { types } of codebooks) {
    for (const { id, attributes } of types) {
      for (const attribute of attributes) {
        if (attribute.input === 'choice') found.set(JSON.stringify([id, attribute.id]), [id, attribute.id])
      }
    }
  }
  return [...found.values()]
}

const sum = (items: readonly { readonly count: number }[]): number => items.reduce((all, { count }) => all + count, 0)

/** Number of annotations that hold a part; for a role, of relations. Zero for values of attributes not asked about. */
export function usesOf(usage: CodebookUsage, part: PartRef): number {
  switch (part.kind) {
    case 'type':
      return sum(usage.types.filter(({ type }) => type === part.type))
    case 'attribute':
      return sum(usage.attributes.filter(({ type, attribute }) => type === part.type && attribute === part.attribute))
    case 'value':
      return sum(
        usage.values.filter(
          ({ type, attribute, value }) => type === part.type && attribute === part.attribute && value === part.value,
        ),
      )
    case 'role':
      return sum(usage.roles.filter(({ type, role }) => type === part.type && role === part.role))
  }
}
