import type { Codebook } from '../../model/codebook.ts'
import { findType } from '../../model/codebook.ts'
import type { Suggestion } from '../../model/suggest/suggestion.ts'

/** Who speaks and by which words, as a person reads it: "Speaker: Ada Lind · Cue: said · not sure". */
export function linksLabel(codebook: Codebook, text: string, { type, links, sure }: Suggestion): string {
  const roles = findType(codebook, type)?.roles ?? []
  const parts = links.map(({ role, span }) => {
    const name = roles.find(({ id }) => id === role)?.name ?? role
    return `${name}: ${text.slice(span.start, span.end)}`
  })
  return [...parts, ...(sure ? [] : ['not sure'])].join(' · ')
}
